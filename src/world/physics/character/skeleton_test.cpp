#include "world/physics/character/skeleton.h"

#include "world/physics/character/feet.h"
#include "world/physics/character/ik.h"
#include "world/physics/character/posture.h"
#include "world/things/person.h"

#include <gtest/gtest.h>

namespace hibari::world {
namespace {

Posture odd_posture() {
    Posture p = standing_posture();
    p.hips = {10, 20, 5};
    p.waist = {12, -8, 4};
    p.arm[0] = {.raise = 40, .spread = 30, .twist = 20, .elbow = 60, .roll = 15, .wrist = 10};
    p.arm[1] = {.raise = 100, .spread = 10, .twist = -20, .elbow = 20};
    p.leg[0] = {.hip = 50, .spread = 12, .twist = 9, .knee = 70, .ankle = 10, .toes = 5};
    p.leg[1] = {.hip = -20, .spread = 4, .twist = -6, .knee = 20, .ankle = -15};
    return p;
}

Joints joints_of(const Posture& p) {
    Joints joints{};
    joints[0] = turn_of(p.hips);
    set_spine(p, joints);
    for (const bool right : {false, true}) {
        set_arm(p.arm[right ? 1 : 0], right, joints);
        set_leg(p.leg[right ? 1 : 0], right, joints);
    }
    return joints;
}

TEST(Skeleton, RestPoseIsTheBlueprint) {
    const Blueprint person = build_person(Entity{.kind = "person"}, Rng(1));
    const Skeleton skeleton(person);
    Frames frames;
    skeleton.forward(skeleton.root_rest(), Joints{}, frames);
    std::vector<Pose> poses(person.links.size());
    skeleton.poses(frames, poses);
    for (std::size_t i = 0; i < poses.size(); ++i) {
        EXPECT_LT(distance(poses[i].position, person.links[i].rest.position), 1e-5F);
    }
}

TEST(Skeleton, JointsCanBeReadBackFromPoses) {
    const Blueprint person = build_person(Entity{.kind = "person"}, Rng(1));
    const Skeleton skeleton(person);
    const Joints joints = joints_of(odd_posture());
    Frames frames;
    skeleton.forward({1, 2, 3}, joints, frames);
    std::vector<Pose> poses(person.links.size());
    skeleton.poses(frames, poses);
    Joints found{};
    const Vec3 root = skeleton.joints_of(poses, found);
    EXPECT_LT(distance(root, {1, 2, 3}), 1e-4F);
    for (int i = 0; i < skeleton.count(); ++i) {
        EXPECT_GT(
            std::fabs(dot(found[static_cast<std::size_t>(i)], joints[static_cast<std::size_t>(i)])),
            0.9999F
        );
    }
}

TEST(Skeleton, SpinningBodyHasInertiaTimesSpin) {
    const Blueprint person = build_person(Entity{.kind = "person"}, Rng(1));
    const Skeleton skeleton(person);
    Joints joints = joints_of(odd_posture());
    Frames before;
    skeleton.forward({}, joints, before);
    const Vec3 spin{1.0F, 2.0F, -0.5F};
    constexpr float kDt = 1e-3F;
    joints[0] = spun(joints[0], spin, kDt);
    Frames after;
    skeleton.forward({}, joints, after);
    const Vec3 expected = inertia_of(skeleton, before) * spin;
    EXPECT_LT(
        distance(angular_momentum(skeleton, before, after, kDt), expected), 0.01F * length(expected)
    );
}

TEST(Posture, LegAnglesSurviveTheWayThroughJoints) {
    const Posture p = odd_posture();
    const Joints joints = joints_of(p);
    for (const bool right : {false, true}) {
        const LegPose leg = leg_of(joints, right);
        const LegPose& meant = p.leg[right ? 1 : 0];
        EXPECT_NEAR(leg.hip, meant.hip, 0.01F);
        EXPECT_NEAR(leg.spread, meant.spread, 0.01F);
        EXPECT_NEAR(leg.twist, meant.twist, 0.01F);
        EXPECT_NEAR(leg.knee, meant.knee, 0.01F);
        EXPECT_NEAR(leg.ankle, meant.ankle, 0.01F);
        EXPECT_NEAR(leg.toes, meant.toes, 0.01F);
    }
}

TEST(Posture, MirroringTwiceIsNothing) {
    const PostureValues once = values_of(odd_posture());
    const PostureValues twice = values_of(mirrored(mirrored(odd_posture())));
    EXPECT_EQ(once, twice);
}

TEST(TwoBone, ReachesWhatIsWithinReachAndPointsAtTheRest) {
    const TwoBone leg{
        .upper_bone = {0, -0.45F, 0}, .lower_bone = {0, -0.42F, 0}, .bends_back = true
    };
    const Vec3 near_goal{0.2F, -0.6F, 0.3F};
    const TwoBoneTurns turns = solve_two_bone(leg, {}, near_goal, {0, 0, 1});
    EXPECT_LT(distance(turns.end, near_goal), 1e-5F);
    EXPECT_LT(distance(rotate(turns.upper, leg.upper_bone), turns.middle), 1e-4F);
    EXPECT_LT(distance(turns.middle + rotate(turns.lower, leg.lower_bone), turns.end), 1e-4F);
    EXPECT_GT(turns.middle.z, 0.15F) << "knees bend forwards";
    const TwoBoneTurns far = solve_two_bone(leg, {}, {0, -3, 0}, {0, 0, 1});
    EXPECT_NEAR(far.end.y, -0.87F, 0.01F);
}

TEST(Foot, RollsAboutHeelAndBallWithoutMovingThem) {
    const FootShape shape{
        .ankle = {0, 0.08F, -0.11F}, .toe_joint = {0, 0.02F, 0}, .heel_z = -0.17F, .tip_z = 0.07F
    };
    Foot foot;
    foot.ball = {1, 0, 2};
    foot.yaw = 0.4F;
    for (const float pitch : {-0.9F, -0.3F, 0.0F}) {
        foot.pitch = pitch;
        const FootPlace place = place_of(foot, shape);
        EXPECT_LT(distance(place.ankle + rotate(place.turn, -shape.ankle), foot.ball), 1e-5F);
    }
    foot.pitch = 0.0F;
    const FootPlace flat = place_of(foot, shape);
    const Vec3 to_heel = Vec3{0, 0, shape.heel_z} - shape.ankle;
    const Vec3 heel = flat.ankle + rotate(flat.turn, to_heel);
    foot.pitch = 0.3F;
    const FootPlace up = place_of(foot, shape);
    EXPECT_LT(distance(up.ankle + rotate(up.turn, to_heel), heel), 1e-5F);
}

TEST(PrincipalAxis, IsTurnedOnlyInLengthByTheTensor) {
    const Inertia tensor{.xx = 3, .yy = 5, .zz = 4, .xy = 0.7F, .xz = -0.4F, .yz = 0.9F};
    for (const Vec3 wish : {Vec3{1, 0, 0}, Vec3{0, 1, 0}, Vec3{0, 0, -1}}) {
        const Vec3 axis = principal_axis(tensor, wish);
        EXPECT_GT(dot(axis, wish), 0.5F);
        EXPECT_NEAR(length(cross(tensor * axis, axis)), 0.0F, 1e-4F);
    }
}

}  // namespace
}  // namespace hibari::world
