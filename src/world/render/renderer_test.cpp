#include "world/render/renderer.h"

#include "world/render/host_device.h"

#include <cmath>
#include <gtest/gtest.h>

namespace hibari::world {
namespace {

/// A ball that falls past a fixed camera, with a rope, a flame and a puff of dust beside it.
class FallingBall : public ::testing::Test {
  protected:
    FallingBall() {
        place_.name = "test";
        place_.ground_material.base = {0.5F, 0.5F, 0.5F};
        timeline_.environment.place = &place_;
        timeline_.duration_s = 1.0;
        timeline_.sample_count = kSampleRateHz + 1;
        timeline_.entities.resize(2);
        BodyTrack ball;
        ball.entity = 0;
        ball.parts = {{.shape = sphere(0.3F), .material = {.base = {0.8F, 0.1F, 0.1F}}}};
        for (int i = 0; i < timeline_.sample_count; ++i) {
            const float t = static_cast<float>(i) / kSampleRateHz;
            ball.poses.push_back({{0, 3.0F - 2.0F * t, 0}, {}});
        }
        timeline_.bodies.push_back(ball);
        BodyTrack figure;
        figure.entity = 1;
        figure.parts = {
            {.shape = capsule(0.3F, 0.1F), .local = {{0, 0.4F, 0}, {}}, .group = 1, .blend = 0.05F},
            {.shape = sphere(0.15F), .local = {{0, 0.9F, 0}, {}}, .group = 1, .blend = 0.05F},
            {.shape = sphere(0.1F), .visible = false},
        };
        figure.poses = {{{1.5F, 0, 0}, {}}};
        timeline_.bodies.push_back(figure);
        timeline_.camera = {{.position = {0, 1.5F, 8}, .fov_y_rad = 0.6F}};
        timeline_.particles = {
            {.kind = ParticleKind::kDust,
             .born_s = 0.25F,
             .life_s = 0.5F,
             .radius_m = 0.1F,
             .growth = 0.2F},
        };
    }

    Place place_;
    Timeline timeline_;
};

TEST_F(FallingBall, IsPlacedWhereItIsAndWhereItWas) {
    const Composer composer(timeline_, 30);
    const FrameScene scene = composer.compose(15);
    ASSERT_EQ(scene.primitives.size(), 3U);
    EXPECT_NEAR(scene.primitives[0].position.y, 2.0F, 1e-5F);
    EXPECT_NEAR(scene.primitives[0].previous_position.y, 2.0F + 2.0F / 30.0F, 1e-4F);
    EXPECT_EQ(scene.primitives[0].body, 1);
    EXPECT_EQ(scene.primitives[0].entity, 1);
}

TEST_F(FallingBall, KeepsMembersOfAGroupTogetherAndLeavesOutTheInvisible) {
    const FrameScene scene = Composer(timeline_, 30).compose(0);
    ASSERT_EQ(scene.groups.size(), 1U);
    EXPECT_EQ(scene.groups[0].first, 1);
    EXPECT_EQ(scene.groups[0].count, 2);
    EXPECT_EQ(scene.primitives[1].group, 0);
    EXPECT_EQ(scene.primitives[2].group, 0);
    EXPECT_EQ(scene.primitives[0].group, -1);
}

TEST_F(FallingBall, ShowsParticlesOnlyWhileTheyLive) {
    const Composer composer(timeline_, 30);
    EXPECT_TRUE(composer.compose(3).particles.empty());
    const FrameScene scene = composer.compose(15);
    ASSERT_EQ(scene.particles.size(), 1U);
    EXPECT_NEAR(scene.particles[0].radius, 0.1F + 0.2F * 0.25F, 1e-4F);
    EXPECT_NEAR(scene.particles[0].age, 0.5F, 1e-4F);
    EXPECT_TRUE(composer.compose(24).particles.empty());
}

TEST_F(FallingBall, IsLitByWhatGlows) {
    EXPECT_TRUE(Composer(timeline_, 30).compose(0).lamps.empty());
    timeline_.bodies[1].parts.push_back({
        .shape = sphere(0.1F),
        .material = {.surface = Surface::kGlow, .base = {1, 1, 1}, .emission = 5.0F},
    });
    const FrameScene scene = Composer(timeline_, 30).compose(0);
    ASSERT_EQ(scene.lamps.size(), 1U);
    // Radiance times the squared radius.
    EXPECT_NEAR(scene.lamps[0].color.x, 5.0F * 0.01F, 1e-3F);
    EXPECT_NEAR(scene.lamps[0].position.x, 1.5F, 1e-4F);
}

TEST_F(FallingBall, MovesDownThePictureBySpeedOverDepth) {
    auto renderer = Renderer::create(timeline_, {.width = 96, .height = 96, .threads = 1});
    ASSERT_TRUE(renderer);
    GBuffer g;
    ASSERT_TRUE((*renderer)->trace(15, g));
    // The ball's centre is at y = 2, depth 8 less its radius.
    const float pixels_per_metre = 48.0F / (std::tan(0.3F) * 8.0F);
    const int row = 48 - static_cast<int>(0.5F * pixels_per_metre);
    const std::size_t at = static_cast<std::size_t>(row) * 96 + 48;
    ASSERT_EQ(g.body[at], 1);
    EXPECT_EQ(g.entity[at], 1);
    EXPECT_NEAR(g.depth[at], 7.7F, 0.02F);
    EXPECT_NEAR(g.motion[at].x, 0.0F, 1e-2F);
    EXPECT_NEAR(g.motion[at].y, 2.0F / 30.0F * 48.0F / (std::tan(0.3F) * g.depth[at]), 0.02F);
}

TEST_F(FallingBall, GivesTheSameFrameAfterAnother) {
    auto renderer = Renderer::create(timeline_, {.width = 64, .height = 48, .threads = 2});
    ASSERT_TRUE(renderer);
    GBuffer first;
    GBuffer other;
    GBuffer again;
    ASSERT_TRUE((*renderer)->trace(10, first));
    ASSERT_TRUE((*renderer)->trace(11, other));
    ASSERT_TRUE((*renderer)->trace(10, again));
    EXPECT_EQ(first.color, again.color);
    EXPECT_NE(first.color, other.color);
}

TEST_F(FallingBall, IsTheSameOnADeviceInAnyOrder) {
    HostDevice device;
    RenderOptions options{.width = 64, .height = 48, .threads = 1};
    auto here = Renderer::create(timeline_, options);
    options.device = &device;
    auto there = Renderer::create(timeline_, options);
    ASSERT_TRUE(here && there);
    std::vector<GBuffer> pictures(30);
    for (int frame = 0; frame < 30; ++frame) {
        ASSERT_TRUE((*there)->trace(frame, pictures[static_cast<std::size_t>(frame)]));
    }
    for (const int frame : {29, 30, 3, 4, 4, 12}) {
        GBuffer expected;
        GBuffer found;
        ASSERT_TRUE((*here)->trace(frame, expected));
        ASSERT_TRUE((*there)->trace(frame, found));
        int other = 0;
        for (std::size_t i = 0; i < found.body.size(); ++i) {
            other += found.body[i] != expected.body[i] ? 1 : 0;
        }
        EXPECT_LT(other, 10) << frame;
        if (frame < 30) {
            EXPECT_EQ(found.color, pictures[static_cast<std::size_t>(frame)].color) << frame;
        }
    }
    std::stop_source stop;
    stop.request_stop();
    GBuffer out;
    const Result<void> stopped = (*there)->trace(0, out, stop.get_token());
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::kCancelled);
}

TEST_F(FallingBall, RefusesSizesItCannotRender) {
    const auto result = Renderer::create(timeline_, {.width = 9000, .height = 48});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::kInvalidArgument);
    EXPECT_FALSE(Renderer::create(timeline_, {.width = 64, .height = 48, .fps = 0}));
}

