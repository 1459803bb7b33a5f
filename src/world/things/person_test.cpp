#include "world/things/person.h"

#include "world/script/names.h"
#include "world/things/build.h"
#include "world/things/person_style.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <set>
#include <string>
#include <string_view>
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

TEST(Person, RedHairIsCopper) {
    Entity entity{.kind = "person"};
    entity.look.hair_color = hex(0xC8102E);
    const Vec3 red = resolve_style(entity, Rng(3)).hair_color;
    EXPECT_GT(red.x, 2.0F * red.y);
    EXPECT_GT(red.y, 2.0F * red.z);
    entity.look.hair_color = hex(0x2040C0);
    EXPECT_EQ(resolve_style(entity, Rng(3)).hair_color, hex(0x2040C0));
}

TEST(Person, ASleeveRolledToTheElbowIsWiderThanTheArmInIt) {
    for (Entity entity : every_body()) {
        entity.look.top = Top::kApron;
        const Blueprint blueprint = build_person(entity, Rng(3));
        const int arm = blueprint.links[kLeftHand].parts.front().group;
        float sleeve = 0.0F;
        float bare = 0.0F;
        for (const Part& part : blueprint.links[kLeftForearm].parts) {
            const float wide = std::max(part.shape.radius, part.shape.half.x);
            float& most = part.group == arm ? bare : sleeve;
            most = std::max(most, wide);
        }
        EXPECT_GT(sleeve, bare + 0.005F);
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

template <typename Enum>
std::vector<Enum> every() {
    std::vector<Enum> all;
    for (std::size_t i = 0; i < enum_names<Enum>().size(); ++i) {
        all.push_back(static_cast<Enum>(i));
    }
    return all;
}

TEST(Person, EveryCombinationOfClothesHairAndHatsBuilds) {
    for (const Top top : every<Top>()) {
        for (const Hat hat : every<Hat>()) {
            for (const HairStyle hair : every<HairStyle>()) {
                const int mix = static_cast<int>(top) + static_cast<int>(hair);
                Entity entity{.kind = "person"};
                entity.look.top = top;
                entity.look.hat = hat;
                entity.look.hair = hair;
                entity.look.bottom = static_cast<Bottom>(mix % 4);
                entity.look.glasses = static_cast<Glasses>((mix / 2) % 4);
                entity.look.beard = mix % 2 == 0;
                entity.look.worn = {
                    .scarf = mix % 3 == 0,
                    .backpack = mix % 3 == 1,
                    .cape = mix % 3 == 2,
                    .headphones = mix % 5 == 0,
                    .mask = mix % 5 == 1,
                    .gloves = mix % 5 == 2,
                    .wings = mix % 5 == 3
                };
                const Blueprint person = build_person(entity, Rng(11));
                std::size_t parts = 0;
                for (const Link& link : person.links) {
                    EXPECT_FALSE(link.parts.empty()) << link.name;
                    parts += link.parts.size();
                    for (const Part& part : link.parts) {
                        EXPECT_TRUE(std::isfinite(volume(part.shape))) << link.name;
                        EXPECT_GT(volume(part.shape), 0.0F) << link.name;
                        EXPECT_LT(length(part.local.position), 0.8F) << link.name;
                    }
                }
                EXPECT_GT(parts, 50U);
                EXPECT_LT(parts, 190U);
            }
        }
    }
}

// Skin of the trunk below the neckline, and whether anything covers chest, belly and hips.
bool is_trunk_covered(const Blueprint& person) {
    const float neckline = person.links[kNeck].joint.pivot.y - 0.04F * person.half_extent.y;
    for (const PersonLink trunk : {kPelvis, kAbdomen, kChest}) {
        const Link& link = person.links[trunk];
        bool covered = false;
        for (const Part& part : link.parts) {
            const bool skin = part.material.surface == Surface::kSkin;
            const bool low = link.rest.position.y + part.local.position.y < neckline;
            if (skin && low) {
                return false;
            }
            covered = covered || (!skin && low && part.visible);
        }
        if (!covered) {
            return false;
        }
    }
    return true;
}

TEST(Person, WomenAndChildrenAreCoveredInEveryGarment) {
    for (const Age age : every<Age>()) {
        for (const Gender gender : every<Gender>()) {
            for (const Top top : every<Top>()) {
                for (const Bottom bottom : every<Bottom>()) {
                    for (const std::string_view called : {"", "swimmer", "gymnast", "surfer"}) {
                        for (std::uint64_t seed = 0; seed < 3; ++seed) {
                            Entity entity{.kind = "person", .called = std::string(called)};
                            entity.look.age = age;
                            entity.look.gender = gender;
                            entity.look.top = top;
                            entity.look.bottom = bottom;
                            const PersonStyle style = resolve_style(entity, Rng(seed));
                            if (style.gender == Gender::kMan && style.age != Age::kChild) {
                                continue;
                            }
                            EXPECT_TRUE(is_trunk_covered(build_person(entity, Rng(seed))))
                                << enum_name(style.age) << ' ' << enum_name(style.gender) << ' '
                                << enum_name(top) << ' ' << enum_name(bottom) << ' ' << called;
                        }
                    }
                }
            }
        }
    }
}

TEST(Person, SunglassesHideTheEyes) {
    Entity entity{.kind = "person"};
    entity.look.glasses = Glasses::kDark;
    const Blueprint person = build_person(entity, Rng(1));
    const PersonMeasures measures = measure_person(resolve_style(entity, Rng(1)));
    // The eyes lie at +-0.032 of an adult head (material.h, kFace).
    for (const float side : {1.0F, -1.0F}) {
        const Vec3 eye{side * 0.032F * measures.head, 0.006F * measures.head, 0.0F};
        bool hidden = false;
        for (const Part& part : person.links[kHead].parts) {
            const Vec3 off = part.local.position - eye;
            const Vec3 c = part.material.base;
            hidden = hidden || (part.material.surface == Surface::kGlass &&
                                c.x + c.y + c.z < 0.1F && part.material.transmission == 0.0F &&
                                off.z > 0.0F && std::abs(off.x) < 0.3F * part.shape.half.x &&
                                std::abs(off.y) < 0.3F * part.shape.half.y);
        }
        EXPECT_TRUE(hidden);
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
