#pragma once

// CBOR (RFC 8949), the part of it that C2PA uses: numbers, bytes, text, arrays, maps, one tag. The
// reader is strict, because what it reads is hostile: only definite lengths in their shortest form,
// text that is UTF-8, no key twice, nothing after the end, and limits on depth and on the number of
// values. It copies nothing: bytes and text borrow from the input, so a length that lies costs
// nothing.

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hibari::trust {

/// Appends values in order. Whoever calls keeps the promise of counts: after `map(2)` come two keys
/// with their values.
class CborWriter {
  public:
    CborWriter& number(std::int64_t value);
    CborWriter& bytes(std::string_view value);
    CborWriter& text(std::string_view value);
    CborWriter& boolean(bool value);
    CborWriter& null();
    CborWriter& tag(std::uint64_t value);

    /// `count` values follow.
    CborWriter& array(std::size_t count);

    /// `count` pairs of key and value follow.
    CborWriter& map(std::size_t count);

    /// Values that are encoded already.
    CborWriter& encoded(std::string_view cbor);

    const std::string& written() const { return out_; }

    std::string take() { return std::move(out_); }

  private:
    void head(unsigned major, std::uint64_t value);

    std::string out_;
};

/// One value that was read. It borrows from the bytes it was read from.
struct CborValue {
    enum class Kind { kUnsigned, kNegative, kBytes, kText, kArray, kMap, kBoolean, kNull, kFloat };

    Kind kind = Kind::kNull;
    /// kUnsigned: the number; kNegative: n of -1 - n; kBoolean: 0 or 1.
    std::uint64_t number = 0;
    /// kBytes, kText.
    std::string_view content;
    /// kArray: the values; kMap: key, value, key, value, ...
    std::vector<CborValue> children;
    double real = 0;
    /// The number of the tag before it.
    std::optional<std::uint64_t> tag;

    bool is_text() const { return kind == Kind::kText; }

    bool is_bytes() const { return kind == Kind::kBytes; }

    bool is_array() const { return kind == Kind::kArray; }

    bool is_map() const { return kind == Kind::kMap; }

    /// The number, when it is one that fits.
    std::optional<std::int64_t> integer() const;

    /// The value under a key of a map, or null.
    const CborValue* find(std::string_view key) const;
    const CborValue* find(std::int64_t key) const;

    /// The number under a key, when it is one and not negative.
    std::optional<std::uint64_t> unsigned_number(std::string_view key) const;

    /// The text or the bytes under a key, when they are of that kind.
    std::optional<std::string_view> text(std::string_view key) const;
    std::optional<std::string_view> bytes(std::string_view key) const;
};

/// What a reader accepts.
struct CborLimits {
    int depth_max = 16;
    std::size_t values_max = 20'000;
    /// Of one map; looking for a key that comes twice takes the square of it.
    std::size_t entries_max = 1'000;
};

/// Reads one value that takes up all of `bytes`. Fails with kDataLoss and the position.
Result<CborValue> read_cbor(std::string_view bytes, const CborLimits& limits = {});

}  // namespace hibari::trust
