#include "world/make_clip.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace hibari::world {
namespace {

/// Keeps what it is given.
class Shelf final : public media::ClipSink {
  public:
    Result<void> begin(const media::ClipFormat& format) override {
        format_ = format;
        return {};
    }

    Result<void> push_frame(const media::Frame& frame) override {
        frames.push_back(frame);
        return {};
    }

    Result<void> push_audio(const media::AudioBuffer& part) override {
        audio.left.insert(audio.left.end(), part.left.begin(), part.left.end());
        audio.right.insert(audio.right.end(), part.right.begin(), part.right.end());
        return {};
    }

    Result<void> finish() override { return {}; }

    std::vector<media::Frame> frames;
    media::AudioBuffer audio;

  private:
    media::ClipFormat format_;
};

/// A dog walks on while the light of a lamp comes in, and a ball falls at last.
ClipScript script_of(Style style) {
    ClipScript script{.style = style};
    Shot& shot = script.shots.emplace_back();
    shot.duration_s = 1.0F;
    shot.place = "park";
    shot.entities = {{.id = "dog", .kind = "dog"}};
    shot.actions = {{.subject = "dog", .verb = Verb::kWalk, .direction = Direction::kRight}};
    shot.continuations = {{
        .duration_s = 1.0F,
        .entities = {{.id = "cat", .kind = "cat", .burning = true}},
        .actions = {{.subject = "cat", .verb = Verb::kRun}},
    }};
    return script;
}

Shelf make(const ClipScript& script, std::int64_t keep = 0) {
    Shelf shelf;
    Progress progress;
    const Result<MadeClip> made = make_clip(
        script,
        {.size = {96, 54}, .quality = Quality::kDraft, .seed = 5, .keep_frames = keep},
        shelf,
        progress,
        {}
    );
    EXPECT_TRUE(made) << made.error().message;
    return shelf;
}

bool same(const media::Frame& a, const media::Frame& b) {
    for (int y = 0; y < a.height(); ++y) {
        if (!std::ranges::equal(a.row(y), b.row(y))) {
            return false;
        }
    }
    return true;
}

class MakeClipInStyle : public testing::TestWithParam<Style> {};

TEST_P(MakeClipInStyle, AContinuedClipBeginsAsItsSourceAndGoesOnAsIfItHadBeenMadeWhole) {
    const ClipScript continued = script_of(GetParam());
    ClipScript source = continued;
    source.shots.front().continuations.clear();
    const Shelf before = make(source);
    const Shelf whole = make(continued);
    const auto kept = static_cast<std::int64_t>(before.frames.size());
    const Shelf rest = make(continued, kept);
    ASSERT_EQ(whole.frames.size(), 60U);
    ASSERT_EQ(rest.frames.size(), whole.frames.size() - before.frames.size());
    for (std::size_t i = 0; i < before.frames.size(); ++i) {
        EXPECT_TRUE(same(before.frames[i], whole.frames[i])) << i;
    }
    for (std::size_t i = 0; i < rest.frames.size(); ++i) {
        const media::Frame& again = whole.frames[i + before.frames.size()];
        EXPECT_EQ(rest.frames[i].index, again.index);
        EXPECT_TRUE(same(rest.frames[i], again)) << again.index;
    }
    EXPECT_EQ(rest.audio.left, whole.audio.left);
}

INSTANTIATE_TEST_SUITE_P(
    Styles,
    MakeClipInStyle,
    testing::Values(
        Style::kPhotoreal, Style::kWatercolour, Style::kRetroVhs, Style::kPixelArt, Style::kHandheld
    )
);

double level_db(const std::vector<float>& sound, std::size_t begin, std::size_t end) {
    double sum = 0.0;
    for (std::size_t i = begin; i < end; ++i) {
        sum += static_cast<double>(sound[i]) * static_cast<double>(sound[i]);
    }
    return 10.0 * std::log10(sum / static_cast<double>(end - begin) + 1e-12);
}

/// How suddenly a sound changes in 5 ms: a click is sudden.
float suddenness(const std::vector<float>& sound, std::size_t at) {
    float most = 0.0F;
    for (std::size_t i = at - 120; i < at + 120; ++i) {
        most = std::max(most, std::abs(sound[i] - 2.0F * sound[i - 1] + sound[i - 2]));
    }
    return most;
}

TEST(MakeClip, AContinuedClipSoundsAsItsSourceDidAndDoesNotClickWhereItGoesOn) {
    for (const bool has_music : {false, true}) {
        ClipScript continued = script_of(Style::kPhotoreal);
        continued.shots.front().duration_s = 2.0F;
        continued.shots.front().continuations.front().duration_s = 2.0F;
        if (has_music) {
            continued.music = Music{.mood = "funky", .tempo_bpm = 110.0F};
        }
        ClipScript source = continued;
        source.shots.front().continuations.clear();
        const std::vector<float> before = make(source, 60).audio.left;
        const std::vector<float> whole = make(continued, 120).audio.left;
        ASSERT_EQ(whole.size(), 2 * before.size());
        EXPECT_NEAR(level_db(whole, 0, before.size()), level_db(before, 0, before.size()), 1.0);
        // Today's end does not fade before more is to come.
        const std::size_t seam = before.size();
        EXPECT_NEAR(
            level_db(whole, seam - 960, seam), level_db(whole, seam - 9600, seam - 960), 9.0
        );
        std::vector<float> usual;
        for (std::size_t i = 480; i + 480 < whole.size(); i += 240) {
            usual.push_back(suddenness(whole, i));
        }
        std::ranges::sort(usual);
        EXPECT_LE(suddenness(whole, seam), usual[usual.size() * 95 / 100]);
    }
}

TEST(MakeClip, ShotsWhoseFramesAreKeptAreHeardAndNotDrawn) {
    ClipScript script;
    script.shots.assign(2, Shot{.duration_s = 1.0F});
    const Shelf whole = make(script);
    const Shelf rest = make(script, 30);
    ASSERT_EQ(rest.frames.size(), 30U);
    EXPECT_EQ(rest.frames.front().index, 30);
    EXPECT_EQ(rest.audio.left, whole.audio.left);
    EXPECT_TRUE(make(script, 60).frames.empty());
}

TEST(MakeClip, RefusesToKeepWhatThereIsNot) {
    ClipScript script;
    script.shots.assign(1, Shot{.duration_s = 1.0F});
    Shelf shelf;
    Progress progress;
    const Result<MadeClip> refused =
        make_clip(script, {.size = {96, 54}, .keep_frames = 31}, shelf, progress, {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().field, "keep_frames");
    const Result<MadeClip> no_truth = make_clip(
        script, {.size = {96, 54}, .truth_folder = "truth", .keep_frames = 1}, shelf, progress, {}
    );
    ASSERT_FALSE(no_truth);
    EXPECT_EQ(no_truth.error().code, ErrorCode::kUnsupported);
}

}  // namespace
}  // namespace hibari::world
