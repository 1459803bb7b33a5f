#pragma once

// Turning a picture into marks on paper: brush smoothing, pigment, halftone, coarse pixels.

#include "base/threads.h"
#include "world/render/gbuffer.h"
#include "world/render/styles/picture.h"

#include <cstdint>
#include <vector>

namespace hibari::world {

/// Brush-like smoothing that keeps edges (Kuwahara filter over four quadrants of `radius`
/// + 1 pixels).
void brush(Picture& picture, int radius, ThreadPool& pool);

/// The same for everything that is not an entity: sky, ground, walls.
void calm_backdrop(Picture& picture, const GBuffer& geometry, int radius, ThreadPool& pool);

/// One place on a sheet of rough paper.
struct SheetMark {
    float density = 0.0F;   ///< how much more pigment settles here
    float tooth = 0.0F;     ///< light and shade of the paper's grain, display units
    float painted = 0.0F;   ///< 0 on the bare margin .. 1
    std::int8_t off_x = 0;  ///< how far the brush strayed, pixels
    std::int8_t off_y = 0;
};

/// A sheet of paper: the same for all frames of a shot, made once.
class Sheet {
  public:
    void prepare(int width, int height, std::uint32_t seed, ThreadPool& pool);

    std::vector<SheetMark> marks;  ///< row-major

  private:
    int width_ = 0;
    int height_ = 0;
    std::uint32_t seed_ = 0;
};

/// Watercolour on display values: pigment gathers at edges, washes are uneven, paper shines through
/// and stays white at the margin.
void watercolour(Picture& picture, const Sheet& sheet, ThreadPool& pool);

/// Comic print on display values: dark areas become dots of `cell` pixels, colours step.
void halftone(Picture& picture, float cell, ThreadPool& pool);

/// Coarse pixels about `count` across, each in one of a small palette. Sprites are crisp; what lies
/// behind them is painted calm, with ordered dither.
void pixelate(Picture& picture, const GBuffer& geometry, int count, ThreadPool& pool);

}  // namespace hibari::world
