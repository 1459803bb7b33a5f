#include "trust/c2pa/jpeg_container.h"

#include "trust/c2pa/big_endian.h"

#include <algorithm>

namespace hibari::trust {
namespace {

// ISO 10918-1, table B.1.
constexpr unsigned kApp0 = 0xE0;
constexpr unsigned kApp11 = 0xEB;
constexpr unsigned kStartOfScan = 0xDA;
constexpr unsigned kRestart = 0xD0;
constexpr unsigned kEndOfImage = 0xD9;

constexpr std::uint64_t kMarkerBytes = 2;
constexpr std::uint64_t kLengthBytes = 2;
constexpr int kSegmentsMax = 10'000;
// Of the store per segment; a segment's length has 16 bits.
constexpr std::size_t kChunkBytes = 65'000;
// "JP", the instance, the number of the segment; then the head of the box, in each segment again.
constexpr std::size_t kSegmentHeadBytes = 8;
constexpr std::size_t kBoxHeadBytes = 8;
// Where the UUID of a C2PA store lies in its first segment.
constexpr std::size_t kUuidPlace = 24;
constexpr std::string_view kInstance{"\x02\x11", 2};

tl::unexpected<Error> damaged() {
    return fail(ErrorCode::kDataLoss, "the JPEG file is cut or damaged");
}

}  // namespace

Result<std::unique_ptr<Container>> JpegContainer::open(ByteSource& source) {
    std::unique_ptr<JpegContainer> container(new JpegContainer(source));
    const auto read = container->read_outline();
    if (!read) {
        return fail(read.error());
    }
    return std::unique_ptr<Container>(std::move(container));
}

Result<void> JpegContainer::read_outline() {
    std::uint64_t at = kMarkerBytes;
    place_ = at;
    bool is_head = true;
    for (int i = 0; i < kSegmentsMax; ++i) {
        const std::string head = HIBARI_TRY(source_.piece(at, kMarkerBytes + kLengthBytes));
        const auto marker = static_cast<unsigned>(big_endian(head, 1, 1));
        const bool has_length = marker >= 0xC0 && (marker < kRestart || marker > kEndOfImage);
        if (head[0] != '\xFF' || !has_length) {
            return damaged();
        }
        if (marker == kStartOfScan) {
            return {};
        }
        const std::uint64_t size = kMarkerBytes + big_endian(head, 2, 2);
        if (size < kMarkerBytes + kLengthBytes || size > source_.size() - at) {
            return damaged();
        }
        is_head = is_head && marker == kApp0;
        if (is_head) {
            place_ = at + size;
        }
        if (marker == kApp11) {
            HIBARI_TRY(look_at_app11(at, size));
        }
        at += size;
    }
    return damaged();
}

Result<void> JpegContainer::look_at_app11(std::uint64_t offset, std::uint64_t size) {
    const std::uint64_t content = offset + kMarkerBytes + kLengthBytes;
    const std::string bytes = HIBARI_TRY(
        source_.piece(content, static_cast<std::size_t>(size - kMarkerBytes - kLengthBytes))
    );
    if (bytes.size() < kSegmentHeadBytes + kBoxHeadBytes || !bytes.starts_with("JP")) {
        return {};
    }
    const std::string instance = bytes.substr(2, 2);
    const bool is_more = !store_.empty() && instance == instance_;
    const bool is_first =
        !is_more && bytes.size() > kUuidPlace + 4 && bytes.compare(kUuidPlace, 4, "c2pa") == 0;
    if (is_first && !store_.empty()) {
        return fail(ErrorCode::kDataLoss, "there are two manifest stores");
    }
    if (!is_first && !is_more) {
        return {};
    }
    if (is_first) {
        instance_ = instance;
        store_range_.offset = offset;
    }
    if (is_more && offset != store_range_.offset + store_range_.size) {
        return fail(ErrorCode::kDataLoss, "the manifest store is in pieces");
    }
    store_range_.size += size;
    store_ += bytes.substr(is_first ? kSegmentHeadBytes : kSegmentHeadBytes + kBoxHeadBytes);
    if (store_.size() > kStoreBytesMax) {
        return fail(ErrorCode::kDataLoss, "the manifest store is too large");
    }
    return {};
}

std::string JpegContainer::wrap(std::string_view store) const {
    const std::string_view box_head = store.substr(0, kBoxHeadBytes);
    std::string segments;
    for (std::uint64_t number = 1; !store.empty(); ++number) {
        const std::string_view chunk = store.substr(0, kChunkBytes);
        store.remove_prefix(chunk.size());
        std::string content = "JP";
        content += kInstance;
        put_big_endian(content, number, 4);
        if (number > 1) {
            content += box_head;
        }
        content += chunk;
        segments += "\xFF\xEB";
        put_big_endian(segments, kLengthBytes + content.size(), 2);
        segments += content;
    }
    return segments;
}

Result<std::vector<FilePart>> JpegContainer::arrange(std::uint64_t /*wrapped_bytes*/) {
    std::vector<FilePart> parts;
    const auto copy = [&](std::uint64_t begin, std::uint64_t end) {
        if (begin < end) {
            FilePart part;
            part.source = {.offset = begin, .size = end - begin};
            parts.push_back(std::move(part));
        }
    };
    // The old store lies behind the place or, in files of others, before it.
    const std::uint64_t old_begin = store_range_.size == 0 ? place_ : store_range_.offset;
    const std::uint64_t old_end = old_begin + store_range_.size;
    copy(0, std::min(place_, old_begin));
    copy(old_end, place_);
    FilePart manifest;
    manifest.kind = FilePart::Kind::kManifest;
    manifest.is_hashed = false;
    parts.push_back(std::move(manifest));
    copy(place_, old_begin);
    copy(std::max(place_, old_end), source_.size());
    return parts;
}

}  // namespace hibari::trust
