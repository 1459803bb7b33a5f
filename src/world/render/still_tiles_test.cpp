#include "world/render/caster.h"
#include "world/render/sample_scenes.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <gtest/gtest.h>

namespace hibari::world {
namespace {

constexpr int kWidth = 160;
constexpr int kHeight = 96;
constexpr int kFrames = 14;

const Material kFloor{.base = {0.6F, 0.6F, 0.58F}, .roughness = 0.75F};
const Material kRed{.base = {0.7F, 0.1F, 0.1F}, .roughness = 0.4F};
const Material kMirror{
    .surface = Surface::kMetal, .base = {0.8F, 0.8F, 0.8F}, .roughness = 0.05F, .metallic = 1.0F
};

/// A ball falls and rolls past a mirror and a box on a floor with a wall, and stops.
FrameScene moment(int frame, bool indoor) {
    SceneBuilder builder;
    builder.camera({0, 1.2F, 6}, {0, 0.8F, 0})
        .add(box({8.0F, 4.0F, 0.2F}), {{0, 4, -4}, {}}, kFloor)
        .add(box({0.4F, 0.4F, 0.4F}, 0.02F), {{-1.5F, 0.4F, -0.5F}, {}}, kRed)
        .add(sphere(0.5F), {{1.6F, 0.5F, -0.8F}, {}}, kMirror)
        .add(sphere(0.25F), {{0, 0, 0}, {}}, kRed);
    if (indoor) {
        builder.indoor().lamp({0.5F, 3.5F, 1.0F}, {6, 6, 6});
    }
    FrameScene scene = builder.build();
    scene.ground.material.look = kFloor;
    scene.previous_camera = scene.camera;
    const auto place = [](int at) {
        const auto t = static_cast<float>(std::clamp(at, 2, 10));
        return Vec3{-0.9F + 0.16F * t, std::max(1.6F - 0.03F * t * t, 0.25F), 0.4F};
    };
    Primitive& ball = scene.primitives.back();
    ball.position = place(frame);
    ball.previous_position = place(frame - 1);
    return scene;
}

template <typename T>
std::size_t different(const std::vector<T>& a, const std::vector<T>& b) {
    EXPECT_EQ(a.size(), b.size());
    std::size_t count = 0;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        count += std::memcmp(&a[i], &b[i], sizeof(T)) != 0 ? 1 : 0;
    }
    return count;
}

class KeepStill : public testing::TestWithParam<std::tuple<bool, Quality>> {};

TEST_P(KeepStill, GivesTheBitsOfCastingEverything) {
    const auto [indoor, quality] = GetParam();
    // Where tiles share light, what is listed as before a lamp depends on all that is in its
    // direction, and a pixel in a corner may jump when something far off passes: 0.1 % of them.
    const std::size_t most = indoor && quality != Quality::kHigh ? kWidth * kHeight / 1000 : 0;
    const CasterOptions options{
        .width = kWidth, .height = kHeight, .quality = quality, .threads = 1
    };
    CasterOptions keeping = options;
    keeping.keep_still = true;
    Caster all(options);
    Caster changes(keeping);
    GBuffer expected;
    GBuffer found;
    for (int frame = 0; frame < kFrames; ++frame) {
        const FrameScene scene = moment(frame, indoor);
        ASSERT_TRUE(all.cast(scene, expected));
        ASSERT_TRUE(changes.cast(scene, found));
        EXPECT_LE(different(expected.color, found.color), most) << frame;
        EXPECT_LE(different(expected.light, found.light), most) << frame;
        EXPECT_EQ(different(expected.depth, found.depth), 0U) << frame;
        EXPECT_EQ(different(expected.motion, found.motion), 0U) << frame;
        EXPECT_EQ(different(expected.entity, found.entity), 0U) << frame;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Lights,
    KeepStill,
    testing::Combine(
        testing::Bool(), testing::Values(Quality::kDraft, Quality::kStandard, Quality::kHigh)
    )
);

TEST(KeepStill, CastsEverythingWhenTheCameraMoves) {
    Caster all({.width = kWidth, .height = kHeight, .threads = 1});
    Caster changes({.width = kWidth, .height = kHeight, .keep_still = true, .threads = 1});
    GBuffer expected;
    GBuffer found;
    for (int frame = 0; frame < 4; ++frame) {
        FrameScene scene = moment(0, false);
        scene.camera.position.x = 0.1F * static_cast<float>(frame / 2);
        ASSERT_TRUE(all.cast(scene, expected));
        ASSERT_TRUE(changes.cast(scene, found));
        EXPECT_EQ(different(expected.color, found.color), 0U) << frame;
        EXPECT_EQ(different(expected.motion, found.motion), 0U) << frame;
    }
}

}  // namespace
}  // namespace hibari::world
