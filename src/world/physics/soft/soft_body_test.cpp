#include "world/physics/soft/soft_body.h"

#include <algorithm>
#include <array>
#include <gtest/gtest.h>

namespace hibari::world {
namespace {

constexpr double kDt = 1.0 / 240.0;

/// A square sheet of `count` x `count` nodes in the plane given by two axes, rim pinned.
Soft sheet(SoftKind kind, int count, float size, Vec3 u, Vec3 v, Vec3 origin) {
    Soft soft;
    soft.kind = kind;
    soft.mass_kg = 1.5F;
    const float step = size / static_cast<float>(count - 1);
    for (int j = 0; j < count; ++j) {
        for (int i = 0; i < count; ++i) {
            const int index = j * count + i;
            const float a = step * static_cast<float>(i) - 0.5F * size;
            const float b = step * static_cast<float>(j) - 0.5F * size;
            soft.nodes.push_back(origin + u * a + v * b);
            if (i > 0) {
                soft.edges.emplace_back(index - 1, index);
            }
            if (j > 0) {
                soft.edges.emplace_back(index - count, index);
            }
            if (i == 0 || j == 0 || i == count - 1 || j == count - 1) {
                soft.pinned.push_back(index);
            }
        }
    }
    return soft;
}

int add_ball(RigidWorld& world, Vec3 at, float mass_kg) {
    Part part;
    part.shape = sphere(0.12F);
    const std::array<Part, 1> parts{part};
    return world.add_body(
        {.parts = parts, .pose = {at, {}}, .mass_kg = mass_kg, .restitution = 0.7F, .entity = 7}
    );
}

TEST(SoftBody, GoalNetCatchesTheBall) {
    RigidWorld world({});
    const int ball = add_ball(world, {0, 1, 1.5F}, 0.43F);
    world.set_velocity(ball, {0, 1, -18}, {});
    SoftBody net(0, sheet(SoftKind::kNet, 17, 2.0F, {1, 0, 0}, {0, 1, 0}, {0, 1, 0}), {});
    for (int i = 0; i < 240; ++i) {
        net.step(kDt, {}, {}, world, {ball});
        world.step(kDt);
    }
    EXPECT_GT(world.pose(ball).position.z, -0.8F);
    EXPECT_LT(length(world.velocity(ball)), 4.0F);
}

TEST(SoftBody, TrampolineThrowsBackMostOfTheHeight) {
    RigidWorld world({});
    const int ball = add_ball(world, {0, 2.6F, 0}, 5.0F);
    SoftBody bed(0, sheet(SoftKind::kMembrane, 11, 2.0F, {1, 0, 0}, {0, 0, 1}, {0, 1, 0}), {});
    float deepest = 9.0F;
    float back = 0.0F;
    for (int i = 0; i < 400; ++i) {
        bed.step(kDt, {}, {}, world, {ball});
        world.step(kDt);
        const float y = world.pose(ball).position.y;
        deepest = std::min(deepest, y);
        if (world.velocity(ball).y > 0.0F || y > deepest + 0.3F) {
            back = std::max(back, deepest < 1.12F ? y : 0.0F);
        }
    }
    EXPECT_LT(deepest, 1.1F);
    EXPECT_GT(deepest, 0.4F);
    // Of the 1.5 m it fell, most comes back and never more.
    EXPECT_GT(back, 1.12F + 0.6F);
    EXPECT_LT(back, 2.6F);
}

TEST(SoftBody, StrandsKeepTheirLength) {
    RigidWorld world({});
    Soft rope;
    rope.kind = SoftKind::kRope;
    for (int i = 0; i < 10; ++i) {
        rope.nodes.push_back({0.1F * static_cast<float>(i), 3, 0});
        if (i > 0) {
            rope.edges.emplace_back(i - 1, i);
        }
    }
    rope.pinned = {0};
    SoftBody body(0, rope, {});
    for (int i = 0; i < 480; ++i) {
        body.step(kDt, {}, {}, world, {});
    }
    float total = 0.0F;
    for (std::size_t i = 1; i < 10; ++i) {
        total += distance(body.positions()[i - 1], body.positions()[i]);
    }
    EXPECT_NEAR(total, 0.9F, 0.05F);
    EXPECT_LT(body.positions()[9].y, 2.3F);
}

}  // namespace
}  // namespace hibari::world
