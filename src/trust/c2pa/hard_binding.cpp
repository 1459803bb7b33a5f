#include "trust/c2pa/hard_binding.h"

#include "trust/c2pa/big_endian.h"
#include "trust/c2pa/bmff_exclusions.h"
#include "trust/c2pa/digest.h"

#include <algorithm>
#include <optional>
#include <span>

namespace hibari::trust {
namespace {

constexpr std::size_t kPieceBytes = 1U << 18U;
constexpr std::size_t kRangesMax = 1'000;
constexpr std::string_view kBmffPrefix = "c2pa.hash.bmff";
constexpr std::string_view kDataPrefix = "c2pa.hash.data";
constexpr std::string_view kBoxesPrefix = "c2pa.hash.boxes";

ValidationStatus status(ValidationStatus::Kind kind, std::string code, std::string explanation) {
    return {
        .kind = kind, .code = std::move(code), .url = {}, .explanation = std::move(explanation)
    };
}

ValidationStatus failure(std::string code, std::string explanation) {
    return status(ValidationStatus::Kind::kFailure, std::move(code), std::move(explanation));
}

// Adds the bytes of a range, without those of `left_out`, which are in order.
Result<void> digest_range(
    ByteSource& source, ByteRange range, std::span<const ByteRange> left_out, Sha256& digest
) {
    std::string piece(
        static_cast<std::size_t>(std::min<std::uint64_t>(kPieceBytes, range.size)), '\0'
    );
    std::uint64_t at = range.offset;
    const std::uint64_t end = range.offset + range.size;
    const auto add_until = [&](std::uint64_t stop) -> Result<void> {
        while (at < stop) {
            const auto size =
                static_cast<std::size_t>(std::min<std::uint64_t>(stop - at, piece.size()));
            HIBARI_TRY(source.read(at, piece.data(), size));
            digest.update(std::string_view(piece).substr(0, size));
            at += size;
        }
        return {};
    };
    for (const ByteRange& gap : left_out) {
        if (gap.offset + gap.size <= at || gap.offset >= end) {
            continue;
        }
        HIBARI_TRY(add_until(std::max(at, gap.offset)));
        at = std::min(end, gap.offset + gap.size);
    }
    return add_until(end);
}

ValidationStatus compare(
    std::string_view name, const Digest& found, std::string_view stated, std::string_view what
) {
    if (found.view() == stated) {
        return status(
            ValidationStatus::Kind::kSuccess, std::string(name) + ".match", std::string(what)
        );
    }
    return failure(std::string(name) + ".mismatch", "the file was changed after it was signed");
}

// The ranges that a data hash leaves out, in order and not overlapping; nothing when they are not.
std::optional<std::vector<ByteRange>> left_out_ranges(
    const CborValue& binding, std::uint64_t file_bytes
) {
    std::vector<ByteRange> ranges;
    const CborValue* list = binding.find("exclusions");
    if (list == nullptr) {
        return ranges;
    }
    if (!list->is_array() || list->children.size() > kRangesMax) {
        return std::nullopt;
    }
    std::uint64_t end = 0;
    for (const CborValue& one : list->children) {
        const auto start = one.unsigned_number("start");
        const auto length = one.unsigned_number("length");
        if (!start || !length) {
            return std::nullopt;
        }
        const ByteRange range{.offset = *start, .size = *length};
        if (range.offset < end || range.offset > file_bytes ||
            range.size > file_bytes - range.offset) {
            return std::nullopt;
        }
        end = range.offset + range.size;
        ranges.push_back(range);
    }
    return ranges;
}

Result<ValidationStatus> check_data(
    ByteSource& source,
    const Container& container,
    const CborValue& binding,
    std::string_view stated
) {
    const auto ranges = left_out_ranges(binding, source.size());
    if (!ranges) {
        return failure(
            "assertion.dataHash.malformed", "what the digest leaves out is not in order"
        );
    }
    Sha256 digest;
    HIBARI_TRY(digest_range(source, {.offset = 0, .size = source.size()}, *ranges, digest));
    ValidationStatus found =
        compare("assertion.dataHash", digest.finish(), stated, "the file is as it was signed");
    const ByteRange manifest = container.store_range();
    const bool is_only_manifest = std::ranges::all_of(*ranges, [&](const ByteRange& range) {
        return range.offset >= manifest.offset &&
               range.offset + range.size <= manifest.offset + manifest.size;
    });
    if (found.kind == ValidationStatus::Kind::kSuccess && !is_only_manifest) {
        return status(
            ValidationStatus::Kind::kInformational,
            "assertion.dataHash.additionalExclusionsPresent",
            "the digest leaves out more than the manifest; what lies there may have been changed"
        );
    }
    return found;
}

Result<ValidationStatus> check_bmff(
    ByteSource& source, std::string_view label, const CborValue& binding, std::string_view stated
) {
    if (binding.find("merkle") != nullptr) {
        return failure("algorithm.unsupported", "digests of single fragments are not read");
    }
    const auto exclusions = read_bmff_exclusions(binding);
    if (!exclusions) {
        return failure(
            "assertion.bmffHash.malformed", "what the digest leaves out is not well said"
        );
    }
    const bool has_places = label != kBmffPrefix;  // Since the second version.
    Sha256 digest;
    const std::vector<HashedBox> boxes = HIBARI_TRY(hashed_boxes(source, *exclusions));
    for (const HashedBox& box : boxes) {
        if (has_places && !box.is_left_out) {
            std::string place;
            put_big_endian(place, box.range.offset, 8);
            digest.update(place);
        }
        if (!box.is_left_out) {
            HIBARI_TRY(digest_range(source, box.range, box.left_out, digest));
        }
    }
    return compare("assertion.bmffHash", digest.finish(), stated, "the file is as it was signed");
}

}  // namespace

bool is_hard_binding(std::string_view label) {
    return label.starts_with(kBmffPrefix) || label.starts_with(kDataPrefix) ||
           label.starts_with(kBoxesPrefix);
}

Result<ValidationStatus> check_hard_binding(
    ByteSource& source,
    const Container& container,
    std::string_view label,
    const CborValue& binding,
    std::string_view default_algorithm
) {
    const bool is_bmff = label.starts_with(kBmffPrefix);
    if (label.starts_with(kBoxesPrefix)) {
        return failure("algorithm.unsupported", "digests of single segments are not read");
    }
    const std::string_view algorithm = binding.text("alg").value_or(default_algorithm);
    if (algorithm != "sha256") {
        return failure("algorithm.unsupported", "the digest of the file is not SHA-256");
    }
    const auto stated = binding.bytes("hash");
    if (!stated) {
        return failure(
            is_bmff && binding.find("merkle") != nullptr ? "algorithm.unsupported"
            : is_bmff                                    ? "assertion.bmffHash.malformed"
                                                         : "assertion.dataHash.malformed",
            "there is no digest of the file"
        );
    }
    return is_bmff ? check_bmff(source, label, binding, *stated)
                   : check_data(source, container, binding, *stated);
}

}  // namespace hibari::trust
