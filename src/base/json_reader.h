#pragma once

// Turns a Json value into typed fields and says exactly what is wrong where:
// "shots[0].entities[2].size: must be a number between 0.01 and 100, is \"big\"". A JsonReader is a
// borrowed value together with its path; the Json must outlive it.
//
//     HIBARI_TRY(reader.allow({"kind", "size"}));
//     entity.kind = HIBARI_TRY(reader.string("kind"));
//     entity.size = HIBARI_TRY(reader.number("size", {.min = 0.01, .max = 100, .fallback = 1.0}));

#include "base/json.h"
#include "base/result.h"

#include <initializer_list>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hibari {

/// What a number may be. With a fallback the field may be absent or null.
struct NumberRule {
    double min = std::numeric_limits<double>::lowest();
    double max = std::numeric_limits<double>::max();
    std::optional<double> fallback = std::nullopt;
};

struct IntegerRule {
    std::int64_t min = std::numeric_limits<std::int64_t>::min();
    std::int64_t max = std::numeric_limits<std::int64_t>::max();
    std::optional<std::int64_t> fallback = std::nullopt;
};

/// What a text may be; sizes in bytes of UTF-8.
struct StringRule {
    std::size_t size_min = 0;
    std::size_t size_max = 32'000;
    std::optional<std::string> fallback = std::nullopt;
};

/// How many elements an array may have. When optional, absence reads as an empty array.
struct ArrayRule {
    std::size_t size_min = 0;
    std::size_t size_max = 1'000;
    bool optional = false;
};

/// A borrowed Json value and the path that leads to it.
class JsonReader {
  public:
    /// Reads `json`, whose own name in messages is `path` (may be empty).
    explicit JsonReader(const Json& json, std::string path = {});

    const Json& json() const { return *json_; }

    const std::string& path() const { return path_; }

    /// Fails when this is no object or has a key that is not in the list, and offers the nearest.
    Result<void> allow(std::initializer_list<std::string_view> keys) const;

    // Members of this object by key.
    Result<double> number(std::string_view key, const NumberRule& rule = {}) const;
    Result<std::int64_t> integer(std::string_view key, const IntegerRule& rule = {}) const;
    Result<std::string> string(std::string_view key, const StringRule& rule = {}) const;
    Result<bool> boolean(std::string_view key, std::optional<bool> fallback = std::nullopt) const;
    /// Index in `names` of the member's text. With a fallback the member may be absent.
    Result<std::size_t> choice(
        std::string_view key,
        std::span<const std::string_view> names,
        std::optional<std::size_t> fallback = std::nullopt
    ) const;
    Result<std::vector<JsonReader>> array(std::string_view key, const ArrayRule& rule = {}) const;
    /// A member that must be an object.
    Result<JsonReader> object(std::string_view key) const;
    /// A reader for the member if it is there and not null.
    std::optional<JsonReader> find(std::string_view key) const;

    // This value itself.
    Result<double> as_number(const NumberRule& rule = {}) const;
    Result<std::int64_t> as_integer(const IntegerRule& rule = {}) const;
    Result<std::string> as_string(const StringRule& rule = {}) const;
    Result<bool> as_boolean() const;
    Result<std::size_t> as_choice(std::span<const std::string_view> names) const;
    Result<std::vector<JsonReader>> as_array(const ArrayRule& rule = {}) const;
    Result<JsonReader> as_object() const;

    /// An invalid-argument error at this place: "must be ...".
    Error error(std::string message, std::string hint = {}) const;

  private:
    Error wrong(const std::string& wanted) const;
    Error missing(std::string_view key) const;
    std::string child_path(std::string_view key) const;

    const Json* json_;
    std::string path_;
};

}  // namespace hibari
