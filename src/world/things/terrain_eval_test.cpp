#include "world/things/terrain_eval.h"

#include "base/rng.h"
#include "world/things/place_build.h"

#include <cmath>
#include <gtest/gtest.h>

namespace hibari::world {
namespace {

constexpr Terrain kTerrains[] = {
    {.kind = TerrainKind::kFlat, .hill_height_m = 12.0F},
    {.kind = TerrainKind::kFlat, .hill_height_m = 90.0F, .hill_length_m = 140.0F, .ruggedness = 1.0F
    },
    {.kind = TerrainKind::kSlope, .grade = 0.35F, .hill_height_m = 20.0F, .ruggedness = 0.5F},
    {.kind = TerrainKind::kShore, .grade = 0.12F, .hill_height_m = 4.0F},
    {.kind = TerrainKind::kBed, .depth_m = 6.0F, .hill_height_m = 25.0F},
    {.kind = TerrainKind::kChannel,
     .grade = 0.4F,
     .shore_z_m = 5.0F,
     .depth_m = 0.5F,
     .hill_height_m = 14.0F},
};

// The terrain in double precision; finite differences in float would drown in rounding.
double height_at(const Terrain& terrain, double x, double z) {
    return terrain_height(terrain, x, z);
}

TEST(TerrainEval, SlopesAgreeWithFiniteDifferences) {
    constexpr double kStep = 1e-4;
    Rng rng(7);
    for (const Terrain& terrain : kTerrains) {
        for (int i = 0; i < 300; ++i) {
            const double x = rng.uniform(-200.0, 200.0);
            const double z = rng.uniform(-200.0, 200.0);
            const SurfaceSample<double> sample = terrain_sample(terrain, x, z);
            const double dx =
                (height_at(terrain, x + kStep, z) - height_at(terrain, x - kStep, z)) / (2 * kStep);
            const double dz =
                (height_at(terrain, x, z + kStep) - height_at(terrain, x, z - kStep)) / (2 * kStep);
            ASSERT_NEAR(sample.slope_x, dx, 2e-4 + 2e-3 * std::fabs(dx)) << x << ' ' << z;
            ASSERT_NEAR(sample.slope_z, dz, 2e-4 + 2e-3 * std::fabs(dz)) << x << ' ' << z;
            ASSERT_DOUBLE_EQ(sample.height, height_at(terrain, x, z));
        }
    }
}

TEST(TerrainEval, NormalsAreUnitAndPointUp) {
    Rng rng(8);
    for (const Terrain& terrain : kTerrains) {
        for (int i = 0; i < 100; ++i) {
            const auto n =
                terrain_normal(terrain, rng.uniform(-150.0F, 150.0F), rng.uniform(-150.0F, 150.0F));
            EXPECT_NEAR(n.x * n.x + n.y * n.y + n.z * n.z, 1.0F, 1e-5F);
            EXPECT_GT(n.y, 0.0F);
        }
    }
}

TEST(TerrainEval, TheStageIsFlat) {
    Rng rng(9);
    for (int i = 0; i < 100; ++i) {
        const float x = rng.uniform(-20.0F, 20.0F);
        const float z = rng.uniform(-20.0F, 20.0F);
        EXPECT_EQ(terrain_height(kTerrains[0], x, z), 0.0F);
        EXPECT_EQ(terrain_height(kTerrains[1], x, z), 0.0F);
        EXPECT_FLOAT_EQ(terrain_height(kTerrains[2], x, z), -0.35F * x);
        EXPECT_FLOAT_EQ(terrain_height(kTerrains[4], x, z), -6.0F);
    }
}

TEST(TerrainEval, NothingIsHigherThanTheStatedTop) {
    Rng rng(10);
    for (const Terrain& terrain : kTerrains) {
        if (terrain.kind == TerrainKind::kSlope) {
            continue;
        }
        float highest = -1e9F;
        for (int i = 0; i < 5000; ++i) {
            const float x = rng.uniform(-900.0F, 900.0F);
            const float z = rng.uniform(-900.0F, 900.0F);
            highest = std::max(highest, terrain_height(terrain, x, z));
        }
        EXPECT_LE(highest, terrain_top(terrain));
        EXPECT_GT(highest, 0.6F * terrain_top(terrain)) << "the hills are lower than asked";
    }
}

TEST(TerrainEval, TheShoreFallsSteadilyToItsDepth) {
    const Terrain shore{
        .kind = TerrainKind::kShore, .grade = 0.15F, .shore_z_m = -6.0F, .depth_m = 8.0F
    };
    float before = 0.0F;
    for (float z = -6.0F; z > -300.0F; z -= 0.5F) {
        const float here = terrain_height(shore, 3.0F, z);
        EXPECT_LE(here, before);
        EXPECT_GE(here, -8.0F);
        before = here;
    }
    EXPECT_LT(before, -6.0F);
    EXPECT_EQ(terrain_height(shore, 0.0F, -5.9F), 0.0F);
}

TEST(WaterEval, SlopesAgreeWithFiniteDifferences) {
    Water water{.present = true, .level_m = -0.3F};
    set_waves(water, 0.4F, 12.0F, 1.2F);
    constexpr double kStep = 1e-5;
    Rng rng(11);
    for (int i = 0; i < 300; ++i) {
        const double x = rng.uniform(-50.0, 50.0);
        const double z = rng.uniform(-50.0, 50.0);
        const double t = rng.uniform(0.0, 20.0);
        const SurfaceSample<double> sample = water_sample(water, x, z, t);
        const double dx =
            (water_height(water, x + kStep, z, t) - water_height(water, x - kStep, z, t)) /
            (2 * kStep);
        const double dz =
            (water_height(water, x, z + kStep, t) - water_height(water, x, z - kStep, t)) /
            (2 * kStep);
        ASSERT_NEAR(sample.slope_x, dx, 1e-5);
        ASSERT_NEAR(sample.slope_z, dz, 1e-5);
        ASSERT_LE(sample.height, water_top(water));
    }
}

TEST(WaterEval, WavesFollowTheDeepWaterDispersion) {
    Water water{.present = true};
    set_waves(water, 0.4F, 12.0F, 0.7F);
    for (const Wave& wave : water.waves) {
        EXPECT_NEAR(wave.omega * wave.omega, 9.81F * length(wave.wavevector), 1e-4F);
    }
}

TEST(TerrainEval, AChannelIsWetInTheMiddleAndDryBesideIt) {
    const Terrain river{
        .kind = TerrainKind::kChannel,
        .grade = 0.4F,
        .shore_z_m = 5.0F,
        .depth_m = 0.5F,
        .hill_height_m = 14.0F
    };
    EXPECT_FLOAT_EQ(terrain_height(river, 0.0F, 0.0F), -0.5F);
    EXPECT_FLOAT_EQ(terrain_height(river, 3.0F, 4.0F), -0.5F);
    for (const float x : {-40.0F, 0.0F, 25.0F}) {
        EXPECT_GT(terrain_height(river, x, 12.0F), 0.2F) << x;
        EXPECT_GT(terrain_height(river, x, -22.0F), 0.2F) << x;
    }
    for (float z = -12.0F; z < 12.0F; z += 0.1F) {
        EXPECT_LE(std::fabs(terrain_sample(river, 0.0F, z).slope_z), 0.41F) << z;
    }
}

}  // namespace
}  // namespace hibari::world
