#include "trust/c2pa/mp4_container.h"

#include "base/check.h"
#include "trust/c2pa/big_endian.h"

#include <algorithm>

namespace hibari::trust {
namespace {

constexpr std::uint64_t kIndexBytesMax = 64U << 20U;
constexpr std::uint64_t kFragmentBytesMax = 4U << 20U;
constexpr std::string_view kPurpose{"manifest\0", 9};
constexpr std::size_t kPurposeBytesMax = 64;
// Version and flags before the purpose, and after it the place of the first Merkle box.
constexpr std::size_t kVersionBytes = 4;
constexpr std::size_t kMerklePlaceBytes = 8;

// Left out of the hard binding: the file's type, and an index of fragments that says nothing that
// the fragments do not (C2PA 2.1, section 18.6.2).
bool is_hashed(std::string_view type) {
    return type != "ftyp" && type != "mfra";
}

}  // namespace

Result<std::unique_ptr<Container>> Mp4Container::open(ByteSource& source) {
    std::unique_ptr<Mp4Container> container(new Mp4Container(source));
    const auto read = container->read_outline();
    if (!read) {
        return fail(read.error());
    }
    return std::unique_ptr<Container>(std::move(container));
}

Result<void> Mp4Container::read_outline() {
    const std::vector<Mp4Box> all = HIBARI_TRY(list_boxes(source_, 0, source_.size()));
    if (all.empty() || all.front().type != "ftyp") {
        return fail(ErrorCode::kDataLoss, "an MP4 file begins with 'ftyp'");
    }
    for (const Mp4Box& box : all) {
        const bool is_ours = HIBARI_TRY(is_c2pa_box(source_, box));
        if (is_ours) {
            HIBARI_TRY(look_at_uuid(box));
        } else {
            boxes_.push_back(box);
        }
    }
    return {};
}

Result<void> Mp4Container::look_at_uuid(const Mp4Box& box) {
    const std::uint64_t begin =
        box.offset + box.header_bytes + kC2paUserType.size() + kVersionBytes;
    if (begin > box.end()) {
        return fail(ErrorCode::kDataLoss, "the box with the manifest is cut");
    }
    const std::string head = HIBARI_TRY(source_.piece(
        begin,
        static_cast<std::size_t>(std::min<std::uint64_t>(box.end() - begin, kPurposeBytesMax))
    ));
    if (!head.starts_with(kPurpose)) {
        has_merkle_ = true;
        return {};
    }
    const std::uint64_t store = begin + kPurpose.size() + kMerklePlaceBytes;
    if (store > box.end() || box.end() - store > kStoreBytesMax) {
        return fail(ErrorCode::kDataLoss, "the box with the manifest is cut or too large");
    }
    if (store_range_.size != 0) {
        return fail(ErrorCode::kDataLoss, "there are two manifest stores");
    }
    store_range_ = {.offset = box.offset, .size = box.size};
    store_bytes_ = {.offset = store, .size = box.end() - store};
    return {};
}

Result<std::string> Mp4Container::store() {
    if (store_bytes_.size == 0) {
        return std::string();
    }
    return source_.piece(store_bytes_.offset, static_cast<std::size_t>(store_bytes_.size));
}

std::string Mp4Container::wrap(std::string_view store) const {
    std::string payload(kC2paUserType);
    payload.append(kVersionBytes, '\0');
    payload += kPurpose;
    payload.append(kMerklePlaceBytes, '\0');
    payload += store;
    std::string box;
    put_big_endian(box, 8 + payload.size(), 4);
    box += "uuid";
    box += payload;
    return box;
}

// The boxes that stay keep their order, so a place moves with the box that it is in.
std::uint64_t Mp4Container::moved(std::uint64_t place) const {
    const auto after = std::ranges::upper_bound(boxes_, place, {}, &Mp4Box::offset);
    const auto index = static_cast<std::size_t>(after - boxes_.begin()) - 1;
    return new_offsets_[index] + (place - boxes_[index].offset);
}

Result<FilePart> Mp4Container::part_of(const Mp4Box& box) {
    FilePart part;
    part.source = {.offset = box.offset, .size = box.size};
    part.is_hashed = is_hashed(box.type);
    part.is_box = true;
    if (box.type == "meta" && box.size > box.header_bytes + 4) {
        const auto inner =
            HIBARI_TRY(list_boxes(source_, box.offset + box.header_bytes + 4, box.end()));
        if (std::ranges::any_of(inner, [](const Mp4Box& one) { return one.type == "iloc"; })) {
            return fail(ErrorCode::kUnsupported, "cannot sign an MP4 file with items in it");
        }
    }
    const bool is_index = box.type == "moov" || box.type == "mfra";
    if (!is_index && box.type != "moof") {
        return part;
    }
    if (box.size > (is_index ? kIndexBytesMax : kFragmentBytesMax)) {
        return fail(ErrorCode::kUnsupported, "the index of the MP4 file is too large to be moved");
    }
    std::string bytes = HIBARI_TRY(source_.piece(box.offset, static_cast<std::size_t>(box.size)));
    const std::string before = box.type == "moof" ? bytes : std::string();
    HIBARI_TRY(move_places(bytes, [&](std::uint64_t place) { return moved(place); }));
    if (is_index || bytes != before) {
        part.kind = FilePart::Kind::kWritten;
        part.bytes = std::move(bytes);
    }
    return part;
}

Result<std::vector<FilePart>> Mp4Container::arrange(std::uint64_t wrapped_bytes) {
    if (has_merkle_) {
        return fail(
            ErrorCode::kUnsupported, "cannot sign an MP4 file whose fragments are signed one by one"
        );
    }
    new_offsets_.clear();
    std::uint64_t begin = 0;
    for (const Mp4Box& box : boxes_) {
        new_offsets_.push_back(begin);
        begin += box.size + (new_offsets_.size() == 1 ? wrapped_bytes : 0);
    }
    std::vector<FilePart> parts;
    parts.reserve(boxes_.size() + 1);
    for (const Mp4Box& box : boxes_) {
        parts.push_back(HIBARI_TRY(part_of(box)));
        if (parts.size() == 1) {
            FilePart manifest;
            manifest.kind = FilePart::Kind::kManifest;
            manifest.is_hashed = false;
            manifest.is_box = true;
            parts.push_back(std::move(manifest));
        }
    }
    return parts;
}

}  // namespace hibari::trust
