#pragma once

// What a picture file says about itself before a pixel is decoded: which of the three formats it
// is, how large, how to turn it, and whether it is all there. Decoders of damaged files would
// rather show half a picture than none; an upload shall be whole.

#include "base/result.h"
#include "media/frame.h"

#include <string_view>

namespace hibari::media {

enum class PictureKind { kPng, kJpeg, kWebp };

struct PictureFile {
    PictureKind kind = PictureKind::kPng;
    /// As stored, before it is turned. Sides may be 0 or huge: nobody has checked them.
    FrameSize size;
    /// As EXIF counts, 1 to 8.
    int orientation = 1;
    /// Transparency means nothing in a JPEG, though the decoder of CMYK ones has a fourth plane.
    bool may_be_transparent = true;
};

/// Errors: not_a_picture, animated_picture, broken_file.
Result<PictureFile> read_picture_file(std::string_view bytes);

}  // namespace hibari::media
