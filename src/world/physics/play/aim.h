#pragma once

// The aim solver: how a ball must leave so that the asked outcome really happens.
//
// A closed-form ballistic answer (with air drag) gives candidates for the launch velocity; each is
// played in a small copy of the world, and perturbed a little, until the ball does what the script
// asks: falls through the hoop, or hits the rim and stays out. The world itself then plays the
// chosen launch. Nothing pulls a ball in flight.

#include "base/rng.h"
#include "world/physics/play/trial.h"
#include "world/physics/stage/scene.h"

#include <optional>
#include <span>

namespace hibari::world {

/// What a shot must come to.
struct Wish {
    bool success = true;
    Via via = Via::kNone;
    float intensity = 1.0F;
    int spared = 0;  ///< of the pins, so many are to stay standing
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

/// A shot at a hoop: through it, or off its rim or board and out.
Launch aim_at_ring(const Scene& scene, int ball, Vec3 from, int target, const Wish& wish, Rng rng);

/// A dunk: from above down through the ring, or onto its rim and out.
Launch aim_down_at_ring(const Scene& scene, int ball, Vec3 from, int target, const Wish& wish);

/// A shot at a goal: in, or off the frame, over or wide.
Launch aim_at_mouth(const Scene& scene, int ball, Vec3 from, int target, const Wish& wish, Rng rng);

/// Where a golf hole is; empty for every other target.
std::optional<Vec3> hole_of(const Scene& scene, int target);
/// True when the ball's centre is in it.
bool falls_into(Vec3 hole, Vec3 ball);
/// A ball rolled into a hole, or past it.
Launch aim_at_hole(const Scene& scene, int ball, Vec3 from, int target, const Wish& wish, Rng rng);

/// A ball rolled at standing things: knocks over all but those it is to spare, or passes them by,
/// in the gutter where there is one.
Launch aim_at_pins(
    const Scene& scene, int ball, Vec3 from, std::span<const int> pins, const Wish& wish, Rng rng
);

/// A throw that reaches a point in an easy arc (success) or lands beside it.
Launch aim_at_point(const Scene& scene, int ball, Vec3 from, Vec3 to, const Wish& wish, Rng rng);

/// A ball that clears a net, a fence, a wall and lands beyond it; failure: into it.
Launch aim_over(const Scene& scene, int ball, Vec3 from, int barrier, const Wish& wish);

/// A thing that rolls, slides or flies into another so that it topples, falls off its support or at
/// least is hit; by what it stands together with it counts too. Begins with `first`, then tries
/// faster ones and throws. Failure: passes it by.
Launch aim_at_thing(
    const Scene& scene, int thing, int target, const Launch& first, const Wish& wish
);

}  // namespace hibari::world
