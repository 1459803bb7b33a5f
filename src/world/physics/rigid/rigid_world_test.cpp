#include "world/physics/rigid/rigid_world.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <gtest/gtest.h>
#include <numbers>
#include <stop_token>

namespace hibari::world {
namespace {

constexpr double kDt = 1.0 / 240.0;
constexpr float kGravity = 9.81F;

Part solid(const Shape& shape) {
    Part part;
    part.shape = shape;
    return part;
}

/// A small world and shorthand for bodies.
class RigidWorldTest : public ::testing::Test {
  protected:
    int add(const Shape& shape, Vec3 at, float mass_kg, float restitution, float friction = 0.5F) {
        const std::array<Part, 1> parts{solid(shape)};
        return world.add_body(
            {.parts = parts,
             .pose = {at, {}},
             .mass_kg = mass_kg,
             .motion = mass_kg > 0.0F ? Motion::kDynamic : Motion::kStatic,
             .restitution = restitution,
             .friction = friction,
             .rolling_friction = 0.0F}
        );
    }

    void run(double seconds) {
        const int steps = static_cast<int>(std::lround(seconds / kDt));
        for (int i = 0; i < steps; ++i) {
            world.step(kDt);
            deepest = std::max(deepest, world.deepest_overlap());
            hits.insert(hits.end(), world.impacts().begin(), world.impacts().end());
        }
    }

