#pragma once

// All the water of a shot: the open water of its place, and what things hold.
//
// A pool is the basin of a thing where the thing is now: an upright box of still water. Tubs and
// tanks are not tilted and do not spill; one that is knocked over has lost its water.

#include "base/vec.h"
#include "world/things/terrain.h"
#include "world/things/thing.h"

#include <optional>
#include <span>

namespace hibari::world {

/// Still water in the world's frame.
struct Pool {
    Pose surface{};  ///< middle of the surface, turned as the thing is
    Vec2 half{};
    float depth_m = 0.0F;
    int entity = -1;  ///< whose it is

    float bottom_y() const { return surface.position.y - depth_m; }

    /// Over it or in it, seen from above, keeping `margin_m` from its sides.
    bool covers(float x, float z, float margin_m = 0.0F) const;
};

/// The water that `basin` holds while its thing is at `origin`; nothing once it lies on its side.
std::optional<Pool> pool_of(const Basin& basin, const Pose& origin, int entity);

/// The waters at one moment.
struct Waters {
    const Water& open;
    std::span<const Pool> pools{};
    double time_s = 0.0;

    /// Height of the surface at or above the point; empty where there is none.
    std::optional<float> surface_y(Vec3 at, float later_s = 0.0F) const;
    /// No water is higher.
    float top_y() const;
};

}  // namespace hibari::world
