#include "world/tap/hibari_world.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace {

constexpr int kWidth = 96;
constexpr int kHeight = 64;
constexpr int kFrames = 25;

HibariTapOptions small_options() {
    HibariTapOptions options;
    hibari_tap_defaults(&options);
    options.width = kWidth;
    options.height = kHeight;
    options.frames = kFrames;
    options.threads = 1;
    options.seed = 5;
    return options;
}

/// A clip with its buffers.
struct Held {
    Held() {
        const std::size_t pixels = std::size_t{kWidth} * kHeight * kFrames;
        frames.resize(pixels * 3);
        mask.resize(pixels);
        depth.resize(pixels);
        flow.resize(pixels * 2);
        audio.resize(std::size_t{2} * HIBARI_SAMPLES_PER_FRAME * kFrames);
        state.resize(std::size_t{HIBARI_SLOTS} * kFrames * HIBARI_STATE_FIELDS);
        clip.frames = frames.data();
        clip.audio = audio.data();
        clip.mask = mask.data();
        clip.state = state.data();
    }

    float at(int slot, int frame, int field) const {
        return state[static_cast<std::size_t>(
            (slot * kFrames + frame) * HIBARI_STATE_FIELDS + field
        )];
    }

    HibariClip clip{};
    std::vector<std::uint8_t> frames;
    std::vector<std::uint8_t> mask;
    std::vector<float> depth;
    std::vector<float> flow;
    std::vector<float> audio;
    std::vector<float> state;
};

struct Closer {
    void operator()(HibariTap* tap) const { hibari_tap_close(tap); }
};

using Owned = std::unique_ptr<HibariTap, Closer>;

Owned open(const HibariTapOptions& options) {
    HibariTap* tap = nullptr;
    EXPECT_EQ(hibari_tap_open(&options, &tap), HIBARI_OK) << hibari_tap_error();
    return Owned(tap);
}

std::vector<Held> take(const HibariTapOptions& options, int count) {
    const Owned tap = open(options);
    std::vector<Held> clips(static_cast<std::size_t>(count));
    for (Held& held : clips) {
        EXPECT_EQ(hibari_tap_next(tap.get(), &held.clip, -1.0), HIBARI_OK) << hibari_tap_error();
    }
    return clips;
}

bool same(const Held& a, const Held& b) {
    return a.frames == b.frames && a.mask == b.mask && a.audio == b.audio && a.state == b.state &&
           a.clip.index == b.clip.index && a.clip.seed == b.clip.seed &&
           std::memcmp(a.clip.captions, b.clip.captions, sizeof(a.clip.captions)) == 0 &&
           std::strcmp(a.clip.scene, b.clip.scene) == 0 &&
           a.clip.contact_count == b.clip.contact_count &&
           std::memcmp(a.clip.contacts, b.clip.contacts, sizeof(a.clip.contacts)) == 0;
}

TEST(Tap, GivesTheSameClipsWhateverTheNumberOfThreads) {
    HibariTapOptions options = small_options();
    const std::vector<Held> one = take(options, 4);
    options.threads = 3;
    options.depth = 5;
    const std::vector<Held> three = take(options, 4);
    options.first_index = 1;
    options.stride = 2;
    const std::vector<Held> odd = take(options, 2);
    for (std::size_t i = 0; i < one.size(); ++i) {
        EXPECT_EQ(one[i].clip.index, i);
        EXPECT_TRUE(same(one[i], three[i])) << i;
    }
    EXPECT_TRUE(same(one[1], odd[0]));
    EXPECT_TRUE(same(one[3], odd[1]));
    EXPECT_FALSE(same(one[0], one[1]));
}

TEST(Tap, ClipsHoldTogether) {
    HibariTapOptions options = small_options();
    options.planes = HIBARI_PLANE_DEPTH | HIBARI_PLANE_FLOW;
    const Owned tap = open(options);
    int seen = 0;
    for (int i = 0; i < 6; ++i) {
        Held held;
        held.clip.depth = held.depth.data();
        held.clip.flow = held.flow.data();
        ASSERT_EQ(hibari_tap_next(tap.get(), &held.clip, -1.0), HIBARI_OK) << hibari_tap_error();
        EXPECT_GT(held.clip.slot_count, 0);
        EXPECT_NE(held.clip.scene[0], '\0');
        for (const auto& caption : held.clip.captions) {
            EXPECT_NE(caption[0], '\0');
        }
        EXPECT_TRUE(std::ranges::all_of(held.audio, [](float v) { return std::abs(v) <= 1.0F; }));
        EXPECT_TRUE(std::ranges::all_of(held.state, [](float v) { return std::isfinite(v); }));
        EXPECT_TRUE(std::ranges::all_of(held.depth, [](float v) { return v > 0.0F; }));
        const auto [dark, bright] = std::ranges::minmax(held.frames);
        EXPECT_LT(dark + 40, bright);
        // The middle of what the mask shows is where the state says, as far as nothing hides it.
        for (int frame = 0; frame < kFrames; frame += 8) {
            for (int slot = 0; slot < held.clip.slot_count; ++slot) {
                double x = 0.0;
                double y = 0.0;
                int count = 0;
                for (int p = 0; p < kWidth * kHeight; ++p) {
                    const auto at = static_cast<std::size_t>(frame * kWidth * kHeight + p);
                    if (held.mask[at] == slot + 1) {
                        x += (p % kWidth + 0.5) / kWidth;
                        y += (p / kWidth + 0.5) / kHeight;
                        ++count;
                    }
                }
                const float size = held.at(slot, frame, HIBARI_STATE_SIZE);
                const bool whole = held.at(slot, frame, HIBARI_STATE_VISIBLE) > 0.9F;
                if (count < 12 || !whole || size > 0.3F) {
                    continue;
                }
                ++seen;
                EXPECT_NEAR(x / count, held.at(slot, frame, HIBARI_STATE_X), 0.8 * size + 0.01);
                EXPECT_NEAR(y / count, held.at(slot, frame, HIBARI_STATE_Y), 0.8 * size + 0.02);
            }
        }
        for (int c = 0; c < held.clip.contact_count; ++c) {
            const HibariContact& contact = held.clip.contacts[c];
            EXPECT_LT(contact.slot_a, held.clip.slot_count);
            EXPECT_GT(contact.impulse_ns, 0.0F);
            EXPECT_STRNE(hibari_tap_material_name(contact.material_a), "");
        }
    }
    EXPECT_GT(seen, 5);
}

