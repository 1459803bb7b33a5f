#pragma once

// Where one stands to leap into the water of a place: a firm edge with deep water before it.

#include "base/vec.h"
#include "world/timeline/timeline.h"

#include <optional>

namespace hibari::world {

/// Height of the terrain or, where there is water, of the floor that the place has built beside it.
float floor_y(const Environment& environment, float x, float z);

struct Waterside {
    Vec3 position{};  ///< on the edge, a foot's length from the water
    Vec3 out{};       ///< level, unit: towards the water
};

/// The best edge: near the middle of the stage and seen from the side. Empty when the water of the
/// place is reached over a beach, or nowhere.
std::optional<Waterside> find_waterside(const Environment& environment);

}  // namespace hibari::world
