#pragma once

// JSON as a plain value that keeps the order of its keys, so that what we print reads the way it
// was written. Parsing has limits and names line and column; turning a value into a typed struct is
// the job of base/json_reader.h, which names the field at fault.

#include "base/result.h"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace hibari {

struct JsonMember;

/// Any JSON value. Integers that fit 64 signed bits stay integers.
class Json {
  public:
    using Array = std::vector<Json>;
    using Object = std::vector<JsonMember>;

    Json();
    Json(const Json& other);
    Json(Json&& other) noexcept;
    Json& operator=(const Json& other);
    Json& operator=(Json&& other) noexcept;
    ~Json();

    // Implicit on purpose: {"count", 2} reads as what it is.
    Json(std::nullptr_t);
    Json(const char* text);
    Json(std::string text);
    Json(std::string_view text);
    Json(Array items);
    Json(Object members);
    Json(std::same_as<bool> auto value);
    Json(std::floating_point auto value);

    /// Unsigned values beyond int64 become doubles.
    template <std::integral T>
        requires(!std::same_as<T, bool>)
    Json(T value);

    /// `Json::array({1, "two", nullptr})`; without arguments an empty array.
    static Json array(std::initializer_list<Json> items = {});
    /// `Json::object({{"name", "ball"}, {"count", 2}})`; without arguments an empty object.
    static Json object(std::initializer_list<JsonMember> members = {});

    bool is_null() const { return std::holds_alternative<std::nullptr_t>(value_); }

    bool is_bool() const { return std::holds_alternative<bool>(value_); }

    bool is_integer() const { return std::holds_alternative<std::int64_t>(value_); }

    bool is_number() const { return is_integer() || std::holds_alternative<double>(value_); }

    bool is_string() const { return std::holds_alternative<std::string>(value_); }

    bool is_array() const { return std::holds_alternative<Array>(value_); }

    bool is_object() const { return std::holds_alternative<Object>(value_); }

    /// "null", "boolean", "number", "string", "array" or "object", for messages.
    std::string_view type_name() const;

    // Each of these needs the value to be of its type (checked).
    bool as_bool() const;
    std::int64_t as_integer() const;
    double as_number() const;
    const std::string& as_string() const;
    const Array& items() const;
    const Object& members() const;

    /// The member of that name, or null when there is none or this is no object.
    const Json* find(std::string_view key) const;
    /// The member of that name, which must exist (checked).
    const Json& at(std::string_view key) const;
    /// The element at that index, which must exist (checked).
    const Json& at(std::size_t index) const;
    /// Number of elements or members; 0 for anything else.
    std::size_t size() const;

    /// Sets a member, replacing one of the same name in place. Turns null into an object. Returns
    /// this value, so that calls chain.
    Json& set(std::string key, Json value);
    /// Appends an element. Turns null into an array. Returns this value.
    Json& push_back(Json value);

    friend bool operator==(const Json&, const Json&);

  private:
    std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, Array, Object> value_;
};

/// One named member of an object.
struct JsonMember {
    std::string key;
    Json value;

    friend bool operator==(const JsonMember&, const JsonMember&) = default;
};

// Here rather than in the class, because a member must be a complete type first.
Json::Json(std::same_as<bool> auto value) : value_(value) {}

Json::Json(std::floating_point auto value) : value_(static_cast<double>(value)) {}

template <std::integral T>
    requires(!std::same_as<T, bool>)
Json::Json(T value) {
    if (std::in_range<std::int64_t>(value)) {
        value_ = static_cast<std::int64_t>(value);
    } else {
        value_ = static_cast<double>(value);
    }
}

/// What an object that names a key twice is: whichever comes last, or an error. Programs that read
/// the same text may take either, so what comes from outside is better refused.
enum class RepeatedKeys { kLastCounts, kRefuse };

struct JsonLimits {
    std::size_t size_bytes_max = 8U << 20U;
    std::size_t depth_max = 32;
    RepeatedKeys repeated_keys = RepeatedKeys::kLastCounts;
};

/// Reads one JSON text (RFC 8259, UTF-8). An object has at most 4096 members. Errors name line and
/// column.
Result<Json> parse_json(std::string_view text, const JsonLimits& limits = {});

/// Prints a value. `indent` spaces per level; 0 puts everything on one line. Numbers print in the
/// shortest form that reads back equal; what JSON cannot say (infinities, NaN) becomes null.
std::string to_string(const Json& json, int indent = 0);

}  // namespace hibari
