#include "world/render/caster.h"

#include "world/render/frame_index.h"
#include "world/render/primitive_bounds.h"
#include "world/render/sample_scenes.h"

#include <array>
#include <cmath>
#include <gtest/gtest.h>

namespace hibari::world {
namespace {

GBuffer cast(
    const FrameScene& scene,
    int width,
    int height,
    std::size_t threads = 1,
    const RenderKernels* kernels = nullptr
) {
    Caster caster({.width = width, .height = height, .threads = threads, .kernels = kernels});
    GBuffer out;
    EXPECT_TRUE(caster.cast(scene, out));
    return out;
}

std::size_t at(const GBuffer& g, int x, int y) {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(g.width) +
           static_cast<std::size_t>(x);
}

float brightness(const Vec3& c) {
    return (c.x + c.y + c.z) / 3.0F;
}

/// Pixel of a world point.
Vec2 project(const FrameCamera& c, const Vec3& p, int width, int height) {
    const Vec3 offset = p - c.position;
    const float scale =
        0.5F * static_cast<float>(height) / (c.tan_half_fov_y * dot(offset, c.forward));
    return {
        0.5F * static_cast<float>(width) + dot(offset, c.right) * scale,
        0.5F * static_cast<float>(height) - dot(offset, c.up) * scale,
    };
}

const Material kGrey{.base = {0.5F, 0.5F, 0.5F}, .roughness = 1.0F};

TEST(Caster, MeasuresDepthAlongTheViewAxis) {
    SceneBuilder builder;
    builder.camera({0, 1, 5}, {0, 1, 0}).add(sphere(1.0F), {{0, 1, 0}, {}}, kGrey);
    const GBuffer g = cast(builder.build(), 64, 64);
    // The rays of the middle pixels pass the axis at half a pixel: the ball bulges 4 m ahead.
    EXPECT_NEAR(g.depth[at(g, 32, 32)], 4.0F, 2e-3F);
    // The ground has the same depth across a row of pixels.
    EXPECT_NEAR(g.depth[at(g, 2, 60)], g.depth[at(g, 61, 60)], 1e-3F);
    EXPECT_EQ(g.body[at(g, 2, 60)], GBuffer::kGroundId);
    EXPECT_EQ(g.body[at(g, 32, 32)], 1);
    EXPECT_EQ(g.depth[at(g, 2, 2)], GBuffer::kFar);
    EXPECT_EQ(g.body[at(g, 2, 2)], 0);
}

TEST(Caster, ADropThatLiesStillIsRoundAndNotAWholeTile) {
    SceneBuilder builder;
    builder.camera({0, 1, 5}, {0, 1, 0}).ground(kGrey);
    FrameScene scene = builder.build();
    const GBuffer without = cast(scene, 64, 64);
    scene.particles.push_back({
        .kind = ParticleKind::kSpray,
        .position = {0, 0.5F, 0},
        .radius = 0.2F,
        .color = {1, 1, 1},
    });
    const GBuffer with = cast(scene, 64, 64);
    const Vec2 middle = project(scene.camera, {0, 0.5F, 0}, 64, 64);
    const Vec2 rim = project(scene.camera, {0.2F, 0.5F, 0}, 64, 64);
    const float radius = rim.x - middle.x;
    int changed = 0;
    for (std::size_t i = 0; i < with.color.size(); ++i) {
        changed += distance(with.color[i], without.color[i]) > 1e-3F ? 1 : 0;
    }
    EXPECT_GT(changed, 0);
    EXPECT_LT(static_cast<float>(changed), 1.5F * kPi * radius * radius + 4.0F);
}

TEST(Caster, CastsTheShadowOfABallWhereTheSunSaysAndAsSoft) {
    // Sun at 45 degrees from +X: a ball of radius 0.5 at height 2 shades an ellipse around x = -2.
    constexpr float kSpread = 0.1F;
    SceneBuilder builder;
    builder.camera({-2, 8, 0.01F}, {-2, 0, 0}, 0.8F)
        .sun({1, 1, 0}, {1, 1, 1}, kSpread)
        .ground(kGrey)
        .add(sphere(0.5F), {{0, 2, 0}, {}}, kGrey);
    const FrameScene scene = builder.build();
    const GBuffer g = cast(scene, 256, 256);
    const auto lit = [&](float x, float z) {
        const Vec2 p = project(scene.camera, {x, 0, z}, 256, 256);
        return brightness(g.light[at(g, static_cast<int>(p.x), static_cast<int>(p.y))]);
    };
    const float open = lit(-2.0F, 1.9F);
    const float dark = lit(-2.0F, 0.0F);
    EXPECT_LT(dark, 0.6F * open);
    // Across the rays the shadow keeps the ball's radius at half light, and fades over the width of
    // the light seen from 2 sqrt(2) m away.
    const float distance_m = 2.0F * std::sqrt(2.0F);
    const float half = 0.5F * (open + dark);
    EXPECT_GT(lit(-2.0F, 0.5F + 0.06F), half);
    EXPECT_LT(lit(-2.0F, 0.5F - 0.06F), half);
    EXPECT_NEAR(lit(-2.0F, 0.5F + 1.1F * kSpread * distance_m), open, 0.03F * open);
    EXPECT_NEAR(lit(-2.0F, 0.5F - 1.1F * kSpread * distance_m), dark, 0.06F * open);
    // Along the ground it is stretched by 1 / sin(45 degrees).
    EXPECT_GT(lit(-2.0F - 0.5F * 1.414F - 0.12F, 0.0F), half);
    EXPECT_LT(lit(-2.0F - 0.5F * 1.414F + 0.12F, 0.0F), half);
}

TEST(Caster, SharesLightOnlyBetweenPixelsThatAgree) {
    // Standard looks for shadows at every second pixel first, high quality at every one.
    const FrameScene scene = busy_scene(80);
    GBuffer shared;
    GBuffer full;
    ASSERT_TRUE(
        Caster({.width = 200, .height = 120, .quality = Quality::kStandard}).cast(scene, shared)
    );
    ASSERT_TRUE(Caster({.width = 200, .height = 120, .quality = Quality::kHigh}).cast(scene, full));
    std::size_t surfaces = 0;
    std::size_t off = 0;
    double sum = 0.0;
    for (std::size_t i = 201; i + 201 < full.light.size(); ++i) {
        // Outlines take eight samples in one and four in the other: look between them.
        const auto alike = [&](std::size_t k) {
            return full.body[k] == full.body[i] && dot(full.normal[k], full.normal[i]) > 0.95F;
        };
        if (full.body[i] == 0 || !alike(i - 1) || !alike(i + 1) || !alike(i - 200) ||
            !alike(i + 200)) {
            continue;
        }
        const float gap = std::abs(brightness(shared.light[i]) - brightness(full.light[i]));
        ++surfaces;
        sum += gap;
        off += gap > 0.05F ? 1U : 0U;
    }
    ASSERT_GT(surfaces, full.light.size() / 4);
    EXPECT_LT(sum / static_cast<double>(surfaces), 0.005);
    EXPECT_LT(off, surfaces / 100);
}

TEST(Caster, SplitsTheLightOnlyForThoseWhoAsk) {
    const FrameScene scene = basketball_scene();
    GBuffer split;
    GBuffer whole;
    ASSERT_TRUE(Caster({.width = 96, .height = 80}).cast(scene, split));
    ASSERT_TRUE(Caster({.width = 96, .height = 80, .split_light = false}).cast(scene, whole));
    EXPECT_EQ(split.light.size(), split.color.size());
    EXPECT_TRUE(whole.light.empty());
    EXPECT_TRUE(whole.albedo.empty());
    EXPECT_EQ(whole.color, split.color);
}

TEST(Caster, KeepsEveryBitOfTheRowsThatAreSeenWhereOthersAreHidden) {
    const FrameScene scene = basketball_scene();
    constexpr int kHidden = 21;  // one tile and a bit
    GBuffer whole;
    GBuffer window;
    ASSERT_TRUE(Caster({.width = 96, .height = 80}).cast(scene, whole));
    ASSERT_TRUE(Caster({.width = 96, .height = 80, .hidden_rows = kHidden}).cast(scene, window));
    for (int y = kHidden; y < 80 - kHidden; ++y) {
        for (int x = 0; x < 96; ++x) {
            EXPECT_EQ(whole.depth[at(whole, x, y)], window.depth[at(window, x, y)])
                << x << "," << y;
            EXPECT_EQ(whole.color[at(whole, x, y)].y, window.color[at(window, x, y)].y)
                << x << "," << y;
        }
    }
    EXPECT_EQ(window.depth[at(window, 5, 0)], window.depth[at(window, 5, 16)]);
    EXPECT_EQ(window.color[at(window, 5, 79)].x, window.color[at(window, 5, 63)].x);
}

TEST(FrameIndex, ListsWhatALampMeetsNearToFar) {
    SceneBuilder builder;
    builder.lamp({0, 6, 0}, {1, 1, 1})
        .add(box({9, 0.1F, 9}), {{0, -0.1F, 0}, {}}, kGrey)
        .add(sphere(0.3F), {{0.1F, 1, 0}, {}}, kGrey)
        .add(sphere(0.3F), {{0, 4, 0.1F}, {}}, kGrey);
    const FrameScene scene = builder.build();
    const FrameIndex index(scene, {});
    const SceneView& view = index.view();
    const std::uint32_t last = view.lamp_start[kLampGridSize * kLampGridSize];
    bool met_all = false;
    for (int cell = 0; cell < kLampGridSize * kLampGridSize; ++cell) {
        const std::uint32_t first = view.lamp_start[cell];
        const std::uint32_t end = view.lamp_start[cell + 1];
        ASSERT_LE(end, last);
        for (std::uint32_t i = first + 1; i < end; ++i) {
            EXPECT_LE(view.lamp_near[i - 1], view.lamp_near[i]);
        }
        met_all = met_all || end - first == 3;
        // The floor's box is wide, its nearest point no nearer than it is.
        if (end > first && view.lamp_entries[end - 1] == 0) {
            EXPECT_NEAR(view.lamp_near[end - 1], 6.0F, 1e-4F);
        }
    }
    EXPECT_TRUE(met_all);
}

TEST(Caster, TellsHowFarEveryPixelMoved) {
    SceneBuilder builder;
    builder.camera({0, 1, 5}, {0, 1, 0}).add(box({0.8F, 0.8F, 0.2F}), {{0.1F, 1, 0}, {}}, kGrey);
    FrameScene scene = builder.build();
    // A step to the right and up, and a small turn of the body around Y.
    Primitive& p = scene.primitives[0];
    p.previous_position = {0.0F, 0.95F, 0.0F};
    p.previous_rotation = to_rotation({0, std::sin(0.02F), 0, std::cos(0.02F)});
    // The camera came from the left.
    scene.previous_camera.position = {-0.05F, 1, 5};
    const GBuffer g = cast(scene, 128, 128);
    for (const auto& [x, y] : {std::pair{64, 64}, {50, 55}, {76, 70}}) {
        ASSERT_EQ(g.body[at(g, x, y)], 1);
        const float depth = g.depth[at(g, x, y)];
        const float px = static_cast<float>(x) + 0.5F;
        const float py = static_cast<float>(y) + 0.5F;
        const float scale = scene.camera.tan_half_fov_y / 64.0F * depth;
        const Vec3 world = scene.camera.position + scene.camera.forward * depth +
                           scene.camera.right * ((px - 64.0F) * scale) +
                           scene.camera.up * ((64.0F - py) * scale);
        const Vec3 local = world - p.position;
        const Rotation& r = p.previous_rotation;
        const Vec3 before = p.previous_position + r.x * local.x + r.y * local.y + r.z * local.z;
        const Vec2 was = project(scene.previous_camera, before, 128, 128);
        const Vec2 motion = g.motion[at(g, x, y)];
        EXPECT_NEAR(motion.x, px - was.x, 0.01F);
        EXPECT_NEAR(motion.y, py - was.y, 0.01F);
    }
    // The ground moves with the camera alone.
    EXPECT_NEAR(g.motion[at(g, 3, 120)].y, 0.0F, 0.01F);
    EXPECT_LT(g.motion[at(g, 3, 120)].x, -0.1F);
}

TEST(Caster, GivesTheSameBitsAgainAndWithTwoThreads) {
    const FrameScene scene = busy_scene(80);
    const GBuffer first = cast(scene, 160, 90);
    const GBuffer again = cast(scene, 160, 90);
    const GBuffer threads = cast(scene, 160, 90, 2);
    EXPECT_EQ(first.color, again.color);
    EXPECT_EQ(first.color, threads.color);
    EXPECT_EQ(first.depth, threads.depth);
    EXPECT_EQ(first.motion, threads.motion);
    EXPECT_EQ(first.body, threads.body);
}

// Tiles that the border cuts have no pixels beyond it, and must not see those of the tile that the
// thread drew before, which is another one each time: here of the same wall.
TEST(Caster, GivesTheSameBitsAtTheBorderInAnyOrder) {
    SceneBuilder builder;
    builder.camera({0, 6, 5}, {0, 6, 0});
    for (const float y : {4.0F, 8.0F}) {
        builder.add(box({8, 3, 0.5F}, 0.05F), {{0, y, -0.5F}, {}}, {}, 1, 0.1F);
    }
    for (int i = -12; i <= 12; ++i) {
        for (int k = 0; k < 16; ++k) {
            const Vec3 at{
                0.35F * static_cast<float>(i), 2.5F + 0.37F * static_cast<float>(k), 0.5F
            };
            builder.add(sphere(0.09F), {at, {}}, {});
        }
    }
    const FrameScene scene = builder.build();
    const auto draw = [&](std::size_t threads) {
        Caster caster({.width = 314, .height = 170, .quality = Quality::kDraft, .threads = threads}
        );
        GBuffer out;
        EXPECT_TRUE(caster.cast(scene, out));
        return out.color;
    };
    const std::vector<Vec3> first = draw(1);
    for (std::size_t threads = 2; threads <= 9; ++threads) {
        EXPECT_TRUE(first == draw(threads)) << threads << " threads";
    }
}

void expect_plain_picture(const RenderKernels& kernels) {
    const FrameScene scene = busy_scene(80);
    const GBuffer fast = cast(scene, 160, 90, 1, &kernels);
    const GBuffer plain = cast(scene, 160, 90, 1, &kernels_plain());
    double sum = 0.0;
    int other = 0;
    for (std::size_t i = 0; i < fast.color.size(); ++i) {
        sum += length(fast.color[i] - plain.color[i]);
        other += fast.body[i] != plain.body[i] ? 1 : 0;
    }
    // Rounding may tip a pixel at an outline to the other side.
    EXPECT_LT(sum / static_cast<double>(fast.color.size()), 2e-3);
    EXPECT_LT(other, 20);
}

TEST(Caster, AgreesBetweenInstructionSets) {
    if (&best_kernels() == &kernels_plain()) {
        GTEST_SKIP() << "this machine has only the plain set";
    }
    expect_plain_picture(best_kernels());
}

#if defined(HIBARI_HAVE_CUDA_KERNELS)
TEST(Caster, AgreesWithLanesOfOne) {
    expect_plain_picture(kernels_one());
}
#endif

TEST(Caster, CutsTheTilesAtTheBorder) {
    // 40 x 20 pixels: three tiles a row, two rows.
    const Tile last = tile_at(5, 40, 20);
    EXPECT_EQ((std::array{last.x, last.y, last.width, last.height}), (std::array{32, 16, 8, 4}));
    const Tile middle = tile_at(1, 40, 20);
    EXPECT_EQ(
        (std::array{middle.x, middle.y, middle.width, middle.height}), (std::array{16, 0, 16, 16})
    );
}

TEST(Caster, HasOnlyFiniteLight) {
    for (const FrameScene& scene : {shapes_scene(), figure_scene(), basketball_scene()}) {
        const GBuffer g = cast(scene, 160, 90);
        for (const Vec3& c : g.color) {
            ASSERT_TRUE(std::isfinite(c.x) && std::isfinite(c.y) && std::isfinite(c.z));
            ASSERT_GE(std::min({c.x, c.y, c.z}), 0.0F);
        }
    }
}

TEST(Caster, StopsWhenAsked) {
    Caster caster({.width = 64, .height = 64, .threads = 1});
    std::stop_source stop;
    stop.request_stop();
    GBuffer out;
    const Result<void> result = caster.cast(figure_scene(), out, stop.get_token());
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::kCancelled);
}

TEST(Caster, CoversThinStrandsByTheirWidth) {
    // A white thread a tenth of a pixel wide on black: the row sums up to a tenth.
    SceneBuilder builder;
    builder.camera({0, 1, 5}, {0, 1, 0}).sun({0, 1, 0}, {1, 1, 1}, 0.01F);
    FrameScene scene = builder.build();
    scene.ground.terrain.kind = TerrainKind::kNone;
    const float pixel = 2.0F * scene.camera.tan_half_fov_y * 5.0F / 64.0F;
    const GBuffer bare = cast(scene, 64, 64);
    scene.materials.push_back({.look = {.base = {9, 9, 9}}});
    const auto sum_of = [&](float x) {
        scene.strands = {{.a = {x, 0, 0}, .b = {x, 2, 0}, .radius = 0.05F * pixel}};
        const GBuffer g = cast(scene, 64, 64);
        float sum = 0.0F;
        for (int i = 0; i < 64; ++i) {
            sum += g.color[at(g, i, 32)].x - bare.color[at(bare, i, 32)].x;
        }
        return sum;
    };
    const float middle = sum_of(0.5F * pixel);
    EXPECT_GT(middle, 0.0F);
    // The same light wherever between two pixels the thread lies: no shimmer.
    for (const float shift : {0.6F, 0.75F, 0.9F, 1.0F, 1.2F}) {
        EXPECT_NEAR(sum_of(shift * pixel), middle, 0.12F * middle) << shift;
    }
}

}  // namespace
}  // namespace hibari::world
