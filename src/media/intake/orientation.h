#pragma once

// Cameras store pictures as the sensor lay and say how to turn them. The eight ways are numbered
// as EXIF does (tag 0x0112, Exif 2.32, 4.6.4): 1 is upright, 6 turned a quarter to the right.

#include "media/frame.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace hibari::media {

/// Rows of 3 (RGB) or 4 (RGB and opacity) bytes a pixel.
struct PixelRows {
    const std::uint8_t* data = nullptr;
    FrameSize size;
    std::ptrdiff_t row_bytes = 0;
    int pixel_bytes = 3;
};

/// The orientation in a block of EXIF (from its TIFF header on); 1 where it states none or is
/// broken.
int exif_orientation(std::string_view exif);

/// The size a picture of that orientation is shown with.
FrameSize upright_size(FrameSize stored, int orientation);

/// The picture turned upright and laid over white; an odd last row or column is dropped.
/// `orientation` is 1 to 8 (checked); shown, both sides must be at least 2 (checked).
Frame upright_frame(const PixelRows& source, int orientation);

}  // namespace hibari::media
