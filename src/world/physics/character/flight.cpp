#include "world/physics/character/flight.h"

#include "base/check.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace hibari::world {

namespace {

Frames shape_of(const Skeleton& skeleton, Joints joints) {
    joints[0] = {};
    Frames frames;
    skeleton.forward({}, joints, frames);
    return frames;
}

// Advances the root's rotation so that the momentum over the step is `momentum` (world axes). The
// momentum is affine in the spin of the root: two evaluations at the middle of the step give it.
Quat turned_root(
    const Skeleton& skeleton,
    const Frames& before,
    const Frames& after,
    Quat turn,
    Vec3 momentum,
    float dt,
    Vec3& spin
) {
    const Vec3 inner = angular_momentum(skeleton, before, after, dt);
    const Inertia inertia_before = inertia_of(skeleton, before);
    const Inertia inertia_after = inertia_of(skeleton, after);
    Inertia middle = inertia_before;
    middle += inertia_after;
    middle = {
        middle.xx * 0.5F,
        middle.yy * 0.5F,
        middle.zz * 0.5F,
        middle.xy * 0.5F,
        middle.xz * 0.5F,
        middle.yz * 0.5F
    };
    Quat next = turn;
    // Twice: the second pass uses the rotation at the middle of the step.
    for (int pass = 0; pass < 2; ++pass) {
        const Quat half = slerp(turn, next, 0.5F);
        const Vec3 local = solve(middle, rotate(inverse(half), momentum) - inner);
        spin = rotate(half, local);
        next = spun(turn, spin, dt);
    }
    return next;
}

}  // namespace

Flight::Flight(const Skeleton& skeleton, const Frames& frames, FlightPlan plan)
    : plan_(std::move(plan)),
      start_(center_of_mass(skeleton, frames)),
      center_(start_),
      velocity_(plan_.velocity),
      turn_(frames.turn[0]) {
    HIBARI_CHECK(plan_.shape != nullptr);
    const Quat back = inverse(turn_);
    for (int i = 0; i < skeleton.count(); ++i) {
        const auto n = static_cast<std::size_t>(i);
        shape_.pivot[n] = rotate(back, frames.pivot[n] - frames.pivot[0]);
        shape_.turn[n] = back * frames.turn[n];
    }
}

void Flight::step(const Skeleton& skeleton, Joints joints, float dt, Frames& frames) {
    time_s_ += dt;
    const Frames after = shape_of(skeleton, joints);
    Vec3 spin{};
    turn_ = turned_root(skeleton, shape_, after, turn_, plan_.momentum, dt, spin);
    const Vec3 axis = normalize(plan_.momentum);
    turned_ += dot(spin, axis) * dt;
    shape_ = after;
    center_ =
        start_ + plan_.velocity * time_s_ + Vec3{0, -0.5F * plan_.gravity * time_s_ * time_s_, 0};
    velocity_ = plan_.velocity + Vec3{0, -plan_.gravity * time_s_, 0};
    joints[0] = turn_;
    const Vec3 root = center_ - rotate(turn_, center_of_mass(skeleton, after));
    skeleton.forward(root, joints, frames);
}

float momentum_for_turn(
    const Skeleton& skeleton,
    const std::function<Joints(float)>& joints,
    Vec3 axis,
    float angle,
    float duration_s
) {
    constexpr float kStep = 1.0F / 120.0F;
    const int steps = std::max(1, static_cast<int>(std::lround(duration_s / kStep)));
    const float dt = duration_s / static_cast<float>(steps);
    // About its own mirror axis the body's rotation obeys angle = L * sum(dt / I) - sum(inner dt /
    // I).
    float per_momentum = 0.0F;
    float own = 0.0F;
    Frames before = shape_of(skeleton, joints(0.0F));
    for (int i = 0; i < steps; ++i) {
        const Frames after = shape_of(skeleton, joints(dt * static_cast<float>(i + 1)));
        const float moment = dot(axis, inertia_of(skeleton, after) * axis);
        per_momentum += dt / moment;
        own += dot(axis, angular_momentum(skeleton, before, after, dt)) * dt / moment;
        before = after;
    }
    return (angle + own) / per_momentum;
}

float time_of_flight(float speed, float drop, float gravity) {
    return (speed + std::sqrt(std::max(0.0F, speed * speed + 2.0F * gravity * drop))) / gravity;
}

}  // namespace hibari::world
