#include "world/physics/play/aim.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace hibari::world {

namespace {

/// The pins as the ball sees them.
struct Rack {
    Vec3 head{};    ///< the nearest pin
    Vec3 middle{};  ///< of them all
    Vec3 along{};   ///< from the ball to the middle, level
    Vec3 side{};
    float nearest = 1e9F;  ///< distance of the head pin
    float spread = 0.0F;   ///< of the outermost pin from the middle line
};

Rack rack_of(const Scene& scene, Vec3 from, std::span<const int> pins) {
    Rack rack;
    for (const int pin : pins) {
        const Vec3 at = scene.entity_pose(pin).position;
        rack.middle += at / static_cast<float>(pins.size());
        if (distance(at, from) < rack.nearest) {
            rack.nearest = distance(at, from);
            rack.head = at;
        }
    }
    rack.along = normalize(Vec3{rack.middle.x - from.x, 0, rack.middle.z - from.z}, {0, 0, -1});
    rack.side = {-rack.along.z, 0, rack.along.x};
    for (const int pin : pins) {
        const Vec3 off = scene.entity_pose(pin).position - rack.middle;
        rack.spread = std::max(rack.spread, std::abs(dot(off, rack.side)));
    }
    return rack;
}

/// How far beside the head pin the ball is sent: a strike goes into the pocket, where about one
/// throw in four takes them all; the farther out, the more are left.
float beside_head(const Rack& rack, float size, int spared, int attempt, Rng& rng) {
    if (spared == 0) {
        return rng.uniform(0.082F, 0.112F);
    }
    constexpr int kSweep = 12;
    const float share = (static_cast<float>(attempt % kSweep) + rng.uniform(0.0F, 1.0F)) / kSweep;
    const float widest = rack.spread + 0.9F * size;
    // One or two are left near the pocket and by a ball that goes straight through the middle.
    return spared <= 2 ? 0.2F * share : share * widest;
}

}  // namespace

Launch aim_at_pins(
    const Scene& scene, int ball, Vec3 from, std::span<const int> pins, const Wish& wish, Rng rng
) {
    const Rack rack = rack_of(scene, from, pins);
    const float size = 0.5F * scene.world().size(scene.root(ball));
    const float speed = clamp((wish.success ? 7.0F : 6.0F) * wish.intensity, 3.0F, 11.0F);
    const Trial trial(scene, ball, pins);
    const auto asked = static_cast<std::size_t>(std::max(wish.spared, 0));
    const std::size_t wanted = pins.size() - std::min(asked, pins.size());
    std::size_t off_by = pins.size() + 1;  // Of the best throw so far.
    const Pose start{from, scene.world().pose(scene.root(ball)).rotation};
    // Where some are to stay it is waited until none falls any more.
    const double after_s = !wish.success ? 0.8 : wish.spared > 0 ? 2.0 : 1.6;
    Trial::Plan plan{.seconds = static_cast<double>(rack.nearest / speed) + after_s};
    plan.decided = [&](const Trial::Result& so_far) {
        const std::size_t fallen = so_far.toppled.size();
        // More have fallen than the best throw had too many.
        return wish.success ? fallen >= wanted + off_by || fallen == pins.size() : fallen > 0;
    };
    const auto launch_at = [&](Vec3 aim, float faster = 1.0F) {
        const Vec3 way = normalize(Vec3{aim.x - from.x, 0, aim.z - from.z}, rack.along);
        const float v = speed * faster;
        return Launch{way * v, cross(Vec3{0, 1, 0}, way) * (0.4F * v / size)};
    };
    Launch best =
        launch_at(wish.success ? rack.head : rack.head + rack.side * (2.0F * (rack.spread + size)));
    if (wish.success) {
        constexpr int kTries = 24;
        for (int i = 0; i < kTries && off_by > 0; ++i) {
            const float off =
                beside_head(rack, size, wish.spared, i, rng) * (rng.chance(0.5) ? 1.0F : -1.0F);
            const Launch launch = launch_at(rack.head + rack.side * off, rng.uniform(0.96F, 1.04F));
            const std::size_t count = trial.play(start, launch, plan).toppled.size();
            const std::size_t missed = count > wanted ? count - wanted : wanted - count;
            if (missed < off_by) {
                off_by = missed;
                best = launch;
                best.certain = true;
            }
        }
        return best;
    }
    // Past the pins as near as can be: a gutter keeps it near, without one it goes wide.
    const float before = dot(from - rack.middle, rack.side);
    const float hand = rng.chance(0.5) ? 1.0F : -1.0F;
    float nearest_pass = 1e9F;
    for (int i = 0; i < 10 && nearest_pass > rack.spread + 2.0F * size; ++i) {
        const float wide = rack.spread + size + rng.uniform(0.03F, 0.3F);
        const float ahead = rack.nearest * rng.uniform(0.5F, 1.0F);
        const Launch launch =
            launch_at(from + rack.along * ahead + rack.side * (hand * wide - before));
        const Trial::Result result = trial.play(start, launch, plan);
        const float pass = std::abs(dot(result.end - rack.middle, rack.side));
        if (result.toppled.empty() && pass < nearest_pass) {
            nearest_pass = pass;
            best = launch;
            best.certain = true;
        }
    }
    return best;
}

}  // namespace hibari::world
