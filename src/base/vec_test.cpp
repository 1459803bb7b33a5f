#include "base/vec.h"

#include "base/rng.h"

#include <gtest/gtest.h>

namespace hibari {
namespace {

// Single precision over a few multiplications.
constexpr float kTolerance = 1e-5F;

Vec3 random_vector(Rng& rng) {
    return {rng.uniform(-3.0F, 3.0F), rng.uniform(-3.0F, 3.0F), rng.uniform(-3.0F, 3.0F)};
}

Quat random_rotation(Rng& rng) {
    return from_axis_angle(random_vector(rng), rng.uniform(-3.0F, 3.0F));
}

void expect_near(Vec3 a, Vec3 b, float tolerance = kTolerance) {
    EXPECT_NEAR(a.x, b.x, tolerance);
    EXPECT_NEAR(a.y, b.y, tolerance);
    EXPECT_NEAR(a.z, b.z, tolerance);
}

TEST(Vec3, CrossIsRightHanded) {
    static_assert(cross(Vec3{1, 0, 0}, Vec3{0, 1, 0}) == Vec3{0, 0, 1});
    static_assert(dot(Vec3{1, 2, 3}, Vec3{4, 5, 6}) == 32.0F);
}

TEST(Vec3, NormalizeOfNothingIsTheFallback) {
    EXPECT_EQ(normalize(Vec3{}, Vec3{0, 1, 0}), (Vec3{0, 1, 0}));
}

TEST(Quat, TurnsCounterClockwiseSeenFromTheTipOfTheAxis) {
    expect_near(rotate(from_axis_angle({0, 1, 0}, radians(90.0F)), {0, 0, -1}), {-1, 0, 0});
}

TEST(Quat, ProductAppliesTheRightOneFirst) {
    Rng rng(1);
    for (int i = 0; i < 50; ++i) {
        const Quat a = random_rotation(rng);
        const Quat b = random_rotation(rng);
        const Vec3 v = random_vector(rng);
        expect_near(rotate(a * b, v), rotate(a, rotate(b, v)), 1e-4F);
    }
}

TEST(Quat, LookRotationPointsMinusZForwardAndKeepsUp) {
    Rng rng(2);
    for (int i = 0; i < 50; ++i) {
        const Vec3 forward = normalize(random_vector(rng));
        const Quat look = look_rotation(forward);
        expect_near(rotate(look, {0, 0, -1}), forward);
        EXPECT_GE(rotate(look, {0, 1, 0}).y, -kTolerance);
        EXPECT_NEAR(rotate(look, {1, 0, 0}).y, 0.0F, kTolerance);
    }
}

TEST(Quat, LookRotationSurvivesLookingStraightUp) {
    expect_near(rotate(look_rotation({0, 5, 0}), {0, 0, -1}), {0, 1, 0});
    expect_near(rotate(look_rotation({0, -1, 0}), {0, 0, -1}), {0, -1, 0});
}

TEST(Quat, SlerpHalvesTheAngle) {
    const Quat whole = from_axis_angle({0, 0, 1}, 1.0F);
    const Quat half = slerp(Quat{}, whole, 0.5F);
    expect_near(rotate(half, {1, 0, 0}), {std::cos(0.5F), std::sin(0.5F), 0});
}

TEST(Quat, RotationBetweenReachesItsTargetAlsoBackwards) {
    Rng rng(3);
    for (int i = 0; i < 50; ++i) {
        const Vec3 from = normalize(random_vector(rng));
        const Vec3 to = normalize(random_vector(rng));
        expect_near(rotate(rotation_between(from, to), from), to, 1e-4F);
        expect_near(rotate(rotation_between(from, -from), from), -from, 1e-4F);
    }
}

TEST(Pose, InverseUndoesCompose) {
    Rng rng(4);
    for (int i = 0; i < 50; ++i) {
        const Pose a{random_vector(rng), random_rotation(rng)};
        const Pose b{random_vector(rng), random_rotation(rng)};
        const Vec3 point = random_vector(rng);
        expect_near(apply(compose(a, b), point), apply(a, apply(b, point)), 1e-4F);
        expect_near(apply(inverse(a), apply(a, point)), point, 1e-4F);
    }
}

}  // namespace
}  // namespace hibari
