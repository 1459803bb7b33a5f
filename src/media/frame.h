#pragma once

// A picture of a clip: interleaved 8-bit RGB in display colours (sRGB/BT.709 primaries, already
// encoded for a screen), rows from top to bottom without padding. Sizes are even, as 4:2:0 video
// needs them.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace hibari::media {

/// Width and height in pixels.
struct FrameSize {
    int width = 0;
    int height = 0;

    friend constexpr bool operator==(const FrameSize&, const FrameSize&) = default;
};

/// "1280x720".
std::string to_string(FrameSize size);

/// One picture, owned.
class Frame {
  public:
    Frame() = default;
    /// A black frame. Both sides must be positive and even (checked).
    explicit Frame(FrameSize size);

    FrameSize size() const { return size_; }

    int width() const { return size_.width; }

    int height() const { return size_.height; }

    /// All bytes, row by row, 3 per pixel: red, green, blue.
    std::span<std::uint8_t> pixels() { return pixels_; }

    std::span<const std::uint8_t> pixels() const { return pixels_; }

    /// The bytes of row `y`, counted from the top.
    std::span<std::uint8_t> row(int y);
    std::span<const std::uint8_t> row(int y) const;

    /// Which frame of its clip this is, from 0; its time is index / fps.
    std::int64_t index = 0;

  private:
    FrameSize size_;
    std::vector<std::uint8_t> pixels_;
};

}  // namespace hibari::media
