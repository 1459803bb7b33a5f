#include "trust/c2pa/cbor.h"

#include "base/text.h"
#include "trust/c2pa/big_endian.h"

#include <bit>
#include <cmath>
#include <limits>

namespace hibari::trust {
namespace {

// RFC 8949, section 3.1: the major types.
constexpr unsigned kUnsigned = 0;
constexpr unsigned kNegative = 1;
constexpr unsigned kBytes = 2;
constexpr unsigned kText = 3;
constexpr unsigned kArray = 4;
constexpr unsigned kMap = 5;
constexpr unsigned kTag = 6;
constexpr unsigned kSimple = 7;

// Section 3.3: simple values and floats.
constexpr std::uint64_t kFalse = 20;
constexpr std::uint64_t kTrue = 21;
constexpr std::uint64_t kNullValue = 22;
constexpr unsigned kHalf = 25;
constexpr unsigned kSingle = 26;
constexpr unsigned kDouble = 27;

// RFC 8949, appendix D.
double half_to_double(std::uint64_t half) {
    const int exponent = static_cast<int>((half >> 10U) & 0x1fU);
    const double mantissa = static_cast<double>(half & 0x3ffU);
    double value = 0;
    if (exponent == 0) {
        value = std::ldexp(mantissa, -24);
    } else if (exponent != 31) {
        value = std::ldexp(mantissa + 1024, exponent - 25);
    } else {
        value = mantissa == 0 ? std::numeric_limits<double>::infinity()
                              : std::numeric_limits<double>::quiet_NaN();
    }
    return (half & 0x8000U) != 0 ? -value : value;
}

class Reader {
  public:
    Reader(std::string_view bytes, const CborLimits& limits) : bytes_(bytes), limits_(limits) {}

    Result<CborValue> read_all() {
        CborValue value = HIBARI_TRY(read(0));
        if (at_ != bytes_.size()) {
            return refuse("something follows the value");
        }
        return value;
    }

  private:
    struct Head {
        unsigned major = 0;
        unsigned info = 0;
        std::uint64_t value = 0;
    };

    tl::unexpected<Error> refuse(std::string_view what) const {
        return fail(
            ErrorCode::kDataLoss, "CBOR at byte " + std::to_string(at_) + ": " + std::string(what)
        );
    }

    Result<Head> head() {
        if (at_ == bytes_.size()) {
            return refuse("it ends too early");
        }
        const auto first = static_cast<unsigned char>(bytes_[at_]);
        Head head{.major = static_cast<unsigned>(first) >> 5U, .info = first & 0x1fU, .value = 0};
        if (head.info < 24) {
            head.value = head.info;
            at_ += 1;
            return head;
        }
        if (head.info > 27) {
            return refuse("lengths must be definite");
        }
        const std::size_t size = std::size_t{1} << (head.info - 24);
        if (bytes_.size() - at_ - 1 < size) {
            return refuse("it ends too early");
        }
        head.value = big_endian(bytes_, at_ + 1, size);
        const bool is_number = head.major != kSimple;
        const std::uint64_t least = size == 1 ? 24 : std::uint64_t{1} << (4 * size);
        if (is_number && head.value < least) {
            return refuse("a number is not in its shortest form");
        }
        at_ += 1 + size;
        return head;
    }

    Result<CborValue> read(int depth) {
        if (depth > limits_.depth_max) {
            return refuse("it is nested too deeply");
        }
        values_ += 1;
        if (values_ > limits_.values_max) {
            return refuse("it has too many values");
        }
        const Head head = HIBARI_TRY(this->head());
        CborValue value;
        value.number = head.value;
        switch (head.major) {
            case kUnsigned:
                value.kind = CborValue::Kind::kUnsigned;
                return value;
            case kNegative:
                value.kind = CborValue::Kind::kNegative;
                return value;
            case kBytes:
            case kText:
                return read_string(head);
            case kArray:
            case kMap:
                return read_list(head, depth);
            case kTag:
                return read_tagged(head, depth);
            default:
                return read_simple(head);
        }
    }

    Result<CborValue> read_string(const Head& head) {
        if (head.value > bytes_.size() - at_) {
            return refuse("a string is longer than what is there");
        }
        CborValue value;
        value.kind = head.major == kText ? CborValue::Kind::kText : CborValue::Kind::kBytes;
        value.content = bytes_.substr(at_, head.value);
        at_ += head.value;
        if (value.is_text() && !is_valid_utf8(value.content)) {
            return refuse("a text is not UTF-8");
        }
        return value;
    }

    Result<CborValue> read_list(const Head& head, int depth) {
        const bool is_map = head.major == kMap;
        // Each value takes at least a byte, so a count that lies ends here.
        if (head.value > (bytes_.size() - at_) / (is_map ? 2 : 1)) {
            return refuse("a list is longer than what is there");
        }
        if (is_map && head.value > limits_.entries_max) {
            return refuse("a map has too many entries");
        }
        CborValue value;
        value.kind = is_map ? CborValue::Kind::kMap : CborValue::Kind::kArray;
        const std::uint64_t count = is_map ? 2 * head.value : head.value;
        for (std::uint64_t i = 0; i < count; ++i) {
            const bool is_key = is_map && i % 2 == 0;
            const std::size_t start = at_;
            auto child = read(depth + 1);
            if (!child) {
                return fail(std::move(child.error()));
            }
            if (is_key && !child->is_text() && !child->integer()) {
                at_ = start;
                return refuse("a key is neither text nor number");
            }
            if (is_key && is_known(value, *child)) {
                at_ = start;
                return refuse("a key comes twice");
            }
            value.children.push_back(std::move(*child));
        }
        return value;
    }

