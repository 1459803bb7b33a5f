#include "world/things/catalogue.h"

#include "world/things/build.h"
#include "world/things/material_names.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <string>

namespace hibari::world {
namespace {

bool is_alive(const Thing& thing) {
    return thing.category == Category::kPerson || thing.category == Category::kAnimal;
}

Entity entity_of(const Thing& thing) {
    Entity entity;
    entity.id = "it";
    entity.kind = std::string(thing.name);
    return entity;
}

// Looks, sizes and materials that a prompt may ask for.
std::vector<Entity> variants_of(const Thing& thing) {
    std::vector<Entity> variants(5, entity_of(thing));
    variants[1].color = Vec3{0.8F, 0.1F, 0.1F};
    variants[2].scale = 0.05F;
    variants[3].scale = 20.0F;
    variants[4].material = "gold";
    variants[4].accent = Vec3{0.1F, 0.2F, 0.9F};
    return variants;
}

void expect_sound_links(const Blueprint& blueprint) {
    ASSERT_FALSE(blueprint.links.empty());
    for (std::size_t i = 0; i < blueprint.links.size(); ++i) {
        const Link& link = blueprint.links[i];
        EXPECT_LT(link.parent, static_cast<int>(i)) << link.name;
        EXPECT_GE(link.parent, -1) << link.name;
        EXPECT_FALSE(link.parts.empty()) << link.name;
        EXPECT_NEAR(length(Vec3{link.joint.axis}), 1.0F, 1e-3F) << link.name;
        EXPECT_EQ(link.mass_kg == 0.0F, blueprint.fixed) << link.name;
        for (const Part& part : link.parts) {
            EXPECT_GT(volume(part.shape), 0.0F) << link.name;
            EXPECT_NEAR(dot(part.local.rotation, part.local.rotation), 1.0F, 1e-3F) << link.name;
            EXPECT_GE(part.material.roughness, 0.0F);
            EXPECT_LE(part.material.roughness, 1.0F);
        }
    }
}

void expect_sound_softs(const Blueprint& blueprint) {
    for (const Soft& soft : blueprint.softs) {
        const int count = static_cast<int>(soft.nodes.size());
        const auto valid = [count](int node) { return node >= 0 && node < count; };
        EXPECT_GT(soft.mass_kg, 0.0F);
        EXPECT_FALSE(soft.pinned.empty());
        EXPECT_TRUE(std::ranges::all_of(soft.pinned, valid));
        for (const auto& [a, b] : soft.edges) {
            ASSERT_TRUE(valid(a) && valid(b) && a != b);
            EXPECT_GT(
                distance(
                    soft.nodes[static_cast<std::size_t>(a)], soft.nodes[static_cast<std::size_t>(b)]
                ),
                0.0F
            );
        }
        for (const std::array<int, 3>& triangle : soft.triangles) {
            EXPECT_TRUE(std::ranges::all_of(triangle, valid));
        }
        EXPECT_LT(soft.link, static_cast<int>(blueprint.links.size()));
    }
}

void expect_sound(const Blueprint& blueprint) {
    expect_sound_links(blueprint);
    expect_sound_softs(blueprint);
    for (const Anchor& anchor : blueprint.anchors) {
        EXPECT_GE(anchor.link, 0) << anchor.name;
        EXPECT_LT(anchor.link, static_cast<int>(blueprint.links.size())) << anchor.name;
    }
    EXPECT_GE(blueprint.restitution, 0.0F);
    EXPECT_LE(blueprint.restitution, 1.0F);
    EXPECT_GT(blueprint.friction, 0.0F);
    EXPECT_LE(blueprint.friction, 1.5F);
    EXPECT_GE(blueprint.rolling_friction, 0.0F);
    EXPECT_GT(blueprint.half_extent.x * blueprint.half_extent.y * blueprint.half_extent.z, 0.0F);
}

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

TEST(Catalogue, HoldsSixtyKindsAndMore) {
    EXPECT_GE(all_things().size(), 100U);
    EXPECT_GE(all_places().size(), 28U);
}

TEST(Catalogue, EveryWordMeansOneThing) {
    std::map<std::string_view, std::string_view> owner;
    for (const Thing* thing : all_things()) {
        EXPECT_FALSE(thing->words.empty()) << thing->name;
        for (const std::string_view word : thing->words) {
            const auto [known, fresh] = owner.emplace(word, thing->name);
            EXPECT_TRUE(fresh) << '"' << word << "\" means " << known->second << " and "
                               << thing->name;
            EXPECT_TRUE(std::ranges::none_of(word, [](char c) { return c >= 'A' && c <= 'Z'; }))
                << word;
        }
    }
}

TEST(Catalogue, EveryWordMeansOnePlace) {
    std::map<std::string_view, std::string_view> owner;
    for (const Place* place : all_places()) {
        EXPECT_FALSE(place->words.empty()) << place->name;
        for (const std::string_view word : place->words) {
            const auto [known, fresh] = owner.emplace(word, place->name);
            EXPECT_TRUE(fresh) << '"' << word << "\" means " << known->second << " and "
                               << place->name;
        }
    }
}

TEST(Catalogue, EveryThingBuildsInEveryLook) {
    for (const Thing* thing : all_things()) {
        SCOPED_TRACE(thing->name);
        for (const Entity& entity : variants_of(*thing)) {
            SCOPED_TRACE(entity.scale);
            expect_sound(thing->build(entity, Rng(1)));
        }
        for (const std::uint64_t seed : {2U, 3U, 99U}) {
            expect_sound(thing->build(entity_of(*thing), Rng(seed)));
        }
    }
}

TEST(Catalogue, EveryThingStandsOnTheGround) {
    for (const Thing* thing : all_things()) {
        for (const std::uint64_t seed : {1U, 5U, 8U}) {
            const Blueprint blueprint = thing->build(entity_of(*thing), Rng(seed));
            const Aabb box = bounds(blueprint);
            // The ridges of a mountain run on below the ground.
            const float sunk = blueprint.fixed ? 0.25F * box.high.y : 0.02F;
            EXPECT_GE(box.low.y, -sunk) << thing->name;
            EXPECT_LE(box.low.y, 0.021F) << thing->name;
        }
    }
}

TEST(Catalogue, UsualSizesAreTrue) {
    for (const Thing* thing : all_things()) {
        if (is_alive(*thing)) {
            continue;
        }
        const Aabb box = bounds(thing->build(entity_of(*thing), Rng(1)));
        const Vec3 size = box.high - box.low;
        const float built = std::max({size.x, size.y, size.z});
        const float stated =
            std::max({thing->usual_size.x, thing->usual_size.y, thing->usual_size.z});
        EXPECT_NEAR(built / stated, 1.0F, 0.35F) << thing->name;
    }
}

TEST(Catalogue, MassesArePlausible) {
    for (const Thing* thing : all_things()) {
        const Blueprint blueprint = thing->build(entity_of(*thing), Rng(1));
        if (blueprint.fixed) {
            continue;
        }
        float mass = 0.0F;
        for (const Link& link : blueprint.links) {
            EXPECT_GT(link.mass_kg, 0.0F) << thing->name;
            mass += link.mass_kg;
        }
        const Vec3 half = blueprint.half_extent;
        const float box = 8.0F * half.x * half.y * half.z;
        // From a kite, which is nearly all air, to solid steel.
        EXPECT_GT(mass / box, 0.08F) << thing->name;
        EXPECT_LT(mass / box, 7900.0F) << thing->name;
    }
}

TEST(Catalogue, MassGrowsWithTheCubeOfTheScale) {
    for (const Thing* thing : all_things()) {
        if (is_alive(*thing)) {
            continue;  // People and animals change their build with their size.
        }
        Entity doubled = entity_of(*thing);
        doubled.scale = 2.0F;
        const Blueprint usual = thing->build(entity_of(*thing), Rng(4));
        const Blueprint large = thing->build(doubled, Rng(4));
        for (std::size_t i = 0; i < usual.links.size(); ++i) {
            const float expected = 8.0F * usual.links[i].mass_kg;
            EXPECT_NEAR(large.links[i].mass_kg, expected, 1e-3F * expected) << thing->name;
        }
        EXPECT_NEAR(large.half_extent.y, 2.0F * usual.half_extent.y, 1e-3F * large.half_extent.y)
            << thing->name;
    }
}

TEST(Catalogue, TheSameSeedBuildsTheSameThing) {
    for (const Thing* thing : all_things()) {
        const Blueprint a = thing->build(entity_of(*thing), Rng(6));
        const Blueprint b = thing->build(entity_of(*thing), Rng(6));
        ASSERT_EQ(a.links.size(), b.links.size()) << thing->name;
        for (std::size_t i = 0; i < a.links.size(); ++i) {
            EXPECT_EQ(a.links[i].rest, b.links[i].rest) << thing->name;
            ASSERT_EQ(a.links[i].parts.size(), b.links[i].parts.size()) << thing->name;
            for (std::size_t k = 0; k < a.links[i].parts.size(); ++k) {
                EXPECT_EQ(a.links[i].parts[k].local, b.links[i].parts[k].local) << thing->name;
                EXPECT_EQ(a.links[i].parts[k].material.base, b.links[i].parts[k].material.base);
            }
        }
    }
}

TEST(Catalogue, AskedColoursShow) {
    // A fire and a drink keep their own.
    const std::set<std::string_view> stubborn{"campfire"};
    const Vec3 asked{0.11F, 0.22F, 0.77F};
    for (const Thing* thing : all_things()) {
        if (is_alive(*thing) || stubborn.contains(thing->name)) {
            continue;
        }
        Entity entity = entity_of(*thing);
        entity.color = asked;
        const Blueprint blueprint = thing->build(entity, Rng(1));
        const auto wears = [&](const Part& part) { return part.material.base == asked; };
        const bool part = std::ranges::any_of(blueprint.links, [&](const Link& link) {
            return std::ranges::any_of(link.parts, wears);
        });
        const bool soft = std::ranges::any_of(blueprint.softs, [&](const Soft& sheet) {
            return sheet.material.base == asked;
        });
        EXPECT_TRUE(part || soft) << thing->name;
    }
}

TEST(Catalogue, RideableThingsSayWhereOneSitsOrStands) {
    for (const Thing* thing : all_things()) {
        if (!thing->traits.rideable || is_alive(*thing)) {
            continue;
        }
        const Blueprint blueprint = thing->build(entity_of(*thing), Rng(1));
        EXPECT_TRUE(std::ranges::any_of(blueprint.anchors, [](const Anchor& anchor) {
            return anchor.name == "seat" || anchor.name == "deck";
        })) << thing->name;
    }
}

// Where an anchor is in the thing's frame.
Vec3 anchor_at(const Blueprint& blueprint, std::string_view name) {
    const auto found = std::ranges::find(blueprint.anchors, name, &Anchor::name);
    if (found == blueprint.anchors.end()) {
        ADD_FAILURE() << "no anchor " << name;
        return {};
    }
    const Link& link = blueprint.links[static_cast<std::size_t>(found->link)];
    return apply(link.rest, found->local.position);
}

TEST(Hoop, HasTheRegulationRim) {
    const Thing* hoop = find_thing("basketball_hoop");
    ASSERT_NE(hoop, nullptr);
    const Blueprint blueprint = hoop->build(entity_of(*hoop), Rng(1));
    EXPECT_NEAR(anchor_at(blueprint, "rim").y, 3.05F, 1e-4F);
    int rims = 0;
    for (const Part& part : blueprint.links.front().parts) {
        if (part.shape.kind == ShapeKind::kTorus && part.collides) {
            EXPECT_NEAR(part.shape.radius - part.shape.radius_top, 0.225F, 1e-4F);
            rims += 1;
        }
    }
    EXPECT_EQ(rims, 1);
    EXPECT_EQ(blueprint.softs.size(), 1U);
    EXPECT_EQ(blueprint.softs.front().kind, SoftKind::kNet);
}

TEST(Balls, BounceAndWeighAsTheirRulesSay) {
    struct Rule {
        std::string_view name;
        float around_low_m, around_high_m, mass_low_kg, mass_high_kg;
    };

    for (const Rule& rule :
         {Rule{"basketball", 0.749F, 0.78F, 0.567F, 0.65F},
          {"soccer_ball", 0.68F, 0.70F, 0.41F, 0.45F},
          {"tennis_ball", 0.205F, 0.216F, 0.056F, 0.0594F},
          {"baseball", 0.229F, 0.235F, 0.142F, 0.149F},
          {"volleyball", 0.65F, 0.67F, 0.26F, 0.28F},
          {"golf_ball", 0.134F, 0.136F, 0.044F, 0.04593F},
          {"bowling_ball", 0.678F, 0.686F, 5.4F, 7.26F}}) {
        const Thing* thing = find_thing(rule.name);
        ASSERT_NE(thing, nullptr) << rule.name;
        const Blueprint ball = thing->build(entity_of(*thing), Rng(1));
        const float around = 2.0F * kPi * ball.half_extent.x;
        EXPECT_GE(around, rule.around_low_m) << rule.name;
        EXPECT_LE(around, rule.around_high_m) << rule.name;
        EXPECT_GE(ball.links.front().mass_kg, rule.mass_low_kg) << rule.name;
        EXPECT_LE(ball.links.front().mass_kg, rule.mass_high_kg) << rule.name;
    }
}

TEST(Balloon, WeighsLessThanTheAirItDisplaces) {
    const Thing* thing = find_thing("balloon");
    ASSERT_NE(thing, nullptr);
    const Blueprint balloon = thing->build(entity_of(*thing), Rng(1));
    float displaced_m3 = 0.0F;
    for (const Part& part : balloon.links.front().parts) {
        displaced_m3 += part.collides ? volume(part.shape) : 0.0F;
    }
    EXPECT_LT(balloon.links.front().mass_kg, 1.2F * displaced_m3);
}

TEST(Cheese, HasItsHolesInTheCheese) {
    const Thing& cheese = *find_thing("cheese");
    const Blueprint built = cheese.build(entity_of(cheese), Rng(1));
    const std::vector<Part>& parts = built.links.front().parts;
    const Part& wedge = parts.front();
    ASSERT_EQ(wedge.shape.kind, ShapeKind::kWedge);
    int holes = 0;
    for (const Part& part : parts) {
        if (part.shape.kind != ShapeKind::kEllipsoid) {
            continue;
        }
        const Vec3 at =
            rotate(inverse(wedge.local.rotation), part.local.position - wedge.local.position);
        const Vec3 half = wedge.shape.half + Vec3{1e-3F, 1e-3F, 1e-3F};
        EXPECT_TRUE(std::abs(at.x) < half.x && std::abs(at.y) < half.y && std::abs(at.z) < half.z);
        EXPECT_LT(at.y, at.z * half.y / half.z + 1e-3F);
        ++holes;
    }
    EXPECT_GT(holes, 3);
}

TEST(Penguin, ShowsAWhiteFrontAndADarkBack) {
    const Thing& penguin = *find_thing("penguin");
    const Blueprint built = penguin.build(entity_of(penguin), Rng(1));
    float white_front = -1.0F;
    float dark_front = -1.0F;
    for (const Part& part : built.links.front().parts) {
        // Both stand nearly upright: their depth is the second half axis.
        const float front = part.local.position.z + part.shape.half.y;
        float& most = part.material.base.x > 0.5F ? white_front : dark_front;
        most = std::max(most, front);
    }
    // Where the two are equally near they flow into one grey.
    EXPECT_GT(white_front, dark_front + 0.5F * built.links.front().parts.front().blend);
}

// A puppy is no dog made small: its head and its legs tell the age.
TEST(Young, HaveALargerHeadOnShorterLegsThanTheGrown) {
    const auto shares = [](std::string_view kind, std::string_view called) {
        Entity entity;
        entity.id = "it";
        entity.kind = std::string(kind);
        entity.called = std::string(called);
        const Blueprint built = find_thing(kind)->build(entity, Rng(1));
        const auto of = [&](std::string_view link) {
            return *std::ranges::find(built.links, link, &Link::name);
        };
        const float trunk = distance(of("hindquarters").rest.position, of("ribs").rest.position);
        const float head = of("head").parts.front().shape.half.x;
        return Vec2{head / trunk, of("left_fore_upper").rest.position.y / trunk};
    };
    using Case = std::array<std::string_view, 3>;
    for (const auto& [kind, grown, young] :
         {Case{"dog", "a dog", "a puppy"}, {"cat", "the cat", "the kitten"}, {"cow", "cow", "calf"}
         }) {
        EXPECT_GT(shares(kind, young).x, 1.2F * shares(kind, grown).x) << kind;
        EXPECT_LT(shares(kind, young).y, 0.9F * shares(kind, grown).y) << kind;
    }
    // A chicken is not a chick.
    const Thing& chicken = *find_thing("chicken");
    Entity called = entity_of(chicken);
    called.called = "a chicken";
    const float grown = chicken.build(called, Rng(1)).half_extent.y;
    called.called = "a chick";
    EXPECT_LT(chicken.build(called, Rng(1)).half_extent.y, 0.6F * grown);
}

}  // namespace
}  // namespace hibari::world
