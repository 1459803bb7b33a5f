#pragma once

// Pixels of views as the caster wants them. For fit_likeness.cpp.

#include "likeness/pack.h"
#include "world/things/likeness_form.h"

#include <span>
#include <vector>

namespace hibari::world {

/// Linear value, 0 .. 1, of an sRGB byte (IEC 61966-2-1).
float linear_of(std::uint8_t value);
Vec3 linear_of(likeness::Color color);

/// Appends the pixels of `view` and of its coarser levels, and says in `out` where they lie.
void add_levels(const likeness::View& view, std::vector<float>& pixels, PictureView& out);

/// What is there of a view: one byte per pixel, 1 where it is more than half covered.
std::vector<std::uint8_t> mask_of(const likeness::View& view);

/// Distance in pixels to the nearest one whose value is `target`, along the grid with steps of 1
/// and the square root of 2 (Borgefors, "Distance transformations in digital images", 1986);
/// large where there is none.
std::vector<float> distance_to(
    std::span<const std::uint8_t> mask, int width, int height, std::uint8_t target
);

/// `passes` of a box of three by three, in place.
void smooth(std::vector<float>& values, int width, int height, int passes);

}  // namespace hibari::world
