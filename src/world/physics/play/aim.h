#pragma once

// The aim solver: how a ball must leave so that the asked outcome really happens.
//
// A closed-form ballistic answer (with air drag) gives candidates for the launch velocity; each is
// played in a small copy of the world, and perturbed a little, until the ball does what the script
// asks: falls through the hoop, or hits the rim and stays out. The world itself then plays the
// chosen launch. Nothing pulls a ball in flight.

#include "base/rng.h"
#include "world/physics/stage/scene.h"

#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace hibari::world {

struct Launch {
    Vec3 velocity{};
    Vec3 spin{};
    bool certain = false;  ///< a trial showed the asked outcome
};

/// The opening of a hoop.
struct Ring {
    Vec3 center{};
    Vec3 up{0, 1, 0};
    float radius = 0.225F;
};

/// The opening of a goal: a rectangle that stands on the ground.
struct Mouth {
    Pose frame{};  ///< origin at the middle of the ground line, +Z out of the goal
    float half_width = 1.5F;
    float height = 2.0F;
};

std::optional<Ring> ring_of(const Scene& scene, int target);
std::optional<Mouth> mouth_of(const Scene& scene, int target);

/// True when a ball's centre that moved from `before` to `now` went down through the ring.
bool falls_through(const Ring& ring, Vec3 before, Vec3 now);
/// True when it went into the goal.
bool enters(const Mouth& mouth, Vec3 before, Vec3 now);

/// Velocity at elevation `angle_rad` that leads from `from` to `to` under gravity and drag
/// (deceleration drag_per_m v^2); empty when out of reach.
std::optional<Vec3> ballistic(Vec3 from, Vec3 to, float angle_rad, float gravity, float drag_per_m);

/// A copy of the solid world around a flight, for trials.
class Trial {
  public:
    /// Copies the ground, all still bodies and the dynamic bodies of `movers`; the ball is the
    /// first body of `ball`.
    Trial(const Scene& scene, int ball, std::span<const int> movers);

    struct Result {
        std::vector<Vec3> path;  ///< of the ball, one per step
        std::vector<int> hit;    ///< entities hit, in order, once each
        bool entered = false;    ///< as `inside` said
        int toppled = 0;         ///< movers that no longer stand
    };

    /// Plays one launch from `from`. `inside(before, now)` is the test for entering; the trial ends
    /// early after `settle_s` seconds when that happened.
    Result play(
        Vec3 from,
        const Launch& launch,
        double seconds,
        const std::function<bool(Vec3 before, Vec3 now)>& inside
    ) const;

  private:
    const Scene& scene_;
    int ball_;
    std::vector<int> movers_;
    std::vector<BodySpec> still_;
};

/// A shot at a hoop: through it, or off its rim and out.
Launch aim_at_ring(
    const Scene& scene, int ball, Vec3 from, int target, bool success, float intensity, Rng rng
);

/// A shot at a goal: in, or off the post, over or wide.
Launch aim_at_mouth(
    const Scene& scene, int ball, Vec3 from, int target, bool success, float intensity, Rng rng
);

/// A ball rolled at standing things: knocks over as many as it can, or passes them by.
Launch aim_at_pins(
    const Scene& scene,
    int ball,
    Vec3 from,
    std::span<const int> pins,
    bool success,
    float intensity,
    Rng rng
);

/// A throw that reaches a point in an easy arc (`success`) or lands beside it.
Launch aim_at_point(
    const Scene& scene, int ball, Vec3 from, Vec3 to, bool success, float intensity, Rng rng
);

}  // namespace hibari::world
