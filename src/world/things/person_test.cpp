#include "world/things/person.h"

#include "world/things/build.h"

#include <cmath>
#include <gtest/gtest.h>
#include <set>
#include <string>
#include <vector>

namespace hibari::world {
namespace {

constexpr Age kAges[] = {Age::kChild, Age::kTeen, Age::kAdult, Age::kOld};
constexpr Build kBuilds[] = {Build::kSlim, Build::kAverage, Build::kMuscular, Build::kHeavy};
constexpr Gender kGenders[] = {Gender::kWoman, Gender::kMan};

float mass_of(const Blueprint& blueprint) {
    float mass = 0.0F;
    for (const Link& link : blueprint.links) {
        mass += link.mass_kg;
    }
    return mass;
}

std::vector<Entity> every_body() {
    std::vector<Entity> all;
    for (const Age age : kAges) {
        for (const Build build : kBuilds) {
            for (const Gender gender : kGenders) {
                Entity entity{.kind = "person"};
                entity.look = {.age = age, .build = build, .gender = gender};
                all.push_back(entity);
            }
        }
    }
    return all;
}

TEST(Person, HasAllLinksHangingOnEarlierOnes) {
    for (const Entity& entity : every_body()) {
        const Blueprint blueprint = build_person(entity, Rng(3));
        ASSERT_EQ(blueprint.links.size(), static_cast<std::size_t>(kPersonLinkCount));
        std::set<std::string> names;
        for (std::size_t i = 0; i < blueprint.links.size(); ++i) {
            const Link& link = blueprint.links[i];
            EXPECT_LT(link.parent, static_cast<int>(i));
            EXPECT_GT(link.mass_kg, 0.0F) << link.name;
            EXPECT_TRUE(names.insert(link.name).second) << link.name;
        }
    }
}

TEST(Person, WeighsWhatABodyOfItsHeightAndBuildWeighs) {
    for (const Entity& entity : every_body()) {
        for (std::uint64_t seed = 0; seed < 4; ++seed) {
            const Blueprint blueprint = build_person(entity, Rng(seed));
            const float height = 2.0F * blueprint.half_extent.y;
            const float index = mass_of(blueprint) / (height * height);
            EXPECT_GT(index, 14.0F);
            EXPECT_LT(index, 33.0F);
        }
    }
}

TEST(Person, StandsOnTheGroundAndIsAsTallAsStated) {
    for (const Entity& entity : every_body()) {
        Entity bald = entity;
        bald.look.hair = HairStyle::kBald;
        const Blueprint blueprint = build_person(bald, Rng(5));
        const Aabb box = bounds(blueprint);
        EXPECT_NEAR(box.low.y, 0.0F, 0.01F);
        EXPECT_NEAR(box.high.y, 2.0F * blueprint.half_extent.y, 0.03F);
    }
}

TEST(Person, ChildrenHaveLargerHeadsForTheirHeight) {
    Entity child{.kind = "person"};
    child.look.age = Age::kChild;
    const PersonMeasures small = measure_person(resolve_style(child, Rng(1)));
    const PersonMeasures grown = measure_person(resolve_style(Entity{.kind = "person"}, Rng(1)));
    EXPECT_GT(small.head / small.height, 1.15F * grown.head / grown.height);
}

TEST(Person, LeftAndRightAreMirrorImages) {
    const Blueprint person = build_person(Entity{.kind = "person"}, Rng(9));
    for (int left = kLeftClavicle; left <= kLeftThumb; ++left) {
        const Link& a = person.links[static_cast<std::size_t>(left)];
        const Link& b =
            person.links[static_cast<std::size_t>(left + kRightClavicle - kLeftClavicle)];
        EXPECT_NEAR(a.rest.position.x, -b.rest.position.x, 1e-6F);
        EXPECT_FLOAT_EQ(a.rest.position.y, b.rest.position.y);
        EXPECT_FLOAT_EQ(a.mass_kg, b.mass_kg);
    }
}

TEST(Person, EveryCombinationOfClothesHairAndHatsBuilds) {
    for (int top = 0; top <= static_cast<int>(Top::kSpaceSuit); ++top) {
        for (int bottom = 0; bottom <= static_cast<int>(Bottom::kSkirt); ++bottom) {
            for (int hair = 0; hair <= static_cast<int>(HairStyle::kMohawk); ++hair) {
                Entity entity{.kind = "person"};
                entity.look.top = static_cast<Top>(top);
                entity.look.bottom = static_cast<Bottom>(bottom);
                entity.look.hair = static_cast<HairStyle>(hair);
                entity.look.hat = static_cast<Hat>((top + hair) % 9);
                entity.look.glasses = hair % 2 == 0;
                entity.look.beard = bottom % 2 == 0;
                const Blueprint person = build_person(entity, Rng(11));
                std::size_t parts = 0;
                for (const Link& link : person.links) {
                    parts += link.parts.size();
                    for (const Part& part : link.parts) {
                        EXPECT_TRUE(std::isfinite(volume(part.shape))) << link.name;
                        EXPECT_GT(volume(part.shape), 0.0F) << link.name;
                        EXPECT_LT(length(part.local.position), 0.7F) << link.name;
                    }
                }
                EXPECT_GT(parts, 50U);
                EXPECT_LT(parts, 150U);
            }
        }
    }
}

TEST(Person, StatedLooksAreKeptAndTheRestFollowsTheSeed) {
    Entity entity{.kind = "person", .called = "an old woman"};
    entity.look.top_color = Vec3{0.1F, 0.2F, 0.3F};
    const PersonStyle style = resolve_style(entity, Rng(2));
    EXPECT_EQ(style.gender, Gender::kWoman);
    EXPECT_EQ(style.age, Age::kOld);
    EXPECT_EQ(style.top_color, (Vec3{0.1F, 0.2F, 0.3F}));
    EXPECT_EQ(resolve_style(entity, Rng(2)).skin, style.skin);
    int differing = 0;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        differing += resolve_style(entity, Rng(seed)).skin == style.skin ? 0 : 1;
    }
    EXPECT_GT(differing, 10);
}

}  // namespace
}  // namespace hibari::world
