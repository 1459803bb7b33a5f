#pragma once

// Flat marks drawn over the finished frame: what a camera or a broadcaster adds to its picture.

#include "media/frame.h"

#include <cstdint>

namespace hibari::world {

/// A display colour.
struct Ink {
    std::uint8_t red;
    std::uint8_t green;
    std::uint8_t blue;
};

/// Pixels from the first to before the last.
struct PixelBox {
    int left;
    int top;
    int right;
    int bottom;
};

/// Fills a box, as far as it is inside of the frame, with `cover` 0..1 of the ink.
void fill_box(media::Frame& frame, const PixelBox& box, Ink ink, float cover);

}  // namespace hibari::world
