#include "world/render/device_caster.h"

#include "world/render/host_device.h"
#include "world/render/sample_scenes.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace hibari::world {
namespace {

CasterOptions small(Quality quality) {
    return {
        .width = 72,
        .height = 40,  // tiles at the right and lower border are cut
        .quality = quality,
        .threads = 1,
        .kernels = &kernels_plain(),
    };
}

GBuffer cast_on(Device& device, const CasterOptions& options, const FrameScene& scene) {
    GBuffer out;
    Result<std::unique_ptr<DeviceCaster>> caster = DeviceCaster::create(options, device);
    EXPECT_TRUE(caster);
    EXPECT_TRUE((*caster)->begin(FrameScene(scene)));
    EXPECT_TRUE((*caster)->finish(out));
    return out;
}

GBuffer cast_here(const CasterOptions& options, const FrameScene& scene) {
    GBuffer out;
    EXPECT_TRUE(Caster(options).cast(scene, out));
    return out;
}

void expect_same(const GBuffer& a, const GBuffer& b) {
    EXPECT_TRUE(a.color == b.color);
    EXPECT_TRUE(a.albedo == b.albedo);
    EXPECT_TRUE(a.light == b.light);
    EXPECT_TRUE(a.normal == b.normal);
    EXPECT_TRUE(a.depth == b.depth);
    EXPECT_TRUE(a.motion == b.motion);
    EXPECT_TRUE(a.body == b.body);
    EXPECT_TRUE(a.entity == b.entity);
}

class DeviceCasterOf : public testing::TestWithParam<Quality> {};

TEST_P(DeviceCasterOf, DrawsTheSameBitsFromACopyOfTheSceneAfterTheSceneIsGone) {
    const CasterOptions options = small(GetParam());
    FrameScene wet = shapes_scene();
    wet.precipitation.rain = 0.6F;
    wet.particles.push_back({.kind = ParticleKind::kSmoke, .position = {0, 1, 0}, .radius = 0.4F});
    HostDevice device;
    for (const FrameScene& scene :
         {basketball_scene(), wet, figure_scene(), shore_scene(), busy_scene(80)}) {
        expect_same(cast_on(device, options, scene), cast_here(options, scene));
    }
}

TEST_P(DeviceCasterOf, DrawsTheSameBitsWithCrewsOfThreads) {
    const CasterOptions options = small(GetParam());
    HostDevice device;
    device.crew_size = 3;
    expect_same(cast_on(device, options, figure_scene()), cast_here(options, figure_scene()));
}

INSTANTIATE_TEST_SUITE_P(
    Qualities, DeviceCasterOf, testing::Values(Quality::kDraft, Quality::kStandard, Quality::kHigh)
);

TEST(DeviceCaster, LeavesOutWhatTheCasterLeavesOut) {
    CasterOptions options = small(Quality::kDraft);
    options.height = 72;
    options.hidden_rows = 21;  // one row of tiles and a bit
    options.split_light = false;
    HostDevice device;
    const FrameScene scene = basketball_scene();
    const GBuffer out = cast_on(device, options, scene);
    EXPECT_TRUE(out.light.empty());
    expect_same(out, cast_here(options, scene));
}

TEST(DeviceCaster, GivesFramesBackInTheirOrderWhateverTheirSize) {
    const CasterOptions options = small(Quality::kDraft);
    HostDevice device;
    Result<std::unique_ptr<DeviceCaster>> caster = DeviceCaster::create(options, device);
    ASSERT_TRUE(caster);
    int begun = 0;
    GBuffer out;
    for (int frame = 0; frame < 5; ++frame) {
        for (; begun < 5 && !(*caster)->is_full(); ++begun) {
            ASSERT_TRUE((*caster)->begin(busy_scene(10 + 20 * begun)));
        }
        ASSERT_TRUE((*caster)->finish(out));
        expect_same(out, cast_here(options, busy_scene(10 + 20 * frame)));
    }
    EXPECT_EQ((*caster)->in_flight(), 0U);
}

TEST(DeviceCaster, ForgetsWhatIsInFlight) {
    const CasterOptions options = small(Quality::kDraft);
    HostDevice device;
    Result<std::unique_ptr<DeviceCaster>> caster = DeviceCaster::create(options, device);
    ASSERT_TRUE(caster);
    ASSERT_TRUE((*caster)->begin(busy_scene(10)));
    ASSERT_TRUE((*caster)->begin(busy_scene(20)));
    (*caster)->drop();
    EXPECT_EQ((*caster)->in_flight(), 0U);
    ASSERT_TRUE((*caster)->begin(busy_scene(30)));
    GBuffer out;
    ASSERT_TRUE((*caster)->finish(out));
    expect_same(out, cast_here(options, busy_scene(30)));
}

TEST(DeviceCaster, TakesUsedStreamsAgainButNoneThatFailed) {
    const CasterOptions options = small(Quality::kDraft);
    constexpr int kStreams = DeviceCaster::kFramesMost;
    HostDevice device;
    for (int i = 0; i < 3; ++i) {
        cast_on(device, options, busy_scene(10));
    }
    EXPECT_EQ(device.opened, kStreams);

    HostDevice broken;
    broken.is_broken = true;
    {
        Result<std::unique_ptr<DeviceCaster>> caster = DeviceCaster::create(options, broken);
        ASSERT_TRUE(caster);
        ASSERT_TRUE((*caster)->begin(busy_scene(10)));
        GBuffer out;
        const Result<void> result = (*caster)->finish(out);
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().message, "the device broke");
    }
    broken.is_broken = false;
    cast_on(broken, options, busy_scene(10));
    EXPECT_EQ(broken.opened, kStreams + 1);
}

TEST(Arena, HandsOutTheSameOffsetsHereAndThere) {
    std::vector<std::byte> here(4096);
    std::vector<std::byte> there(4096);
    const std::vector<int> values{3, 1, 4};
    Arena counting;
    Arena arena({here.data(), there.data()}, here.size());
    for (Arena* each : {&counting, &arena}) {
        each->room<char>(5);
        each->copy(values);
    }
    EXPECT_EQ(counting.used(), arena.used());
    Arena again({here.data(), there.data()}, here.size());
    again.room<char>(5);
    const int* copy = again.copy(values);
    const auto offset = reinterpret_cast<const std::byte*>(copy) - there.data();
    EXPECT_EQ(offset % alignof(int), 0);
    EXPECT_EQ(std::memcmp(here.data() + offset, values.data(), sizeof(int) * values.size()), 0);
}

TEST(ChooseDevice, FallsBackOnlyWhenItMay) {
    const Result<std::unique_ptr<Device>> cpu = choose_device("cpu");
    ASSERT_TRUE(cpu);
    EXPECT_EQ(*cpu, nullptr);
    const Result<std::unique_ptr<Device>> any = choose_device("auto");
    ASSERT_TRUE(any);
    const Result<std::unique_ptr<Device>> cuda = choose_device("cuda");
    EXPECT_EQ(cuda.has_value(), *any != nullptr);
    if (!cuda) {
        EXPECT_TRUE(
            cuda.error().code == ErrorCode::kUnsupported ||
            cuda.error().code == ErrorCode::kUnavailable
        );
        EXPECT_FALSE(cuda.error().message.empty());
        EXPECT_EQ(cuda.error().field, "device");
    }
    const Result<std::unique_ptr<Device>> other = choose_device("abacus");
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().code, ErrorCode::kInvalidArgument);
}

}  // namespace
}  // namespace hibari::world
