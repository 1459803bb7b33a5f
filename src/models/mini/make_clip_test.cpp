#include "models/mini/make_clip.h"

#include "models/mini/testing/fixtures.h"
#include "tensor/compat.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/full.h>
#include <algorithm>
#include <gtest/gtest.h>
#include <vector>

namespace hibari::mini {
namespace {

/// What came out of make_clip.
struct Made {
    std::vector<at::Tensor> pictures;
    std::vector<at::Tensor> sounds;

    at::Tensor all_pictures() const { return at::cat(pictures, 0); }

    at::Tensor all_sound() const { return at::cat(sounds, 1); }
};

class MiniClip : public ::testing::Test {
  protected:
    static MakeClipOptions options(std::int64_t frames) {
        return {
            .text = "a red ball falls",
            .frames = frames,
            .rows = 2,
            .columns = 3,
            .steps = 2,
            .guidance = 2.0,
            .plans = 2,
            .seed = 5,
        };
    }

    Result<Made> make(const MakeClipOptions& options, const std::stop_token& stop = {}) {
        Made made;
        const ClipOutput output{
            .pictures =
                [&](const at::Tensor& pictures) {
                    made.pictures.push_back(pictures.clone());
                    return Result<void>{};
                },
            .sound =
                [&](const at::Tensor& sound) {
                    made.sounds.push_back(sound.clone());
                    return Result<void>{};
                },
        };
        Progress progress;
        auto done = make_clip(fixtures_.model(), options, output, progress, stop);
        if (!done) {
            return fail(done.error());
        }
        return made;
    }

    testing::Fixtures fixtures_{"toy"};
};

TEST_F(MiniClip, IsTheSameForAnyNumberOfThreads) {
    tensor::set_thread_count(1);
    const auto alone = make(options(17));
    tensor::set_thread_count(2);
    const auto together = make(options(17));

    ASSERT_TRUE(alone && together);
    EXPECT_TRUE(alone->all_pictures().equal(together->all_pictures()));
    EXPECT_TRUE(alone->all_sound().equal(together->all_sound()));
}

TEST_F(MiniClip, HasAsManyFramesAndSamplesAsAskedFor) {
    // One frame, a window, part of a second window, several windows (a window of the toy is 25).
    for (const std::int64_t frames : {1, 9, 17, 18, 40, 61}) {
        const auto made = make(options(frames));
        ASSERT_TRUE(made) << to_string(made.error());
        EXPECT_EQ(made->all_pictures().size(0), frames);
        EXPECT_EQ(made->all_pictures().size(1), 64);
        EXPECT_EQ(made->all_pictures().size(2), 96);
        EXPECT_EQ(made->all_sound().size(1), frames * kSamplesPerFrame);
        EXPECT_TRUE(made->all_pictures().isfinite().all().item<bool>());
    }
}

TEST_F(MiniClip, IsTheSameForTheSameSeed) {
    const auto one = make(options(40));
    const auto two = make(options(40));
    ASSERT_TRUE(one && two);
    EXPECT_TRUE(one->all_pictures().equal(two->all_pictures()));
    EXPECT_TRUE(one->all_sound().equal(two->all_sound()));
    MakeClipOptions other = options(40);
    other.seed = 6;
    const auto three = make(other);
    ASSERT_TRUE(three);
    EXPECT_FALSE(one->all_pictures().equal(three->all_pictures()));
}

TEST_F(MiniClip, BeginsWithTheGivenPicture) {
    MakeClipOptions with = options(9);
    with.start.pictures = at::full({1, 64, 96, 3}, 0.25, at::kFloat);
    const auto made = make(with);
    ASSERT_TRUE(made);
    // As its own decoding of it, which does not depend on the seed.
    MakeClipOptions other = with;
    other.seed = 99;
    const auto again = make(other);
    ASSERT_TRUE(again);
    EXPECT_LT(
        (made->all_pictures()[0] - again->all_pictures()[0]).abs().max().item<float>(), 1e-4F
    );
    EXPECT_GT(
        (made->all_pictures()[8] - again->all_pictures()[8]).abs().max().item<float>(), 1e-3F
    );
}

TEST_F(MiniClip, HidesTheEndOfTheClipThatGoesOn) {
    MakeClipOptions on = options(kOverlapFrames + 20);
    on.start.pictures = at::full({kOverlapFrames, 64, 96, 3}, 0.25, at::kFloat);
    on.start.sound = at::full({2, kOverlapFrames * kSamplesPerFrame}, 0.1, at::kFloat);
    on.hidden = kOverlapFrames;
    const auto made = make(on);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->all_pictures().size(0), 20);
    EXPECT_EQ(made->all_sound().size(1), 20 * kSamplesPerFrame);
}

TEST_F(MiniClip, CountsToTheEndOnce) {
    std::vector<double> fractions;
    Progress progress([&](const ProgressReport& report) { fractions.push_back(report.fraction); });
    const auto ignore = [](const at::Tensor&) { return Result<void>{}; };
    ASSERT_TRUE(make_clip(
        fixtures_.model(), options(40), {.pictures = ignore, .sound = ignore}, progress, {}
    ));
    EXPECT_TRUE(std::ranges::is_sorted(fractions));
    EXPECT_DOUBLE_EQ(fractions.back(), 1.0);
    EXPECT_LT(fractions[fractions.size() - 2], 1.0);
}

TEST_F(MiniClip, EndsWhenItIsCancelled) {
    std::stop_source stop;
    stop.request_stop();
    const auto made = make(options(9), stop.get_token());
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::kCancelled);
}

TEST_F(MiniClip, EndsWhenItsOutputFails) {
    Progress progress;
    const auto refuse = [](const at::Tensor&) -> Result<void> {
        return fail(ErrorCode::kResourceExhausted, "full");
    };
    const auto done = make_clip(
        fixtures_.model(), options(9), {.pictures = refuse, .sound = refuse}, progress, {}
    );
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().message, "full");
}

}  // namespace
}  // namespace hibari::mini
