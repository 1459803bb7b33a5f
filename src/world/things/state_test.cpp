// States that change a built thing: fire, the season, a hat that is off the head.
#include "world/things/build.h"
#include "world/things/catalogue.h"
#include "world/things/fire.h"
#include "world/things/season.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace hibari::world {
namespace {

Blueprint built(std::string_view kind) {
    const Thing* thing = find_thing(kind);
    EXPECT_NE(thing, nullptr) << kind;
    Entity entity;
    entity.id = "a";
    entity.kind = std::string(kind);
    return thing->build(entity, Rng(3));
}

std::vector<const Part*> leaves_of(const Blueprint& blueprint) {
    std::vector<const Part*> leaves;
    for (const Link& link : blueprint.links) {
        for (const Part& part : link.parts) {
            if (part.material.surface == Surface::kFoliage) {
                leaves.push_back(&part);
            }
        }
    }
    return leaves;
}

TEST(Fire, BurnsOnEverythingWithoutChangingWhatIsHit) {
    for (const Thing* thing : all_things()) {
        if (thing->category == Category::kPerson || thing->category == Category::kAnimal) {
            continue;
        }
        const Blueprint before = built(thing->name);
        Blueprint after = before;
        set_on_fire(after, Rng(1));
        ASSERT_EQ(after.links.size(), before.links.size()) << thing->name;
        const bool empty =
            std::ranges::all_of(before.links, [](const Link& link) { return link.parts.empty(); });
        EXPECT_TRUE(has_flames(after) || empty) << thing->name;
        for (std::size_t i = 0; i < after.links.size(); ++i) {
            EXPECT_EQ(after.links[i].mass_kg, before.links[i].mass_kg) << thing->name;
            const auto solid = [](const Part& part) { return part.collides; };
            EXPECT_EQ(
                std::ranges::count_if(after.links[i].parts, solid),
                std::ranges::count_if(before.links[i].parts, solid)
            ) << thing->name;
        }
    }
}

TEST(Fire, StandsOnTopOfAHouse) {
    const Blueprint cold = built("house");
    Blueprint house = cold;
    set_on_fire(house, Rng(1));
    EXPECT_GT(bounds(house).high.y, bounds(cold).high.y + 0.3F);
}

TEST(Fire, LeavesACampfireAsItIs) {
    const Blueprint before = built("campfire");
    Blueprint after = before;
    set_on_fire(after, Rng(1));
    EXPECT_EQ(after.links.front().parts.size(), before.links.front().parts.size());
}

TEST(Seasons, AutumnTurnsLeavesAndWinterTakesThem) {
    Blueprint autumn = built("tree");
    dress_for(Season::kAutumn, "tree", autumn, Rng(1));
    ASSERT_FALSE(leaves_of(autumn).empty());
    for (const Part* leaf : leaves_of(autumn)) {
        EXPECT_GT(leaf->material.base.x, leaf->material.base.y);  // No green is left.
    }
    Blueprint winter = built("tree");
    const float top = bounds(winter).high.y;
    dress_for(Season::kWinter, "tree", winter, Rng(1));
    EXPECT_TRUE(leaves_of(winter).empty());
    EXPECT_GT(bounds(winter).high.y, 0.6F * top);  // Twigs still make its outline.
}

TEST(Seasons, EvergreensStayGreen) {
    const Blueprint before = built("pine");
    Blueprint after = before;
    dress_for(Season::kWinter, "pine", after, Rng(1));
    EXPECT_EQ(leaves_of(after).size(), leaves_of(before).size());
}

TEST(Hats, OffTheHeadAreTheOnesThatAreWorn) {
    for (const Hat kind : {Hat::kCap, Hat::kTopHat, Hat::kCowboy, Hat::kSunHat, Hat::kTricorn}) {
        Entity entity{.id = "h", .kind = "hat"};
        entity.look.hat = kind;
        entity.color = Vec3{0.1F, 0.2F, 0.7F};
        const Blueprint hat = find_thing("hat")->build(entity, Rng(1));
        Entity wearer{.id = "p", .kind = "person"};
        wearer.look.hat = kind;
        wearer.look.hat_color = entity.color;
        const Blueprint person = find_thing("person")->build(wearer, Rng(1));
        const auto shown = [&](const Blueprint& blueprint) {
            std::ptrdiff_t count = 0;
            for (const Link& link : blueprint.links) {
                count += std::ranges::count_if(link.parts, [&](const Part& part) {
                    return part.visible && part.material.base == *entity.color;
                });
            }
            return count;
        };
        EXPECT_GT(shown(hat), 0);
        EXPECT_EQ(shown(hat), shown(person));
    }
}

}  // namespace
}  // namespace hibari::world
