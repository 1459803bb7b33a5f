#pragma once

// From light to display: exposure, tone curve, colour grade, grain, and the marks that film and
// tape leave. Before `tone` a picture holds linear light of any brightness; after it, display
// values in 0..1 (still in Picture, encoded for a screen).

#include "base/threads.h"
#include "base/vec.h"
#include "world/render/styles/picture.h"

#include <cstdint>

namespace hibari::world {

/// Colour decisions, applied in this order. The defaults change nothing.
struct Grade {
    float exposure = 1.0F;  ///< factor on linear light
    Vec3 balance{1, 1, 1};  ///< factor on linear light per channel
    float contrast = 1.0F;  ///< slope around middle grey, in display values
    float saturation = 1.0F;
    Vec3 shadows{0, 0, 0};     ///< added to dark display values
    Vec3 highlights{0, 0, 0};  ///< added to bright display values
    float black = 0.0F;        ///< display value of black (faded prints lift it)
    float white = 1.0F;        ///< display value of white
};

/// Exposes, compresses highlights with a filmic curve, encodes as sRGB and grades.
void tone(Picture& picture, const Grade& grade, ThreadPool& pool);

/// Film grain: `strength` in display units, strongest in the mid tones, `size_px` the clump size.
void grain(
    Picture& picture, float strength, int size_px, std::uint32_t frame_seed, ThreadPool& pool
);

/// The window of the cinematic style.
inline constexpr float kScopeAspect = 2.39F;

/// Rows that a window of the given aspect leaves at the top, and at the bottom.
int bar_height(float aspect, int width, int height);

/// Black bars for a picture of `aspect` (width over height) inside the frame; none when it is
/// narrower already.
void bars(Picture& picture, float aspect);

/// Dust, hairs and vertical scratches of worn film, different in each frame.
void dust(Picture& picture, float amount, std::uint32_t frame_seed);

/// sRGB encoding of linear 0..1 (IEC 61966-2-1).
float encoded(float linear);

/// Sharpens by `amount` of the difference to a 3x3 blur.
void sharpen(Picture& picture, float amount, ThreadPool& pool);

}  // namespace hibari::world
