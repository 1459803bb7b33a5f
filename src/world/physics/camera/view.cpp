#include "world/physics/camera/view.h"

#include "world/things/terrain_eval.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr float kAboveGround = 0.10F;
constexpr float kAboveWater = 0.25F;

}  // namespace

Vec3 stand_point(float yaw, float elevation, float distance, Vec3 aim) {
    return aim + Vec3{
                     std::cos(elevation) * std::sin(yaw),
                     std::sin(elevation),
                     std::cos(elevation) * std::cos(yaw)
                 } * distance;
}

Vec3 confine(const Environment& environment, Vec3 at, bool diving) {
    const Place& place = *environment.place;
    const float reach = place.camera_reach_m;
    if (place.indoor) {
        const float side = std::min(reach, std::max(place.half_extent.x - 0.5F, 1.0F));
        at.x = clamp(at.x, -side, side);
        at.z = clamp(at.z, -(place.half_extent.z - 0.5F), reach);
        at.y = std::min(at.y, 2.0F * place.half_extent.y - 0.25F);
    }
    if (environment.terrain.kind != TerrainKind::kNone) {
        at.y = std::max(at.y, terrain_height(environment.terrain, at.x, at.z) + kAboveGround);
    }
    if (environment.water.present && !diving &&
        terrain_height(environment.terrain, at.x, at.z) < environment.water.level_m) {
        at.y = std::max(at.y, water_top(environment.water) + kAboveWater);
    }
    return at;
}

Vec3 stand_of(const Environment& environment, const View& view, bool diving) {
    return confine(
        environment, stand_point(view.yaw, view.elevation, view.distance, view.base), diving
    );
}

}  // namespace hibari::world
