#include "world/physics/stage/waterside.h"

#include "world/things/shape.h"
#include "world/things/terrain_eval.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hibari::world {

namespace {

constexpr float kStep = 0.3F;        // Between looks.
constexpr float kSearch = 24.0F;     // Metres from the middle of the stage.
constexpr float kToes = 0.24F;       // From where one stands to the water.
constexpr float kLanding = 2.0F;     // Where a diver comes down.
constexpr float kDeep = 1.5F;        // What a diver needs.
constexpr float kHighest = 3.5F;     // Above the water.
constexpr float kLargeStand = 0.5F;  // Half width of what counts as floor, at least about this.

}  // namespace

float floor_y(const Environment& environment, float x, float z) {
    float height = terrain_height(environment.terrain, x, z);
    if (!environment.water.present) {
        return height;
    }
    for (const Part& part : environment.place->fixed_parts) {
        const Vec3 half = bounds(part.shape);
        if (!part.collides || part.shape.kind != ShapeKind::kBox ||
            std::max(half.x, half.z) < kLargeStand ||
            part.local.position.y + half.y > environment.water.level_m + kHighest) {
            continue;
        }
        const Vec3 local = rotate(inverse(part.local.rotation), {x, part.local.position.y, z});
        const Vec3 middle = rotate(inverse(part.local.rotation), part.local.position);
        if (std::fabs(local.x - middle.x) < half.x && std::fabs(local.z - middle.z) < half.z) {
            height = std::max(height, part.local.position.y + half.y);
        }
    }
    return height;
}

std::optional<Waterside> find_waterside(const Environment& environment) {
    if (!environment.water.present || environment.place == nullptr) {
        return std::nullopt;
    }
    const float level = environment.water.level_m;
    const auto height = [&](Vec3 p) { return floor_y(environment, p.x, p.z) - level; };
    // Across the picture first, then towards the camera; nobody dives away from it unless he must.
    constexpr std::array kWays{Vec3{1, 0, 0}, Vec3{-1, 0, 0}, Vec3{0, 0, 1}, Vec3{0, 0, -1}};
    constexpr std::array kDislike{0.0F, 0.5F, 12.0F, 20.0F};
    std::optional<Waterside> best;
    float best_cost = 1e9F;
    const int steps = static_cast<int>(kSearch / kStep);
    for (std::size_t way = 0; way < kWays.size(); ++way) {
        for (int i = -steps; i <= steps; ++i) {
            for (int k = -steps; k <= steps; ++k) {
                const Vec3 p{static_cast<float>(i) * kStep, 0, static_cast<float>(k) * kStep};
                const float cost = std::hypot(p.x, p.z) + kDislike[way];
                if (cost >= best_cost) {
                    continue;
                }
                const float stand = height(p);
                const bool edge = stand > 0.03F && stand < kHighest &&
                                  height(p + kWays[way] * kToes * 2.0F) < -kDeep &&
                                  height(p + kWays[way] * kLanding) < -kDeep;
                if (edge) {
                    best_cost = cost;
                    best = Waterside{{p.x, stand + level, p.z}, kWays[way]};
                }
            }
        }
    }
    if (best) {
        // Up to the edge itself.
        for (int i = 0; i < 24 && height(best->position + best->out * kToes) > 0.0F; ++i) {
            best->position += best->out * 0.02F;
        }
    }
    return best;
}

}  // namespace hibari::world
