#include "world/physics/camera/look_past.h"

#include "world/physics/camera/shot_view.h"

#include <cmath>
#include <gtest/gtest.h>

namespace hibari::world {
namespace {

CameraPose pose_of(const PastView& view) {
    CameraPose pose;
    pose.position = view.from;
    pose.rotation = look_rotation(view.aim - view.from);
    pose.fov_y_rad = view.fov_y_rad;
    return pose;
}

TEST(LookPast, HasOneAtTheEdgeAndTheOtherInTheMiddle) {
    const PastPoint ann{{0, 1.6F, 0}, 0.9F, true};
    for (const float away : {0.9F, 1.5F, 4.0F}) {
        const PastPoint ben{{0, 1.65F, -away}, 0.9F, true};
        for (const float side : {1.0F, -1.0F}) {
            const CameraPose pose = pose_of(look_past(ann, ben, side, 1.0F, 16.0F / 9.0F));
            const Vec3 near = project(pose, 16.0F / 9.0F, ann.at);
            const Vec3 far = project(pose, 16.0F / 9.0F, ben.at);
            EXPECT_LT(std::abs(far.x), 0.6F) << away;
            EXPECT_LT(std::abs(far.y), 0.6F) << away;
            EXPECT_LT(near.z, far.z) << away;
            EXPECT_GT(std::abs(near.x - far.x), 0.25F) << away;  // Not before his face.
        }
    }
}

TEST(LookPast, HoldsAThingAndWhoIsBehindIt) {
    const PastPoint mug{{0, 0.8F, 0}, 0.1F, false};
    const PastPoint woman{{0.3F, 1.6F, -1.8F}, 0.9F, true};
    const CameraPose pose = pose_of(look_past(mug, woman, 1.0F, 1.0F, 16.0F / 9.0F));
    for (const PastPoint& point : {mug, woman}) {
        const Vec3 at = project(pose, 16.0F / 9.0F, point.at);
        EXPECT_GT(at.z, 0.0F);
        EXPECT_LT(std::abs(at.x), 1.0F);
        EXPECT_LT(std::abs(at.y), 1.0F);
    }
}

}  // namespace
}  // namespace hibari::world
