#include "trust/c2pa/webp_container.h"

#include <limits>

namespace hibari::trust {
namespace {

constexpr std::uint64_t kRiffHeadBytes = 12;
constexpr std::uint64_t kChunkHeadBytes = 8;
constexpr std::size_t kChunksMax = 10'000;

std::uint64_t little_endian(std::string_view bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = bytes.size(); i > 0; --i) {
        value = (value << 8U) | static_cast<unsigned char>(bytes[i - 1]);
    }
    return value;
}

std::string to_little_endian(std::uint64_t value) {
    std::string bytes;
    for (unsigned shift = 0; shift < 32; shift += 8) {
        bytes.push_back(static_cast<char>((value >> shift) & 0xffU));
    }
    return bytes;
}

tl::unexpected<Error> damaged() {
    return fail(ErrorCode::kDataLoss, "the WebP file is cut or damaged");
}

}  // namespace

Result<std::unique_ptr<Container>> WebpContainer::open(ByteSource& source) {
    std::unique_ptr<WebpContainer> container(new WebpContainer(source));
    const auto read = container->read_outline();
    if (!read) {
        return fail(read.error());
    }
    return std::unique_ptr<Container>(std::move(container));
}

Result<void> WebpContainer::read_outline() {
    const std::string head = HIBARI_TRY(source_.piece(0, static_cast<std::size_t>(kRiffHeadBytes)));
    const std::uint64_t end = kChunkHeadBytes + little_endian(std::string_view(head).substr(4, 4));
    if (!head.starts_with("RIFF") || head.compare(8, 4, "WEBP") != 0 || end != source_.size()) {
        return damaged();
    }
    std::uint64_t at = kRiffHeadBytes;
    while (at < end) {
        if (chunks_.size() == kChunksMax || end - at < kChunkHeadBytes) {
            return damaged();
        }
        const std::string chunk =
            HIBARI_TRY(source_.piece(at, static_cast<std::size_t>(kChunkHeadBytes)));
        const std::uint64_t size =
            kChunkHeadBytes + little_endian(std::string_view(chunk).substr(4));
        const std::uint64_t padded = size + size % 2;
        if (padded > end - at) {
            return damaged();
        }
        if (!chunk.starts_with("C2PA")) {
            chunks_.push_back({.offset = at, .size = padded});
        } else if (store_range_.size != 0 || size > kStoreBytesMax) {
            return fail(
                ErrorCode::kDataLoss, "there are two manifest stores, or one that is too large"
            );
        } else {
            store_range_ = {.offset = at, .size = size};
        }
        at += padded;
    }
    return {};
}

Result<std::string> WebpContainer::store() {
    if (store_range_.size == 0) {
        return std::string();
    }
    return source_.piece(
        store_range_.offset + kChunkHeadBytes,
        static_cast<std::size_t>(store_range_.size - kChunkHeadBytes)
    );
}

std::string WebpContainer::wrap(std::string_view store) const {
    std::string chunk = "C2PA" + to_little_endian(store.size());
    chunk += store;
    return chunk;
}

Result<std::vector<FilePart>> WebpContainer::arrange(std::uint64_t wrapped_bytes) {
    std::uint64_t size = kRiffHeadBytes - kChunkHeadBytes + wrapped_bytes + wrapped_bytes % 2;
    for (const ByteRange& chunk : chunks_) {
        size += chunk.size;
    }
    if (size > std::numeric_limits<std::uint32_t>::max()) {
        return fail(ErrorCode::kUnsupported, "the WebP file is too large");
    }
    std::vector<FilePart> parts;
    FilePart head;
    head.kind = FilePart::Kind::kWritten;
    head.bytes = "RIFF" + to_little_endian(size) + "WEBP";
    parts.push_back(std::move(head));
    for (const ByteRange& chunk : chunks_) {
        FilePart part;
        part.source = chunk;
        parts.push_back(std::move(part));
    }
    FilePart manifest;
    manifest.kind = FilePart::Kind::kManifest;
    manifest.is_hashed = false;
    parts.push_back(std::move(manifest));
    if (wrapped_bytes % 2 != 0) {  // Chunks begin at even places.
        FilePart padding;
        padding.kind = FilePart::Kind::kWritten;
        padding.bytes = std::string(1, '\0');
        parts.push_back(std::move(padding));
    }
    return parts;
}

}  // namespace hibari::trust
