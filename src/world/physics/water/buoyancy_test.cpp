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
        float_body(hull, waters, 0.0F, 9.81F, body, world);
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
