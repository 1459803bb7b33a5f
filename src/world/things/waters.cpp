#include "world/things/waters.h"

#include "world/things/terrain_eval.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

bool Pool::covers(float x, float z, float margin_m) const {
    const Vec3 off{x - surface.position.x, 0, z - surface.position.z};
    const Vec3 local = rotate(inverse(surface.rotation), off);
    return std::abs(local.x) <= half.x - margin_m && std::abs(local.z) <= half.y - margin_m;
}

std::optional<Pool> pool_of(const Basin& basin, const Pose& origin, int entity) {
    constexpr float kSpills = 0.8F;  // Cosine of the tilt.
    if (rotate(origin.rotation, {0, 1, 0}).y < kSpills) {
        return std::nullopt;
    }
    return Pool{
        .surface = {apply(origin, basin.surface), origin.rotation},
        .half = basin.half,
        .depth_m = basin.depth_m,
        .entity = entity,
    };
}

std::optional<float> Waters::surface_y(Vec3 at, float later_s) const {
    for (const Pool& pool : pools) {
        if (pool.covers(at.x, at.z) && at.y > pool.bottom_y()) {
            return pool.surface.position.y;
        }
    }
    if (!open.present) {
        return std::nullopt;
    }
    return water_height(open, at.x, at.z, static_cast<float>(time_s) + later_s);
}

float Waters::top_y() const {
    float top = open.present ? water_top(open) : -1e9F;
    for (const Pool& pool : pools) {
        top = std::max(top, pool.surface.position.y);
    }
    return top;
}

}  // namespace hibari::world