    static bool is_known(const CborValue& map, const CborValue& key) {
        return key.is_text() ? map.find(key.content) != nullptr
                             : map.find(*key.integer()) != nullptr;
    }

    Result<CborValue> read_tagged(const Head& head, int depth) {
        auto value = read(depth + 1);
        if (value && value->tag) {
            return refuse("a tag follows a tag");
        }
        if (value) {
            value->tag = head.value;
        }
        return value;
    }

    Result<CborValue> read_simple(const Head& head) {
        CborValue value;
        if (head.info == kHalf || head.info == kSingle || head.info == kDouble) {
            value.kind = CborValue::Kind::kFloat;
            if (head.info == kHalf) {
                value.real = half_to_double(head.value);
            } else if (head.info == kSingle) {
                value.real = std::bit_cast<float>(static_cast<std::uint32_t>(head.value));
            } else {
                value.real = std::bit_cast<double>(head.value);
            }
            return value;
        }
        if (head.info == head.value && (head.value == kFalse || head.value == kTrue)) {
            value.kind = CborValue::Kind::kBoolean;
            value.number = head.value - kFalse;
            return value;
        }
        if (head.info == head.value && head.value == kNullValue) {
            return value;
        }
        return refuse("a simple value is unknown");
    }

    std::string_view bytes_;
    CborLimits limits_;
    std::size_t at_ = 0;
    std::size_t values_ = 0;
};

}  // namespace

void CborWriter::head(unsigned major, std::uint64_t value) {
    const unsigned high = major << 5U;
    if (value < 24) {
        out_.push_back(static_cast<char>(high | value));
        return;
    }
    unsigned log_size = 0;  // 2 to that many bytes
    while (log_size < 3 && (value >> (8U << log_size)) != 0) {
        log_size += 1;
    }
    out_.push_back(static_cast<char>(high | (24 + log_size)));
    put_big_endian(out_, value, 1 << log_size);
}

CborWriter& CborWriter::number(std::int64_t value) {
    if (value >= 0) {
        head(kUnsigned, static_cast<std::uint64_t>(value));
    } else {
        head(kNegative, static_cast<std::uint64_t>(-1 - value));
    }
    return *this;
}

CborWriter& CborWriter::bytes(std::string_view value) {
    head(kBytes, value.size());
    out_ += value;
    return *this;
}

CborWriter& CborWriter::text(std::string_view value) {
    head(kText, value.size());
    out_ += value;
    return *this;
}

CborWriter& CborWriter::boolean(bool value) {
    head(kSimple, value ? kTrue : kFalse);
    return *this;
}

CborWriter& CborWriter::null() {
    head(kSimple, kNullValue);
    return *this;
}

CborWriter& CborWriter::tag(std::uint64_t value) {
    head(kTag, value);
    return *this;
}

CborWriter& CborWriter::array(std::size_t count) {
    head(kArray, count);
    return *this;
}

CborWriter& CborWriter::map(std::size_t count) {
    head(kMap, count);
    return *this;
}

CborWriter& CborWriter::encoded(std::string_view cbor) {
    out_ += cbor;
    return *this;
}

std::optional<std::int64_t> CborValue::integer() const {
    constexpr auto kMax = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (number > kMax || (kind != Kind::kUnsigned && kind != Kind::kNegative)) {
        return std::nullopt;
    }
    const auto value = static_cast<std::int64_t>(number);
    return kind == Kind::kUnsigned ? value : -1 - value;
}

const CborValue* CborValue::find(std::string_view key) const {
    for (std::size_t i = 0; is_map() && i + 1 < children.size(); i += 2) {
        if (children[i].is_text() && children[i].content == key) {
            return &children[i + 1];
        }
    }
    return nullptr;
}

const CborValue* CborValue::find(std::int64_t key) const {
    for (std::size_t i = 0; is_map() && i + 1 < children.size(); i += 2) {
        if (children[i].integer() == key) {
            return &children[i + 1];
        }
    }
    return nullptr;
}

std::optional<std::uint64_t> CborValue::unsigned_number(std::string_view key) const {
    const CborValue* value = find(key);
    if (value == nullptr || value->kind != Kind::kUnsigned) {
        return std::nullopt;
    }
    return value->number;
}

std::optional<std::string_view> CborValue::text(std::string_view key) const {
    const CborValue* value = find(key);
    return value != nullptr && value->is_text() ? std::optional(value->content) : std::nullopt;
}

std::optional<std::string_view> CborValue::bytes(std::string_view key) const {
    const CborValue* value = find(key);
    return value != nullptr && value->is_bytes() ? std::optional(value->content) : std::nullopt;
}

Result<CborValue> read_cbor(std::string_view bytes, const CborLimits& limits) {
    return Reader(bytes, limits).read_all();
}

}  // namespace hibari::trust
