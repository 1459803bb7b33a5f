#include "world/things/material.h"

#include "world/things/material_names.h"

#include <gtest/gtest.h>
#include <set>

namespace hibari::world {
namespace {

constexpr int kSubstances = static_cast<int>(Substance::kFoliage) + 1;
constexpr int kSurfaces = static_cast<int>(Surface::kNet) + 1;

TEST(Material, EverySubstanceHasValuesInRangeAndAName) {
    std::set<std::string_view> names;
    for (int i = 0; i < kSubstances; ++i) {
        const auto substance = static_cast<Substance>(i);
        const SubstanceValues values = values_of(substance);
        EXPECT_TRUE(names.insert(name_of(substance)).second) << name_of(substance);
        EXPECT_GT(values.density_kg_m3, 10.0F);
        EXPECT_LT(values.density_kg_m3, 8000.0F);
        EXPECT_GE(values.restitution, 0.0F);
        EXPECT_LE(values.restitution, 1.0F);
        EXPECT_GE(values.rebound, values.restitution > 0.0F ? 0.1F : 0.0F);
        EXPECT_LE(values.rebound, 1.0F);
        EXPECT_GT(values.friction, 0.0F);
        EXPECT_LT(values.friction, 1.2F);
        EXPECT_GE(values.rolling_friction, 0.0F);
        EXPECT_LT(values.rolling_friction, 0.1F);
    }
}

TEST(Material, EverySurfaceIsMadeOfSomething) {
    for (int i = 0; i < kSurfaces; ++i) {
        EXPECT_FALSE(name_of(substance_of(static_cast<Surface>(i))).empty());
    }
    EXPECT_EQ(substance_of(Surface::kCourt), Substance::kWood);
    EXPECT_EQ(substance_of(Surface::kWindows), Substance::kConcrete);
}

TEST(Material, ARigidFloorLeavesABallItsBounce) {
    EXPECT_FLOAT_EQ(pair_restitution(0.8F, values_of(Substance::kConcrete).rebound), 0.8F);
    EXPECT_LT(pair_restitution(0.8F, values_of(Substance::kSand).rebound), 0.15F);
    EXPECT_FLOAT_EQ(pair_restitution(0.3F, 0.6F), pair_restitution(0.6F, 0.3F));
}

TEST(Material, FrictionOfAPairLiesBetweenTheTwo) {
    const float ice = values_of(Substance::kIce).friction;
    const float rubber = values_of(Substance::kRubber).friction;
    EXPECT_GT(pair_friction(ice, rubber), ice);
    EXPECT_LT(pair_friction(ice, rubber), rubber);
    EXPECT_FLOAT_EQ(pair_friction(0.5F, 0.5F), 0.5F);
}

TEST(MaterialNames, WordsAreUniqueAndFound) {
    std::set<std::string_view> seen;
    for (const NamedMaterial& material : all_materials()) {
        EXPECT_EQ(material_named(material.name), &material);
        for (const std::string_view word : material.words) {
            EXPECT_TRUE(seen.insert(word).second) << word;
            EXPECT_EQ(material_named(word), &material) << word;
        }
    }
    EXPECT_EQ(material_named(""), nullptr);
    EXPECT_EQ(material_named("cheese"), nullptr);
}

TEST(MaterialNames, WoodenMeansWood) {
    const NamedMaterial* wooden = material_named("wooden");
    ASSERT_NE(wooden, nullptr);
    EXPECT_EQ(wooden->name, "wood");
    EXPECT_EQ(wooden->substance, Substance::kWood);
    EXPECT_EQ(wooden->look.surface, Surface::kWood);
}

}  // namespace
}  // namespace hibari::world
