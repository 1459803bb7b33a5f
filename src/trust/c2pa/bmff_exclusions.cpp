#include "trust/c2pa/bmff_exclusions.h"

#include "base/text.h"
#include "trust/c2pa/big_endian.h"

#include <algorithm>
#include <limits>

namespace hibari::trust {
namespace {

constexpr std::size_t kExclusionsMax = 64;
constexpr std::size_t kPathMax = 8;
constexpr std::size_t kPartsMax = 64;
constexpr std::size_t kDataBytesMax = 1024;
// Of version and flags, which follow the header in boxes that have them.
constexpr std::uint64_t kFlagsBytes = 4;
constexpr std::size_t kVisitsMax = 400'000;
// Of all boxes together; a rule may name many parts of many small boxes.
constexpr std::size_t kLeftOutMax = 100'000;

bool has_value(const CborValue& map, std::string_view key) {
    const CborValue* value = map.find(key);
    return value != nullptr && value->kind != CborValue::Kind::kNull;
}

bool read_path(std::string_view text, BmffExclusion& rule) {
    if (!text.starts_with('/')) {
        return false;
    }
    for (const std::string_view type : split(text.substr(1), '/')) {
        // Indices ("trak[1]") are not in use.
        if (type.size() != 4 || rule.path.size() == kPathMax) {
            return false;
        }
        rule.path.push_back(type);
    }
    return true;
}

bool read_data(const CborValue& list, BmffExclusion& rule) {
    for (const CborValue& one : list.children) {
        const auto offset = one.unsigned_number("offset");
        const auto value = one.bytes("value");
        if (!offset || !value || value->size() > kDataBytesMax || rule.data.size() == kPartsMax) {
            return false;
        }
        rule.data.emplace_back(*offset, *value);
    }
    return list.is_array();
}

bool read_parts(const CborValue& list, BmffExclusion& rule) {
    std::uint64_t end = 0;
    for (const CborValue& one : list.children) {
        const auto offset = one.unsigned_number("offset");
        const auto length = one.unsigned_number("length");
        if (!offset || !length || *offset < end || rule.parts.size() == kPartsMax ||
            *length > std::numeric_limits<std::uint64_t>::max() - *offset) {
            return false;
        }
        end = *offset + *length;
        rule.parts.push_back({.offset = *offset, .size = *length});
    }
    return list.is_array();
}

std::optional<BmffExclusion> read_rule(const CborValue& one) {
    BmffExclusion rule;
    const auto path = one.text("xpath");
    if (!path || !read_path(*path, rule)) {
        return std::nullopt;
    }
    rule.length = one.unsigned_number("length");
    rule.version = one.unsigned_number("version");
    rule.flags = one.bytes("flags");
    const CborValue* exact = one.find("exact");
    rule.is_exact =
        exact == nullptr || exact->kind != CborValue::Kind::kBoolean || exact->number != 0;
    const bool is_well_said =
        (!has_value(one, "length") || rule.length) &&
        (!has_value(one, "version") || rule.version) &&
        (!has_value(one, "flags") || (rule.flags && rule.flags->size() == 3)) &&
        (!has_value(one, "data") || read_data(*one.find("data"), rule)) &&
        (!has_value(one, "subset") || read_parts(*one.find("subset"), rule));
    return is_well_said ? std::optional(std::move(rule)) : std::nullopt;
}

class Finder {
  public:
    Finder(ByteSource& source, std::vector<HashedBox>& boxes) : source_(source), boxes_(boxes) {}

    Result<void> apply(const BmffExclusion& rule, const std::vector<Mp4Box>& top) {
        for (std::size_t i = 0; i < top.size(); ++i) {
            HIBARI_TRY(descend(rule, top[i], 0, boxes_[i]));
        }
        return {};
    }

