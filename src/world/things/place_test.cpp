#include "world/things/place.h"

#include "world/things/build.h"
#include "world/things/catalogue.h"
#include "world/things/terrain_eval.h"

#include <algorithm>
#include <array>
#include <gtest/gtest.h>

namespace hibari::world {
namespace {

constexpr std::array<std::string_view, 14> kAmbiences{
    "room",
    "gym",
    "street",
    "traffic",
    "birds",
    "waves",
    "lake",
    "wind",
    "forest",
    "desert",
    "stage",
    "stadium",
    "city_night",
    "none",
};

bool overlaps(const Aabb& a, const Aabb& b) {
    return a.low.x < b.high.x && b.low.x < a.high.x && a.low.y < b.high.y && b.low.y < a.high.y &&
           a.low.z < b.high.z && b.low.z < a.high.z;
}

// What the default camera looks through: from its place at +Z to the middle of the stage.
Aabb sight_of(const Place& place) {
    return {{-0.9F, 0.4F, 0.0F}, {0.9F, 2.0F, std::min(place.camera_reach_m, 9.0F)}};
}

TEST(Places, StateTheirAirLightAndSound) {
    for (const Place* place : all_places()) {
        SCOPED_TRACE(place->name);
        EXPECT_NE(std::ranges::find(kAmbiences, place->ambience), kAmbiences.end());
        EXPECT_GE(place->gravity_mps2, 0.0F);
        EXPECT_LE(place->gravity_mps2, 10.0F);
        EXPECT_GE(place->reverb.rt60_s, 0.0F);
        EXPECT_LE(place->reverb.wet, 1.0F);
        EXPECT_GT(place->camera_reach_m, 2.0F);
        EXPECT_GT(
            std::min({place->half_extent.x, place->half_extent.y, place->half_extent.z}), 1.0F
        );
        EXPECT_TRUE(!place->indoor || !place->lamps.empty()) << "a room without light";
        for (const Lamp& lamp : place->lamps) {
            EXPECT_NEAR(length(lamp.direction), 1.0F, 1e-3F);
            EXPECT_GT(lamp.color.x + lamp.color.y + lamp.color.z, 0.0F);
        }
    }
}

TEST(Places, TheMoonPullsLessAndSpaceNotAtAll) {
    EXPECT_FLOAT_EQ(find_place("moon")->gravity_mps2, 1.62F);
    EXPECT_FLOAT_EQ(find_place("moon")->air_density_kg_m3, 0.0F);
    EXPECT_FLOAT_EQ(find_place("space")->gravity_mps2, 0.0F);
    EXPECT_FLOAT_EQ(find_place("park")->gravity_mps2, 9.81F);
}

TEST(Places, NothingStandsBetweenTheCameraAndTheStage) {
    for (const Place* place : all_places()) {
        SCOPED_TRACE(place->name);
        const Aabb sight = sight_of(*place);
        for (std::size_t i = 0; i < place->fixed_parts.size(); ++i) {
            const Part& part = place->fixed_parts[i];
            EXPECT_FALSE(overlaps(bounds(part.shape, part.local), sight)) << "fixed part " << i;
        }
        for (const Backdrop& backdrop : place->backdrop) {
            const Thing* thing = find_thing(backdrop.kind);
            ASSERT_NE(thing, nullptr) << backdrop.kind;
            Entity entity;
            entity.kind = std::string(backdrop.kind);
            entity.scale = backdrop.scale;
            const Blueprint built = thing->build(entity, Rng(1));
            const float reach = std::max(built.half_extent.x, built.half_extent.z);
            const Vec3 high{reach, 2.0F * built.half_extent.y, reach};
            const Vec3 low{-reach, 0, -reach};
            EXPECT_FALSE(overlaps({backdrop.position + low, backdrop.position + high}, sight))
                << backdrop.kind;
        }
    }
}

TEST(Places, RoomsHoldTheCameraAndTheActors) {
    for (const Place* place : all_places()) {
        if (!place->indoor) {
            continue;
        }
        SCOPED_TRACE(place->name);
        Aabb room{};
        for (const Part& part : place->fixed_parts) {
            const Aabb box = bounds(part.shape, part.local);
            room.low = min(room.low, box.low);
            room.high = max(room.high, box.high);
        }
        EXPECT_GT(room.high.z, place->camera_reach_m);
        EXPECT_GT(room.high.x, place->half_extent.x);
        EXPECT_GT(room.high.y, place->half_extent.y);
    }
}

TEST(Places, CamerasStandAboveTheGround) {
    for (const Place* place : all_places()) {
        SCOPED_TRACE(place->name);
        if (place->terrain.kind == TerrainKind::kNone) {
            continue;
        }
        for (const float side : {-1.0F, 0.0F, 1.0F}) {
            const float x = 0.7F * side * place->camera_reach_m;
            const float z = 0.7F * place->camera_reach_m;
            const float stage_y =
                -place->terrain.grade * (place->terrain.kind == TerrainKind::kSlope ? x : 0.0F);
            EXPECT_LT(terrain_height(place->terrain, x, z), stage_y + 0.8F);
        }
    }
}

TEST(Places, WaterLiesWhereItsNamesSay) {
    for (const std::string_view name : {"beach", "lake", "sea", "swimming_pool"}) {
        const Place* place = find_place(name);
        ASSERT_NE(place, nullptr) << name;
        EXPECT_TRUE(place->water.present) << name;
    }
    // Dry feet at the stage of the beach, water in view behind it.
    const Place* beach = find_place("beach");
    EXPECT_GT(terrain_height(beach->terrain, 0.0F, 0.0F), beach->water.level_m);
    EXPECT_LT(terrain_height(beach->terrain, 0.0F, -20.0F), beach->water.level_m - 0.5F);
}

}  // namespace
}  // namespace hibari::world
