// Clips that are made from clips, by the engine `world`: what was not asked to change has not
// changed, and where the one ends and the other begins nothing shows.

#include "engine/world/world_engine.h"
#include "media/mp4_reader.h"
#include "media/mp4_writer.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>

namespace hibari::engine {
namespace {

namespace fs = std::filesystem;

constexpr media::FrameSize kSize{192, 108};

ClipRequest request_for(const std::string& prompt, double seconds) {
    return {
        .prompt = prompt,
        .size = kSize,
        .seconds = seconds,
        .seed = 5,
        .quality = Quality::kDraft,
    };
}

struct Made {
    media::MemoryClip clip;
    Json script;
};

Made make(const ClipRequest& request) {
    Made made;
    Progress silent;
    auto report = make_world_engine()->generate(request, made.clip, silent, {});
    EXPECT_TRUE(report) << (report ? "" : to_string(report.error()));
    if (report) {
        made.script = std::move(report->script);
    }
    return made;
}

/// Share of the pixels of which a channel differs by more than `steps` of 255.
double changed_share(const media::Frame& left, const media::Frame& right, int steps) {
    std::size_t changed = 0;
    const std::size_t pixels = left.pixels().size() / 3;
    for (std::size_t i = 0; i < pixels; ++i) {
        int largest = 0;
        for (std::size_t channel = 0; channel < 3; ++channel) {
            largest = std::max(
                largest, std::abs(left.pixels()[3 * i + channel] - right.pixels()[3 * i + channel])
            );
        }
        changed += largest > steps ? 1 : 0;
    }
    return static_cast<double>(changed) / static_cast<double>(pixels);
}

double mean_difference(const media::Frame& left, const media::Frame& right) {
    double sum = 0.0;
    for (std::size_t i = 0; i < left.pixels().size(); ++i) {
        sum += std::abs(left.pixels()[i] - right.pixels()[i]);
    }
    return sum / static_cast<double>(left.pixels().size());
}

TEST(RemixEditKeepsTheRest, AColourIsAllThatChanges) {
    const Made source =
        make(request_for("A red ball rolls across a wooden table in a kitchen.", 2.0));
    ClipRequest remix = request_for("make the ball blue", 2.0);
    remix.source = {.change = Change::kRevise, .script = source.script};
    const Made changed = make(remix);
    ASSERT_EQ(source.clip.frames.size(), changed.clip.frames.size());
    double most = 0.0;
    for (std::size_t i = 0; i < source.clip.frames.size(); ++i) {
        const double share = changed_share(source.clip.frames[i], changed.clip.frames[i], 24);
        most = std::max(most, share);
        // The ball, its shadow and what it reflects.
        EXPECT_LT(share, 0.15) << "frame " << i;
    }
    EXPECT_GT(most, 0.002) << "the ball should have changed";
    // The same contacts sound the same.
    EXPECT_EQ(source.clip.audio.left, changed.clip.audio.left);
}

TEST(RemixEditKeepsTheRest, NothingChangesWhenNothingIsAskedFor) {
    const Made source = make(request_for("A dog runs across a meadow.", 1.0));
    ClipRequest again = request_for("the same again", 1.0);
    again.source = {.change = Change::kRevise, .script = source.script};
    const Made same = make(again);
    ASSERT_EQ(source.clip.frames.size(), same.clip.frames.size());
    for (std::size_t i = 0; i < source.clip.frames.size(); ++i) {
        ASSERT_EQ(mean_difference(source.clip.frames[i], same.clip.frames[i]), 0.0) << i;
    }
}

/// Loudness of a stretch, root of the mean square.
double level(const media::AudioBuffer& audio, std::size_t from, std::size_t count) {
    double sum = 0.0;
    for (std::size_t i = from; i < from + count; ++i) {
        sum += static_cast<double>(audio.left[i]) * static_cast<double>(audio.left[i]);
    }
    return std::sqrt(sum / static_cast<double>(count));
}

TEST(ExtendStitched, NoSeamIsSeenOrHeard) {
    const fs::path file = fs::path(testing::TempDir()) / "extend_source.mp4";
    auto writer = *media::Mp4Writer::create(file);
    Progress silent;
    ClipRequest request = request_for("A woman walks along a beach. Waves roll in.", 2.0);
    const auto report = make_world_engine()->generate(request, *writer, silent, {});
    ASSERT_TRUE(report) << to_string(report.error());
    media::MemoryClip source;
    ASSERT_TRUE(media::decode_clip(file, source));

    ClipRequest more = request_for("She stops and waves.", 2.0);
    more.source = {.change = Change::kExtend, .script = report->script, .file = file};
    const Made whole = make(more);
    const std::size_t seam = source.frames.size();
    ASSERT_EQ(whole.clip.frames.size(), 2 * seam);
    for (std::size_t i = 0; i < seam; ++i) {
        ASSERT_EQ(mean_difference(whole.clip.frames[i], source.frames[i]), 0.0) << i;
    }
    // From the last frame that is kept to the first that is drawn no more happens than between
    // frames elsewhere, but for what encoding cost the kept one.
    double usual = 0.0;
    for (std::size_t i = 1; i < whole.clip.frames.size(); ++i) {
        if (i != seam) {
            usual =
                std::max(usual, mean_difference(whole.clip.frames[i - 1], whole.clip.frames[i]));
        }
    }
    EXPECT_LT(
        mean_difference(whole.clip.frames[seam - 1], whole.clip.frames[seam]), 1.5 * usual + 2.0
    );
    // The sea does not pause.
    const auto at = static_cast<std::size_t>(
        std::llround(static_cast<double>(seam) / 30.0 * media::kSampleRateHz)
    );
    constexpr std::size_t kWindow = media::kSampleRateHz / 10;
    const double before = level(whole.clip.audio, at - kWindow, kWindow);
    const double after = level(whole.clip.audio, at, kWindow);
    EXPECT_GT(after, before / 3.0);
    EXPECT_LT(after, before * 3.0);
}

}  // namespace
}  // namespace hibari::engine