TEST(Exposure, OpensAtNightButLeavesItDarker) {
    FrameScene scene;
    AmbientLight day;
    day.coefficient[0] = {0.8F, 0.8F, 0.8F};
    AmbientLight night;
    night.coefficient[0] = {0.008F, 0.008F, 0.008F};
    scene.sky.sun_color = {0.9F, 0.9F, 0.9F};
    const float bright = choose_exposure(scene, day);
    scene.sky.sun_color = {0.009F, 0.009F, 0.009F};
    const float dark = choose_exposure(scene, night);
    EXPECT_GT(dark, 5.0F * bright);
    EXPECT_LT(dark, 60.0F * bright);
}

TEST(Exposure, LeavesTheColoursOfALowSunInThePicture) {
    FrameScene scene;
    scene.sky.time = TimeOfDay::kGoldenHour;
    scene.sky.sun_direction = normalize(Vec3{0.2F, 0.2F, -1.0F}, {0, 1, 0});
    scene.camera.forward = {0, 0, -1};
    const float against = meter_target(scene);
    scene.camera.forward = {0, 0, 1};
    EXPECT_LT(against, 0.7F * meter_target(scene));
}

TEST(Exposure, TheMeterLooksAtSurfacesAndMostAtTheMiddle) {
    constexpr std::size_t kPixels = 32 * 18;
    GBuffer picture{.width = 32, .height = 18};
    picture.color.resize(kPixels);
    picture.light.resize(kPixels);
    picture.entity.resize(kPixels);
    picture.depth.assign(kPixels, GBuffer::kFar);
    EXPECT_EQ(metered(picture), 0.0F);
    for (std::size_t i = 0; i < picture.depth.size(); ++i) {
        picture.depth[i] = 5.0F;
        picture.color[i] = {0.2F, 0.2F, 0.2F};
        picture.light[i] = picture.color[i] * (1.0F / 0.3F);
    }
    const float even = metered(picture);
    EXPECT_NEAR(even, 0.2F / 1.1F, 1e-3F);
    GBuffer middle = picture;
    GBuffer corner = picture;
    for (int y = 0; y < 4; ++y) {
        for (int x = 0; x < 4; ++x) {
            middle.color[static_cast<std::size_t>((7 + y) * 32 + 14 + x)] = {1, 1, 1};
            corner.color[static_cast<std::size_t>(y * 32 + x)] = {1, 1, 1};
        }
    }
    EXPECT_GT(metered(middle), metered(corner));
    EXPECT_GT(metered(corner), even);
}

}  // namespace
}  // namespace hibari::world