TEST(Tap, RefusesWhatCannotBe) {
    const auto refused = [](auto change, const char* field) {
        HibariTapOptions options = small_options();
        change(options);
        HibariTap* tap = nullptr;
        EXPECT_EQ(hibari_tap_open(&options, &tap), HIBARI_INVALID);
        EXPECT_EQ(tap, nullptr);
        EXPECT_EQ(std::string(hibari_tap_error()).rfind(field, 0), 0U) << hibari_tap_error();
    };
    refused([](HibariTapOptions& o) { o.version = 99; }, "version");
    refused([](HibariTapOptions& o) { o.width = 100; }, "size");
    refused([](HibariTapOptions& o) { o.height = 4096; }, "size");
    refused([](HibariTapOptions& o) { o.frames = 24; }, "frames");
    refused([](HibariTapOptions& o) { o.threads = -1; }, "threads");
    refused([](HibariTapOptions& o) { o.depth = 5000; }, "depth");
    refused([](HibariTapOptions& o) { o.stride = 0; }, "stride");
    refused([](HibariTapOptions& o) { o.planes = 64; }, "planes");
    refused([](HibariTapOptions& o) { o.split = 3; }, "split");
    refused([](HibariTapOptions& o) { std::memset(o.mix, 'x', sizeof(o.mix)); }, "mix");
    HibariTap* tap = nullptr;
    EXPECT_EQ(hibari_tap_open(nullptr, &tap), HIBARI_INVALID);
}

TEST(Tap, ChoosesWhatCastsThePicture) {
    const HibariTapOptions options = small_options();
    HibariTap* tap = nullptr;
    EXPECT_EQ(hibari_tap_open_on(&options, "abacus", &tap), HIBARI_INVALID);
    EXPECT_EQ(std::string(hibari_tap_error()).rfind("device", 0), 0U) << hibari_tap_error();
    EXPECT_EQ(tap, nullptr);
    ASSERT_EQ(hibari_tap_open_on(&options, "auto", &tap), HIBARI_OK) << hibari_tap_error();
    const Owned any(tap);
    ASSERT_EQ(hibari_tap_open_on(&options, "cpu", &tap), HIBARI_OK) << hibari_tap_error();
    const Owned cpu(tap);
    EXPECT_STREQ(hibari_tap_device(cpu.get()), "cpu");
    // "cuda" works exactly where "auto" finds it.
    const bool has_gpu = std::strcmp(hibari_tap_device(any.get()), "cpu") != 0;
    const int answer = hibari_tap_open_on(&options, "cuda", &tap);
    const Owned cuda(tap);
    EXPECT_EQ(answer, has_gpu ? HIBARI_OK : HIBARI_INVALID);
}

TEST(Tap, SeesThatTheQueueWouldNotFitIntoMemory) {
    HibariTapOptions options = small_options();
    options.width = 2048;
    options.height = 2048;
    options.frames = 241;
    options.depth = 4096;
    HibariTap* tap = nullptr;
    EXPECT_EQ(hibari_tap_open(&options, &tap), HIBARI_NO_MEMORY);
    EXPECT_EQ(tap, nullptr);
}

TEST(Tap, EndsAfterItsCount) {
    HibariTapOptions options = small_options();
    options.count = 2;
    const Owned tap = open(options);
    Held held;
    EXPECT_EQ(hibari_tap_next(tap.get(), &held.clip, -1.0), HIBARI_OK);
    EXPECT_EQ(hibari_tap_next(tap.get(), &held.clip, -1.0), HIBARI_OK);
    EXPECT_EQ(hibari_tap_next(tap.get(), &held.clip, -1.0), HIBARI_STOPPED);
    HibariTapStats stats;
    hibari_tap_stats(tap.get(), &stats);
    EXPECT_EQ(stats.taken, 2U);
    EXPECT_EQ(stats.skipped, 0U);
    EXPECT_GT(stats.picture_s, 0.0);
}

TEST(Tap, SaysThatNothingIsReadyYet) {
    const Owned tap = open(small_options());
    Held held;
    EXPECT_EQ(hibari_tap_next(tap.get(), &held.clip, 0.0), HIBARI_TIMEOUT);
    held.clip.depth = held.depth.data();
    EXPECT_EQ(hibari_tap_next(tap.get(), &held.clip, 0.0), HIBARI_INVALID);
}

TEST(Tap, StopsWhoWaits) {
    HibariTapOptions options = small_options();
    options.width = 1024;
    options.height = 1024;
    options.frames = 241;
    options.depth = 1;
    const Owned tap = open(options);
    Held held;
    held.clip = {};
    int answer = HIBARI_OK;
    {
        const std::jthread waiting([&] { answer = hibari_tap_next(tap.get(), &held.clip, -1.0); });
        hibari_tap_stop(tap.get());
    }
    EXPECT_EQ(answer, HIBARI_STOPPED);
    EXPECT_EQ(hibari_tap_next(tap.get(), &held.clip, -1.0), HIBARI_STOPPED);
}

}  // namespace
