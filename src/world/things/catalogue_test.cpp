#include "world/things/catalogue.h"

#include "world/things/build.h"

#include <gtest/gtest.h>

namespace hibari::world {
namespace {

TEST(Catalogue, FindsEveryThingAndPlaceByItsName) {
    for (const Thing* thing : all_things()) {
        EXPECT_EQ(find_thing(thing->name), thing) << thing->name;
    }
    for (const Place* place : all_places()) {
        EXPECT_EQ(find_place(place->name), place) << place->name;
    }
    EXPECT_EQ(find_thing("no_such_thing"), nullptr);
    EXPECT_EQ(find_place("no_such_place"), nullptr);
}

TEST(Catalogue, EveryThingStandsOnTheGround) {
    for (const Thing* thing : all_things()) {
        const Aabb box = bounds(thing->build(Entity{.kind = std::string(thing->name)}, Rng(1)));
        EXPECT_NEAR(box.low.y, 0.0F, 0.02F) << thing->name;
    }
}

}  // namespace
}  // namespace hibari::world
