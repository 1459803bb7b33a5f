#include "world/physics/water/buoyancy.h"

#include <array>
#include <gtest/gtest.h>

namespace hibari::world {
namespace {

constexpr double kDt = 1.0 / 240.0;

/// A box of `density` relative to water, let go at the surface of a still lake; its last pose.
Pose settle(float density, Quat rotation, float righting_m) {
    Part part;
    part.shape = box({0.5F, 0.25F, 0.3F});
    const std::array<Part, 1> parts{part};
    const float mass = 1000.0F * density * 1.0F * 0.5F * 0.6F;
    RigidWorld world({.terrain = {.kind = TerrainKind::kBed, .depth_m = 20.0F}});
    const int body =
        world.add_body({.parts = parts, .pose = {{0, 0, 0}, rotation}, .mass_kg = mass});
    Hull hull = make_hull(parts, mass, false);
    hull.righting_m = righting_m;
    Water water;
    water.present = true;
    for (int i = 0; i < 240 * 8; ++i) {
        const Waters waters{.open = water, .time_s = i * kDt};
        float_body(hull, waters, 0.0F, 9.81F, body, kDt, world);
        world.step(kDt);
    }
    return world.pose(body);
}

TEST(Buoyancy, BoxFloatsAtTheDraughtOfArchimedes) {
    for (const float density : {0.3F, 0.6F}) {
        // The share of the height under water equals the relative density.
        EXPECT_NEAR(settle(density, {}, 0.0F).position.y, 0.25F - 0.5F * density, 0.03F);
    }
}

TEST(Buoyancy, DenseThingsSink) {
    EXPECT_LT(settle(2.5F, {}, 0.0F).position.y, -5.0F);
}

// An arrow in the sea was a thousand kilometres away after one sample.
TEST(Buoyancy, WaterGivesNoSpeedToWhateverMovesThroughIt) {
    const float kFall_mps = 9.81F;  // Within the second that each is watched.
    const std::array<Shape, 4> shapes{
        cylinder(0.003F, 0.4F), box({0.5F, 0.001F, 0.002F}), sphere(0.3F), box({0.3F, 0.002F, 0.3F})
    };
    for (const Shape& shape : shapes) {
        for (const float density : {0.002F, 0.05F, 0.6F, 7.8F}) {
            Part part;
            part.shape = shape;
            const std::array<Part, 1> parts{part};
            const float mass = 1000.0F * density * volume(shape);
            RigidWorld world({.terrain = {.kind = TerrainKind::kBed, .depth_m = 90.0F}});
            const int body = world.add_body(
                {.parts = parts,
                 .pose = {{0, -0.2F, 0}, from_axis_angle({0, 0, 1}, radians(40.0F))},
                 .mass_kg = mass}
            );
            const Vec3 thrown{9, -4, 3};
            const Vec3 spun{20, 30, 10};
            world.set_velocity(body, thrown, spun);
            const Hull hull = make_hull(parts, mass, false);
            Water water;
            water.present = true;
            for (int i = 0; i < 240; ++i) {
                const Waters waters{.open = water, .time_s = i * kDt};
                float_body(hull, waters, 0.0F, 9.81F, body, kDt, world);
                world.step(kDt);
                ASSERT_LT(length(world.velocity(body)), length(thrown) + kFall_mps)
                    << density << " in step " << i;
                // A long body that is spun askew may turn faster about its thin axis, not more
                // than that.
                ASSERT_LT(length(world.spin(body)), 20.0F * length(spun))
                    << density << " in step " << i;
            }
        }
    }
}

TEST(Buoyancy, BoatsRightThemselves) {
    const Quat heeled = from_axis_angle({1, 0, 0}, radians(50.0F));
    EXPECT_GT(rotate(settle(0.4F, heeled, 0.1F).rotation, {0, 1, 0}).y, 0.98F);
}

TEST(Pool, CarriesWhatIsInItAndNothingBesideIt) {
    const Basin basin{.surface = {0, 0.4F, 0}, .half = {0.3F, 0.2F}, .depth_m = 0.3F};
    const Pool pool = *pool_of(basin, {{2, 1, 0}, {}}, 0);
    const Water dry;
    const std::array<Pool, 1> pools{pool};
    const Waters waters{.open = dry, .pools = pools};
    EXPECT_FLOAT_EQ(waters.surface_y({2.1F, 1.3F, 0.1F}).value(), 1.4F);
    EXPECT_FALSE(waters.surface_y({2.4F, 1.3F, 0}));   // Beside it.
    EXPECT_FALSE(waters.surface_y({2.0F, 1.05F, 0}));  // Under its bottom.
    const Quat tipped = from_axis_angle({1, 0, 0}, radians(80.0F));
    EXPECT_FALSE(pool_of(basin, {{}, tipped}, 0));
}

TEST(Hull, IsTrimmedToItsWaterline) {
    Part part;
    part.shape = box({1.0F, 0.5F, 0.4F});
    const std::array<Part, 1> parts{part};
    Hull hull = make_hull(parts, 100.0F, false);
    trim_hull(hull, 100.0F, 0.0F);
    EXPECT_NEAR(hull.volume_m3, 0.2F, 0.01F);
}

}  // namespace
}  // namespace hibari::world
