#pragma once

// Which of the shapes that the mix tells of a thing has, read from its outline.
//
// A shape shows many outlines: a cube is a square or a hexagon, a cone may lie. Each name stands
// for a cloud of them, and a thing is called by the name whose cloud explains its outlines over the
// clip best.

#include "eval/silhouette.h"
#include "eval/track.h"

#include <array>
#include <span>
#include <string_view>

namespace hibari::eval {

inline constexpr std::size_t kShapeCount = 4;
std::span<const std::string_view> shape_names();

/// How well each name explains an outline: a log likelihood, bounded below so that no single frame
/// decides.
std::array<double, kShapeCount> shape_likelihoods(const Outline& outline);

/// What a track is called by those of its sights that show all of it; "" when none does.
std::string_view shape_of(const Track& track);

}  // namespace hibari::eval
