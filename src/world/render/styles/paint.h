#pragma once

// Turning a picture into marks on paper: brush smoothing, pigment, halftone, coarse pixels.

#include "base/threads.h"
#include "world/render/styles/picture.h"

#include <cstdint>

namespace hibari::world {

/// Brush-like smoothing that keeps edges (Kuwahara filter over four quadrants of `radius` pixels).
void brush(Picture& picture, int radius, ThreadPool& pool);

/// Watercolour on display values: pigment gathers at edges, washes are uneven, paper shines through
/// and stays white at the margin.
void watercolour(Picture& picture, std::uint32_t seed, ThreadPool& pool);

/// Comic print on display values: dark areas become dots of `cell` pixels, colours step.
void halftone(Picture& picture, float cell, ThreadPool& pool);

/// Coarse pixels about `count` across, each in one of a small palette, with ordered dither.
void pixelate(Picture& picture, int count, ThreadPool& pool);

}  // namespace hibari::world