    RigidWorld world{{.air_density_kg_m3 = 0.0F}};
    std::vector<Impact> hits;
    float deepest = 0.0F;
};

TEST_F(RigidWorldTest, FallsAsGalileoSays) {
    const int ball = add(sphere(0.1F), {0, 20, 0}, 1.0F, 0.5F);
    run(1.5);
    EXPECT_NEAR(20.0F - world.pose(ball).position.y, 0.5F * kGravity * 2.25F, 0.01F);
    EXPECT_NEAR(world.velocity(ball).y, -kGravity * 1.5F, 0.01F);
}

TEST_F(RigidWorldTest, BouncesWithTheRestitutionOfThePair) {
    for (const float e : {0.2F, 0.5F, 0.75F, 0.9F}) {
        hits.clear();
        const int ball = add(sphere(0.12F), {e * 10.0F, 2.12F, 0}, 0.6F, e);
        run(0.66);  // The fall takes 0.639 s.
        std::erase_if(hits, [&](const Impact& hit) { return hit.a != ball; });
        ASSERT_EQ(hits.size(), 1U);
        const float speed = std::sqrt(2.0F * kGravity * 2.0F);
        EXPECT_NEAR(hits[0].speed_mps, speed, 0.06F);
        const float since = 0.66F - speed / kGravity;
        EXPECT_NEAR(world.velocity(ball).y + kGravity * since, e * speed, 0.01F * speed);
        EXPECT_NEAR(hits[0].impulse_ns, 0.6F * (1.0F + e) * speed, 0.1F);
    }
    EXPECT_LT(deepest, 0.0024F);
}

TEST_F(RigidWorldTest, KeepsMomentumWhenTwoBallsCollide) {
    const int a = add(sphere(0.05F), {-1, 5, 0.02F}, 0.3F, 0.8F);
    const int b = add(sphere(0.08F), {1, 5, 0}, 0.9F, 0.9F);
    world.set_velocity(a, {4, 0, 0}, {});
    world.set_velocity(b, {-2, 0, 0}, {});
    run(0.5);
    ASSERT_EQ(hits.size(), 1U);
    const Vec3 momentum = world.velocity(a) * 0.3F + world.velocity(b) * 0.9F;
    EXPECT_NEAR(momentum.x, 0.3F * 4 - 0.9F * 2, 0.01F);
    EXPECT_NEAR(momentum.z, 0.0F, 0.01F);
    // Newton's law of impact along the line of centres.
    EXPECT_GT(world.velocity(b).x, world.velocity(a).x);
    EXPECT_NEAR(
        hits[0].impulse_ns, (0.3F * 0.9F / 1.2F) * (1.0F + 0.72F) * hits[0].speed_mps, 0.02F
    );
}

TEST_F(RigidWorldTest, BoxRestsWithoutSinkingOrTrembling) {
    const int box_body = add(box({0.2F, 0.1F, 0.15F}), {0, 0.5F, 0}, 3.0F, 0.2F);
    run(1.5);
    const Pose before = world.pose(box_body);
    deepest = 0.0F;
    run(1.0);
    EXPECT_NEAR(world.pose(box_body).position.y, 0.1F, 0.001F);
    EXPECT_LT(distance(before.position, world.pose(box_body).position), 2e-4F);
    EXPECT_LT(deepest, 0.001F);
}

TEST_F(RigidWorldTest, StackOfBlocksStands) {
    std::array<int, 6> blocks{};
    for (int i = 0; i < 6; ++i) {
        blocks[static_cast<std::size_t>(i)] = add(
            box({0.03F, 0.03F, 0.03F}), {0, 0.03F + 0.06F * static_cast<float>(i), 0}, 0.1F, 0.3F
        );
    }
    run(3.0);
    EXPECT_NEAR(world.pose(blocks[5]).position.y, 0.33F, 0.002F);
    EXPECT_LT(std::abs(world.pose(blocks[5]).position.x), 0.005F);
    EXPECT_LT(deepest, 0.0006F);
}

// Its upper half fell for some steps, for boxes have no contact before they overlap.
TEST_F(RigidWorldTest, AHighStackThatIsPressedTogetherDoesNotSinkIntoItself) {
    constexpr float kEdge = 0.1F;
    constexpr float kPressed = 2e-5F;
    std::array<int, 10> blocks{};
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const float y = 0.5F * kEdge + (kEdge - kPressed) * static_cast<float>(i);
        blocks[i] = add(box({0.5F * kEdge, 0.5F * kEdge, 0.5F * kEdge}), {0, y, 0}, 0.5F, 0.5F);
    }
    for (int step = 0; step < 60; ++step) {
        world.step(1.0 / 120.0);
        for (std::size_t i = 1; i < blocks.size(); ++i) {
            const float apart =
                world.pose(blocks[i]).position.y - world.pose(blocks[i - 1]).position.y;
            EXPECT_GT(apart, 0.999F * kEdge) << i << " at step " << step;
        }
    }
}

TEST_F(RigidWorldTest, CylindersAndConesStandUpright) {
    const int cup = add(cylinder(0.05F, 0.04F), {0, 0.051F, 0}, 0.2F, 0.3F);
    const int cone_body = add(cone(0.1F, 0.08F), {1, 0.101F, 0}, 0.4F, 0.3F);
    add(box({0.5F, 0.02F, 0.5F}), {3, 0.5F, 0}, 0.0F, 1.0F);
    const int on_table = add(cylinder(0.05F, 0.04F), {3, 0.572F, 0}, 0.2F, 0.3F);
    run(2.0);
    for (const int body : {cup, cone_body, on_table}) {
        EXPECT_GT(rotate(world.pose(body).rotation, {0, 1, 0}).y, 0.9999F) << body;
    }
    EXPECT_NEAR(world.pose(on_table).position.y, 0.57F, 0.001F);
}

TEST_F(RigidWorldTest, BallRollsDownASlopeAtFiveSeventhsOfG) {
    RigidWorldOptions options;
    options.air_density_kg_m3 = 0.0F;
    options.terrain = {.kind = TerrainKind::kSlope, .grade = 0.2F};
    RigidWorld slope(options);
    const std::array<Part, 1> parts{solid(sphere(0.1F))};
    const float angle = std::atan(0.2F);
    const Vec3 normal{std::sin(angle), std::cos(angle), 0};
    const int ball = slope.add_body(
        {.parts = parts,
         .pose = {normal * 0.1F, {}},
         .mass_kg = 10.0F,
         .restitution = 0.2F,
         .rolling_friction = 0.0F}
    );
    for (int i = 0; i < 240; ++i) {
        slope.step(kDt);
    }
    const float speed = length(slope.velocity(ball));
    EXPECT_NEAR(speed, 5.0F / 7.0F * kGravity * std::sin(angle), 0.02F);
    EXPECT_NEAR(length(slope.spin(ball)) * 0.1F, speed, 0.02F);
}

TEST_F(RigidWorldTest, SlidingBoxStopsAfterTheCoulombDistance) {
    const int block = add(box({0.1F, 0.05F, 0.1F}), {0, 0.05F, 0}, 2.0F, 0.1F, 0.4F);
    world.set_velocity(block, {3, 0, 0}, {});
    run(2.5);
    const float friction = pair_friction(0.4F, 0.7F);
    EXPECT_NEAR(world.pose(block).position.x, 9.0F / (2.0F * friction * kGravity), 0.03F);
    EXPECT_LT(length(world.velocity(block)), 0.01F);
}

TEST_F(RigidWorldTest, FastSmallBallNeverPassesThroughAThinPlate) {
    add(box({0.5F, 0.5F, 0.005F}), {0, 1, 0}, 0.0F, 1.0F);
    for (int i = 0; i < 5; ++i) {
        const int ball =
            add(sphere(0.02F), {-0.4F + 0.2F * static_cast<float>(i), 1, 2}, 0.05F, 0.6F);
        world.set_velocity(ball, {0, 0, -30.0F - 8.0F * static_cast<float>(i)}, {});
    }
    run(0.3);
    for (int i = 1; i <= 5; ++i) {
        EXPECT_GT(world.pose(i).position.z, 0.0F) << i;
    }
}

TEST_F(RigidWorldTest, BallClangsOffARingItIsLargerThan) {
    add(torus(0.23F, 0.01F), {0, 2, 0}, 0.0F, 0.8F);
    const int small = add(sphere(0.12F), {0, 3, 0}, 0.6F, 0.8F);
    const int large = add(sphere(0.3F), {5, 3, 0}, 0.6F, 0.8F);
    (void)large;
    run(0.7);
    EXPECT_LT(world.pose(small).position.y, 1.5F);
    EXPECT_TRUE(hits.empty());
}

TEST_F(RigidWorldTest, RowOfHangingBallsPassesOneHitThrough) {
    // Newton's cradle: one ball in, one ball out.
    std::array<int, 5> balls{};
    for (int i = 0; i < 5; ++i) {
        const float x = 0.0402F * static_cast<float>(i);
        const int ball = add(sphere(0.02F), {x, 1, 0}, 0.1F, 0.99F, 0.0F);
        balls[static_cast<std::size_t>(i)] = ball;
        world.add_joint(
            {.kind = JointKind::kHinge, .child = ball, .pivot = {x, 1.3F, 0}, .axis = {0, 0, 1}}
        );
    }
    // Lift the first by 30 degrees.
    const Quat lift = from_axis_angle({0, 0, 1}, -kPi / 6.0F);
    world.set_pose(balls[0], {Vec3{0, 1.3F, 0} + rotate(lift, {0, -0.3F, 0}), lift});
    float first_speed = 0.0F;
    float last_speed = 0.0F;
    for (int i = 0; i < 100; ++i) {
        run(kDt);
        first_speed = std::max(first_speed, world.velocity(balls[0]).x);
        last_speed = std::max(last_speed, world.velocity(balls[4]).x);
    }
    EXPECT_NEAR(
        first_speed, std::sqrt(2.0F * kGravity * 0.3F * (1.0F - std::cos(kPi / 6.0F))), 0.02F
    );
    EXPECT_GT(last_speed, 0.93F * first_speed);
    EXPECT_LT(std::abs(world.pose(balls[2]).position.x - 0.0804F), 0.004F);
}

TEST_F(RigidWorldTest, PendulumKeepsItsPeriod) {
    const int bob = add(sphere(0.05F), {0, 1, 0}, 1.0F, 0.3F);
    world.add_joint({.kind = JointKind::kHinge, .child = bob, .pivot = {0, 2, 0}, .axis = {0, 0, 1}}
    );
    const Quat lift = from_axis_angle({0, 0, 1}, 0.1F);
    world.set_pose(bob, {Vec3{0, 2, 0} + rotate(lift, {0, -1, 0}), lift});
    int crossings = 0;
    float before = world.pose(bob).position.x;
    int last = 0;
    int first = 0;
    for (int i = 1; i < 240 * 9; ++i) {
        world.step(kDt);
        const float x = world.pose(bob).position.x;
        if (before > 0.0F && x <= 0.0F) {
            ++crossings;
            first = first == 0 ? i : first;
            last = i;
        }
        before = x;
    }
    const double period = static_cast<double>(last - first) * kDt / (crossings - 1);
    EXPECT_NEAR(period, 2.0 * std::numbers::pi * std::sqrt((1.0 + 0.4 * 0.0025) / 9.81), 0.02);
}

TEST_F(RigidWorldTest, SameWorldGivesTheSameBits) {
    const auto play = [] {
        RigidWorld other({});
        const std::array<Part, 1> parts{solid(box({0.1F, 0.1F, 0.1F}))};
        for (int i = 0; i < 12; ++i) {
            other.add_body(
                {.parts = parts,
                 .pose =
                     {{0.03F * static_cast<float>(i), 0.3F + 0.25F * static_cast<float>(i), 0}, {}},
                 .mass_kg = 1.0F}
            );
        }
        for (int i = 0; i < 240; ++i) {
            other.step(kDt);
        }
        return other.pose(11);
    };
    EXPECT_EQ(play(), play());
}

TEST(RigidWorld, AStepEndsAtOnceWhenItIsToStop) {
    std::stop_source source;
    Part part;
    part.shape = sphere(0.1F);
    const std::array<Part, 1> parts{part};
    RigidWorld world({.stop = source.get_token()});
    const int ball = world.add_body({.parts = parts, .pose = {{0, 2, 0}, {}}, .mass_kg = 1.0F});
    world.step(1.0 / 240.0);
    const float fallen = world.pose(ball).position.y;
    EXPECT_LT(fallen, 2.0F);
    source.request_stop();
    world.step(1.0 / 240.0);
    EXPECT_EQ(world.pose(ball).position.y, fallen);
}

TEST(RigidWorldAir, CarriesASpinningDiscFlatAndFar) {
    // A frisbee of 175 g, thrown level at 14 m/s from the hand; a stone is down after 0.45 s.
    RigidWorld world(RigidWorldOptions{});
    const std::array<Part, 1> parts{solid(cylinder(0.0135F, 0.1365F))};
    const Quat nose_up = from_axis_angle({0, 0, 1}, radians(9.0F));
    const int disc = world.add_body(
        {.parts = parts, .pose = {{0, 1, 0}, nose_up}, .mass_kg = 0.175F, .entity = 0}
    );
    world.set_velocity(disc, {14, 0, 0}, rotate(nose_up, {0, 44, 0}));
    double time = 0.0;
    float highest = 0.0F;
    float level = 1.0F;
    while (world.pose(disc).position.y > 0.1F && time < 10.0) {
        world.step(kDt);
        time += kDt;
        highest = std::max(highest, world.pose(disc).position.y);
        level = std::min(level, rotate(world.pose(disc).rotation, {0, 1, 0}).y);
    }
    EXPECT_GT(time, 1.2);
    EXPECT_GT(world.pose(disc).position.x, 12.0F);
    EXPECT_LT(highest, 3.5F);
    EXPECT_GT(level, 0.95F);
}

/// A limb of somebody of 4.5 kg that goes on at 3 m/s whatever is in its way, and a box before it;
/// the box's momentum after half a second.
float pushed_momentum(float performer_kg, float box_kg, bool jammed) {
    RigidWorld world({.gravity_mps2 = 0.0F});
    const std::array<Part, 1> limb_parts{Part{.shape = sphere(0.05F)}};
    const std::array<Part, 1> box_parts{Part{.shape = box({0.2F, 0.2F, 0.2F})}};
    const int limb = world.add_body({
        .parts = limb_parts,
        .pose = {.position = {-0.4F, 2, 0}},
        .mass_kg = 0.2F,
        .motion = Motion::kKinematic,
        .entity = 0,
        .performer_kg = performer_kg,
    });
    const int thing = world.add_body(
        {.parts = box_parts, .pose = {.position = {0, 2, 0}}, .mass_kg = box_kg, .entity = 1}
    );
    if (jammed) {
        world.add_body({
            .parts = box_parts,
            .pose = {.position = {0.4F, 2, 0}},
            .motion = Motion::kStatic,
            .entity = 2,
        });
    }
    float hardest = 0.0F;
    for (int i = 1; i <= 120; ++i) {
        world.move_to(limb, {.position = {-0.4F + 3.0F * static_cast<float>(i) / 240.0F, 2, 0}});
        world.step(1.0 / 240.0);
        hardest = std::max(hardest, box_kg * length(world.velocity(thing)));
        for (const Impact& impact : world.impacts()) {
            hardest = std::max(hardest, impact.impulse_ns);
        }
    }
    return hardest;
}

TEST(RigidWorld, APerformerGivesNoMoreThanItsMassHas) {
    // Two free bodies: at most twice the reduced mass times the speed, and what muscles of one and
    // a half times the own weight push in half a second.
    constexpr float kMass = 4.5F;
    for (const float box_kg : {1.0F, 28.0F, 500.0F}) {
        const float hit = 2.0F * kMass * box_kg / (kMass + box_kg) * 3.0F;
        const float most = std::min(hit + 1.5F * kMass * 9.81F * 0.5F, box_kg * 6.0F);
        EXPECT_LT(pushed_momentum(kMass, box_kg, false), most * 1.01F) << box_kg;
        EXPECT_LT(pushed_momentum(kMass, box_kg, true), most * 1.01F) << box_kg;
    }
}

TEST(RigidWorld, ALightThingFliesFromAPerformerAsFromAWall) {
    EXPECT_NEAR(pushed_momentum(70.0F, 0.1F, false), pushed_momentum(0.0F, 0.1F, false), 0.02F);
}

TEST_F(RigidWorldTest, WhatBeginsInsideSomethingComesOutWithoutBeingFlung) {
    add(box({4, 0.5F, 4}), {0, -0.5F, 0}, 0.0F, 0.3F);
    const int loose[] = {
        add(box({0.5F, 0.5F, 0.5F}), {0, 0.3F, 0}, 4.0F, 0.3F),
        add(box({0.5F, 0.5F, 0.5F}), {0.1F, 0.5F, 0.05F}, 40.0F, 0.3F)
    };
    constexpr float kFast_mps = 3.0F;
    for (int i = 0; i < 480; ++i) {
        const Vec3 before[] = {world.pose(loose[0]).position, world.pose(loose[1]).position};
        run(kDt);
        for (const int k : {0, 1}) {
            const float way = distance(world.pose(loose[k]).position, before[k]);
            ASSERT_LT(way, kFast_mps * static_cast<float>(kDt)) << i;
        }
    }
    EXPECT_LT(world.deepest_overlap(), 0.02F);
}

}  // namespace
}  // namespace hibari::world
