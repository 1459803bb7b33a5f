#include "media/frame.h"

#include "base/check.h"

namespace hibari::media {
namespace {

constexpr int kSideMax = 8192;

std::size_t row_bytes(FrameSize size) {
    return static_cast<std::size_t>(size.width) * 3;
}

}  // namespace

std::string to_string(FrameSize size) {
    return std::to_string(size.width) + "x" + std::to_string(size.height);
}

Frame::Frame(FrameSize size) : size_(size) {
    HIBARI_CHECK(size.width > 0 && size.width <= kSideMax && size.width % 2 == 0, size.width);
    HIBARI_CHECK(size.height > 0 && size.height <= kSideMax && size.height % 2 == 0, size.height);
    pixels_.resize(row_bytes(size) * static_cast<std::size_t>(size.height));
}

std::span<std::uint8_t> Frame::row(int y) {
    HIBARI_DCHECK(y >= 0 && y < size_.height, y);
    return pixels().subspan(static_cast<std::size_t>(y) * row_bytes(size_), row_bytes(size_));
}

std::span<const std::uint8_t> Frame::row(int y) const {
    HIBARI_DCHECK(y >= 0 && y < size_.height, y);
    return pixels().subspan(static_cast<std::size_t>(y) * row_bytes(size_), row_bytes(size_));
}

}  // namespace hibari::media
