#pragma once

// A picture may say in an ICC profile what its numbers mean; those of telephones mean Display P3.
// Ours mean sRGB.

#include "media/intake/orientation.h"

#include <cstdint>
#include <span>

namespace hibari::media {

/// Converts the rows in place from what `profile` describes. A profile that is broken or describes
/// no RGB leaves them as they are, as browsers do.
void convert_to_srgb(
    std::span<const std::uint8_t> profile, std::uint8_t* rows, const PixelRows& shape
);

}  // namespace hibari::media