  private:
    Result<void> descend(
        const BmffExclusion& rule, const Mp4Box& box, std::size_t depth, HashedBox& top
    ) {
        visits_ += 1;
        if (visits_ > kVisitsMax) {
            return fail(ErrorCode::kDataLoss, "an MP4 file has too many boxes");
        }
        if (box.type != rule.path[depth]) {
            return {};
        }
        if (depth + 1 < rule.path.size()) {
            const std::uint64_t skipped = box.type == "meta" ? kFlagsBytes : 0;
            const std::uint64_t begin =
                std::min(box.end(), box.offset + box.header_bytes + skipped);
            const auto inner = HIBARI_TRY(list_boxes(source_, begin, box.end()));
            for (const Mp4Box& one : inner) {
                HIBARI_TRY(descend(rule, one, depth + 1, top));
            }
            return {};
        }
        const bool is_meant = HIBARI_TRY(matches(rule, box));
        if (is_meant) {
            parts_ += rule.parts.size() + 1;
            if (parts_ > kLeftOutMax) {
                return fail(ErrorCode::kDataLoss, "a digest leaves out too many parts");
            }
            leave_out(rule, box, depth, top);
        }
        return {};
    }

    Result<bool> matches(const BmffExclusion& rule, const Mp4Box& box) {
        if (rule.length && *rule.length != box.size) {
            return false;
        }
        for (const auto& [offset, value] : rule.data) {
            if (offset > box.size || value.size() > box.size - offset) {
                return false;
            }
            const std::string there = HIBARI_TRY(source_.piece(box.offset + offset, value.size()));
            if (there != value) {
                return false;
            }
        }
        if (!rule.version && !rule.flags) {
            return true;
        }
        if (box.size < box.header_bytes + kFlagsBytes) {
            return false;
        }
        const std::string head =
            HIBARI_TRY(source_.piece(box.offset + box.header_bytes, kFlagsBytes));
        const std::uint64_t flags = big_endian(head, 1, 3);
        const std::uint64_t wanted = rule.flags ? big_endian(*rule.flags, 0, 3) : flags;
        const bool has_flags = rule.is_exact ? wanted == flags : (wanted | flags) == wanted;
        return has_flags && (!rule.version || *rule.version == big_endian(head, 0, 1));
    }

    static void leave_out(
        const BmffExclusion& rule, const Mp4Box& box, std::size_t depth, HashedBox& top
    ) {
        if (rule.parts.empty() && depth == 0) {
            top.is_left_out = true;
            return;
        }
        if (rule.parts.empty()) {
            top.left_out.push_back({.offset = box.offset, .size = box.size});
        }
        for (const ByteRange& part : rule.parts) {
            if (part.offset >= box.size) {
                continue;
            }
            const std::uint64_t rest = box.size - part.offset;
            top.left_out.push_back(
                {.offset = box.offset + part.offset,
                 .size = part.size == 0 ? rest : std::min(part.size, rest)}
            );
        }
    }

    ByteSource& source_;
    std::vector<HashedBox>& boxes_;
    std::size_t visits_ = 0;
    std::size_t parts_ = 0;
};

}  // namespace

std::optional<std::vector<BmffExclusion>> read_bmff_exclusions(const CborValue& binding) {
    const CborValue* list = binding.find("exclusions");
    if (list == nullptr || !list->is_array() || list->children.empty() ||
        list->children.size() > kExclusionsMax) {
        return std::nullopt;
    }
    std::vector<BmffExclusion> rules;
    for (const CborValue& one : list->children) {
        auto rule = read_rule(one);
        if (!rule) {
            return std::nullopt;
        }
        rules.push_back(std::move(*rule));
    }
    return rules;
}

Result<std::vector<HashedBox>> hashed_boxes(
    ByteSource& source, const std::vector<BmffExclusion>& exclusions
) {
    const std::vector<Mp4Box> top = HIBARI_TRY(list_boxes(source, 0, source.size()));
    std::vector<HashedBox> boxes;
    boxes.reserve(top.size());
    for (const Mp4Box& box : top) {
        boxes.push_back(
            {.range = {.offset = box.offset, .size = box.size}, .is_left_out = false, .left_out = {}
            }
        );
    }
    Finder finder(source, boxes);
    for (const BmffExclusion& rule : exclusions) {
        HIBARI_TRY(finder.apply(rule, top));
    }
    for (HashedBox& box : boxes) {
        std::ranges::sort(box.left_out, {}, &ByteRange::offset);
    }
    return boxes;
}

}  // namespace hibari::trust
