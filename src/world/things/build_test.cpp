#include "world/things/build.h"

#include <gtest/gtest.h>

namespace hibari::world {
namespace {

Entity plain_entity() {
    Entity entity;
    entity.id = "it";
    entity.kind = "test";
    return entity;
}

// A post with a lamp on top: the seat of the numbers below.
Blueprint post(const Entity& entity) {
    Assembly post(entity, Substance::kWood);
    post.part(box({0.1F, 0.5F, 0.1F}), {0, 0.5F, 0}, tinted(wood()));
    post.detail(sphere(0.1F), {0, 1.1F, 0}, glow(kWhite, 1.0F));
    post.anchor("top", {0, 1.0F, 0});
    return post.finish();
}

TEST(Assembly, FindsMassFromVolumeAndDensity) {
    const Blueprint built = post(plain_entity());
    EXPECT_NEAR(built.links.front().mass_kg, 0.04F * 700.0F, 1e-3F);
    EXPECT_FLOAT_EQ(built.friction, values_of(Substance::kWood).friction);
}

TEST(Assembly, PutsTheLinkAtItsCentreOfMass) {
    const Blueprint built = post(plain_entity());
    EXPECT_NEAR(built.links.front().rest.position.y, 0.5F, 1e-6F);
    EXPECT_NEAR(built.links.front().parts.front().local.position.y, 0.0F, 1e-6F);
    EXPECT_NEAR(built.anchors.front().local.position.y, 0.5F, 1e-6F);
}

TEST(Assembly, MeasuresTheBox) {
    const Aabb box = bounds(post(plain_entity()));
    EXPECT_NEAR(box.low.y, 0.0F, 1e-6F);
    EXPECT_NEAR(box.high.y, 1.2F, 1e-6F);
}

TEST(Assembly, ScalesEverything) {
    Entity entity = plain_entity();
    entity.scale = 3.0F;
    const Blueprint built = post(entity);
    EXPECT_NEAR(built.links.front().mass_kg, 27.0F * 0.04F * 700.0F, 0.05F);
    EXPECT_NEAR(built.half_extent.y, 1.8F, 1e-5F);
    EXPECT_NEAR(built.anchors.front().local.position.y, 1.5F, 1e-5F);
}

TEST(Assembly, AppliesTheColourToTintablePartsOnly) {
    Entity entity = plain_entity();
    entity.color = Vec3{0.5F, 0.0F, 0.5F};
    const Blueprint built = post(entity);
    EXPECT_EQ(built.links.front().parts[0].material.base, *entity.color);
    EXPECT_EQ(built.links.front().parts[1].material.base, kWhite);
}

TEST(Assembly, AppliesTheMaterialToLookMassAndBounce) {
    Entity entity = plain_entity();
    entity.material = "stone";
    const Blueprint built = post(entity);
    EXPECT_EQ(built.substance, Substance::kStone);
    EXPECT_EQ(built.links.front().parts[0].material.surface, Surface::kRock);
    EXPECT_NEAR(built.links.front().mass_kg, 0.04F * 2600.0F, 1e-2F);
    EXPECT_FLOAT_EQ(built.restitution, values_of(Substance::kStone).restitution);
}

TEST(Assembly, IgnoresAnUnknownMaterial) {
    Entity entity = plain_entity();
    entity.material = "moonbeam";
    EXPECT_EQ(post(entity).substance, Substance::kWood);
}

TEST(Assembly, FixedThingsDoNotMoveAndReboundAsTheirSubstance) {
    Assembly wall(plain_entity(), Substance::kConcrete);
    wall.fix();
    wall.part(box({1, 1, 0.1F}), {0, 1, 0}, concrete());
    const Blueprint built = wall.finish();
    EXPECT_TRUE(built.fixed);
    EXPECT_EQ(built.links.front().mass_kg, 0.0F);
    EXPECT_FLOAT_EQ(built.restitution, 1.0F);
}

TEST(Assembly, AlongPointsFromOneEndToTheOther) {
    const Pose pose = along({1, 0, 0}, {1, 2, 2});
    EXPECT_NEAR(distance(apply(pose, {0, std::sqrt(2.0F), 0}), {1, 2, 2}), 0.0F, 1e-5F);
}

TEST(Palette, HexIsLinear) {
    EXPECT_NEAR(hex(0xFFFFFF).x, 1.0F, 2e-3F);
    EXPECT_NEAR(hex(0x808080).y, 0.2158F, 3e-3F);
    EXPECT_EQ(hex(0x000000), (Vec3{0, 0, 0}));
}

}  // namespace
}  // namespace hibari::world
