#include "world/physics/character/leap_shapes.h"

namespace hibari::world {

namespace {

void both_arms(Posture& p, const ArmPose& arm) {
    p.arm = {arm, arm};
}

void both_legs(Posture& p, const LegPose& leg) {
    p.leg = {leg, leg};
}

}  // namespace

Posture crouched(float depth_m) {
    Posture p = standing_posture();
    p.pelvis = {0, -depth_m, -0.10F};
    p.hips.pitch = 34.0F;
    p.waist.pitch = 18.0F;
    p.chest.pitch = 6.0F;
    p.neck.pitch = -12.0F;
    p.head.pitch = -22.0F;
    both_arms(p, {.raise = -52, .spread = 14, .twist = 0, .elbow = 12, .roll = 30, .curl = 18});
    p.heel = {10.0F, 10.0F};
    return p;
}

Posture stretched() {
    Posture p = standing_posture();
    p.hips = {};
    p.waist.pitch = -4.0F;
    p.chest.pitch = -6.0F;
    p.head.pitch = -8.0F;
    both_arms(
        p, {.raise = 78, .spread = 8, .twist = 0, .elbow = 34, .roll = 0, .curl = 10, .shrug = 14}
    );
    both_legs(p, {.hip = -6, .spread = 2, .knee = 4, .ankle = 42, .toes = 0});
    return p;
}

Posture tucked() {
    Posture p = standing_posture();
    p.waist.pitch = 26.0F;
    p.chest.pitch = 20.0F;
    p.neck.pitch = 14.0F;
    p.head.pitch = 14.0F;
    both_arms(
        p, {.raise = 58, .spread = 14, .twist = 8, .elbow = 58, .roll = 10, .wrist = 12, .curl = 35}
    );
    both_legs(p, {.hip = 122, .spread = 9, .knee = 136, .ankle = 26});
    return p;
}

Posture landing() {
    Posture p = standing_posture();
    p.waist.pitch = 12.0F;
    p.chest.pitch = 6.0F;
    p.head.pitch = -8.0F;
    both_arms(p, {.raise = 48, .spread = 26, .twist = 6, .elbow = 24, .roll = 30, .curl = 14});
    both_legs(p, {.hip = 36, .spread = 5, .twist = 5, .knee = 30, .ankle = -10});
    return p;
}

Posture airborne() {
    Posture p = standing_posture();
    p.chest.pitch = -2.0F;
    both_arms(
        p, {.raise = 118, .spread = 30, .twist = 0, .elbow = 24, .roll = 10, .curl = 14, .shrug = 8}
    );
    both_legs(p, {.hip = 16, .spread = 4, .knee = 34, .ankle = 30});
    return p;
}

Posture striding(int raised) {
    Posture p = stretched();
    p.leg[raised == 0 ? 0 : 1] = {.hip = 52, .spread = 3, .knee = 72, .ankle = 24};
    p.leg[raised == 0 ? 1 : 0].knee = 10.0F;
    // The arms go on from the run, not all the way up.
    both_arms(p, {.raise = 42, .spread = 24, .twist = 0, .elbow = 58, .roll = 20, .curl = 14});
    return p;
}

// Over something: the knees are drawn up, the trunk stays over them.
Posture drawn_up() {
    Posture p = standing_posture();
    p.waist.pitch = 18.0F;
    p.chest.pitch = 8.0F;
    p.head.pitch = -14.0F;
    both_arms(p, {.raise = 64, .spread = 46, .twist = 0, .elbow = 34, .roll = 20, .curl = 14});
    both_legs(p, {.hip = 98, .spread = 8, .knee = 104, .ankle = 14});
    p.leg[1] = {.hip = 84, .spread = 12, .knee = 112, .ankle = 24};
    return p;
}

Posture piked() {
    Posture p = stretched();
    p.waist.pitch = 20.0F;
    p.chest.pitch = 14.0F;
    both_legs(p, {.hip = 62, .spread = 1, .knee = 6, .ankle = 46});
    return p;
}

Posture piked_long() {
    Posture p = stretched();
    p.head.pitch = 4.0F;
    both_arms(
        p, {.raise = 172, .spread = 2, .twist = 0, .elbow = 4, .roll = 0, .curl = 4, .shrug = 16}
    );
    both_legs(p, {.hip = 4, .spread = 1, .knee = 2, .ankle = 48});
    return p;
}

// On a beam one foot comes down before the other.
Posture landing_in_line() {
    Posture p = landing();
    for (std::size_t side = 0; side < 2; ++side) {
        const float ahead = side == 0 ? 1.0F : -1.0F;
        p.leg[side].hip += 9.0F * ahead;
        p.leg[side].spread = -6.0F;
        p.leg[side].twist = 0.0F;
        p.arm[side].spread = 60.0F;
    }
    return p;
}

}  // namespace hibari::world
