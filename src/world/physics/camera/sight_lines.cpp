#include "world/physics/camera/sight_lines.h"

#include "world/physics/rigid/shape_distance.h"
#include "world/things/terrain_eval.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr int kMostSteps = 40;        // Of a ray along one part.
constexpr float kTouching = 2e-3F;    // m; nearer than this a ray has hit.
constexpr float kSeeThrough = 0.35F;  // Transmission from which a thing hides nothing.
constexpr int kGroundSteps = 24;

bool is_opaque(const Part& part) {
    return part.visible && part.material.transmission < kSeeThrough &&
           part.material.surface != Surface::kNet && part.material.surface != Surface::kFlame;
}

/// Of the point of a segment that is nearest to `center`.
float distance_to_segment(Vec3 center, Vec3 from, Vec3 to) {
    const Vec3 along = to - from;
    const float t =
        clamp(dot(center - from, along) / std::max(length_squared(along), 1e-9F), 0.0F, 1.0F);
    return distance(center, from + along * t);
}

}  // namespace

SightLines::SightLines(const Timeline& timeline) : timeline_(timeline) {
    for (std::size_t i = 0; i < timeline.bodies.size(); ++i) {
        for (const Part& part : timeline.bodies[i].parts) {
            if (is_opaque(part)) {
                blockers_.push_back({
                    .body = static_cast<int>(i),
                    .part = &part,
                    .to_part = inverse(part.local),
                    .center = part.local.position,
                    .radius = length(bounds(part.shape)),
                });
            }
        }
    }
}

bool SightLines::hides(const Blocker& blocker, Vec3 from, Vec3 to, int sample) const {
    const Pose& pose = timeline_.bodies[static_cast<std::size_t>(blocker.body)].pose_at(sample);
    if (distance_to_segment(apply(pose, blocker.center), from, to) > blocker.radius) {
        return false;
    }
    const Pose into = compose(blocker.to_part, inverse(pose));
    const Vec3 start = apply(into, from);
    const Vec3 way = apply(into, to) - start;
    const float whole = length(way);
    const Vec3 direction = normalize(way);
    float gone = 0.0F;
    for (int i = 0; i < kMostSteps && gone < whole; ++i) {
        const float room = signed_distance(blocker.part->shape, start + direction * gone);
        if (room < kTouching) {
            return true;
        }
        gone += room;
    }
    return false;
}

bool SightLines::ground_hides(Vec3 from, Vec3 to) const {
    const Terrain& terrain = timeline_.environment.terrain;
    if (terrain.kind == TerrainKind::kNone) {
        return false;
    }
    for (int i = 1; i < kGroundSteps; ++i) {
        const Vec3 at = lerp(from, to, static_cast<float>(i) / kGroundSteps);
        if (at.y < terrain_height(terrain, at.x, at.z) - kTouching) {
            return true;
        }
    }
    return false;
}

bool SightLines::is_hidden(Vec3 from, Vec3 to, int sample, int seen) const {
    const bool by_thing =
        std::any_of(blockers_.begin(), blockers_.end(), [&](const Blocker& blocker) {
            const int owner = timeline_.bodies[static_cast<std::size_t>(blocker.body)].entity;
            return (owner < 0 || owner != seen) && hides(blocker, from, to, sample);
        });
    return by_thing || ground_hides(from, to);
}

float SightLines::clearance(Vec3 at, int sample, float reach_m) const {
    float nearest = reach_m;
    const Terrain& terrain = timeline_.environment.terrain;
    if (terrain.kind != TerrainKind::kNone) {
        nearest = std::min(nearest, at.y - terrain_height(terrain, at.x, at.z));
    }
    for (const Blocker& blocker : blockers_) {
        const Pose& pose = timeline_.bodies[static_cast<std::size_t>(blocker.body)].pose_at(sample);
        if (distance(apply(pose, blocker.center), at) > blocker.radius + nearest) {
            continue;
        }
        const Vec3 local = apply(compose(blocker.to_part, inverse(pose)), at);
        nearest = std::min(nearest, signed_distance(blocker.part->shape, local));
    }
    return nearest;
}

}  // namespace hibari::world
