#include "world/timeline/timeline.h"

#include <gtest/gtest.h>

namespace hibari::world {
namespace {

TEST(Timeline, FindsTheNearestSampleWithinTheShot) {
    Timeline timeline;
    timeline.sample_count = 121;
    EXPECT_EQ(timeline.sample_of(0.5), 60);
    EXPECT_EQ(timeline.sample_of(-3.0), 0);
    EXPECT_EQ(timeline.sample_of(9.0), 120);
    // Frames of 24 and 30 fps fall on samples.
    EXPECT_EQ(timeline.sample_of(1.0 / 24.0), 5);
    EXPECT_EQ(timeline.sample_of(1.0 / 30.0), 4);
}

TEST(ParticlePosition, FollowsTheBallisticParabolaWithoutDrag) {
    const Particle particle{
        .born_s = 1.0F, .life_s = 2.0F, .position = {0, 1, 0}, .velocity = {1, 2, 0}
    };
    Environment environment;
    environment.wind_mps = {9, 0, 0};
    const Vec3 at = particle_position(particle, environment, 1.0F, 1.5);
    EXPECT_NEAR(at.x, 0.5F, 1e-4F);
    EXPECT_NEAR(at.y, 1.0F + 1.0F - 0.5F * 9.81F * 0.25F, 1e-4F);
}

TEST(ParticlePosition, StopsOnItsGroundAndDriftsWithTheWind) {
    const Particle particle{.life_s = 5.0F, .position = {0, 1, 0}, .drag = 2.0F, .land_y_m = 0.0F};
    Environment environment;
    environment.wind_mps = {1, 0, 0};
    const Vec3 at = particle_position(particle, environment, 1.0F, 5.0);
    EXPECT_FLOAT_EQ(at.y, 0.0F);
    EXPECT_NEAR(at.x, 5.0F - 0.5F, 0.01F);
}

TEST(ParticlePosition, SlowsDownInSlowMotion) {
    const Particle particle{.life_s = 9.0F, .position = {0, 10, 0}};
    Environment environment;
    const float fast = particle_position(particle, environment, 1.0F, 0.5).y;
    const float slow = particle_position(particle, environment, 0.25F, 2.0).y;
    EXPECT_NEAR(fast, slow, 1e-4F);
}

TEST(StateHash, ChangesWithAnyPose) {
    Timeline timeline;
    timeline.bodies.resize(1);
    timeline.bodies[0].poses.resize(3);
    const auto before = state_hash(timeline);
    EXPECT_EQ(before, state_hash(timeline));
    timeline.bodies[0].poses[2].position.y += 1e-6F;
    EXPECT_NE(before, state_hash(timeline));
}

}  // namespace
}  // namespace hibari::world
