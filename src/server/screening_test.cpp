#include "server/screening.h"

#include "media/mp4_writer.h"
#include "trust/likeness/testing/performance.h"
#include "trust/registry/testing_rows.h"

#include <gtest/gtest.h>

namespace hibari::server {
namespace {

namespace fs = std::filesystem;
using trust::testing::Rows;

constexpr media::FrameSize kSize{320, 180};
constexpr int kFps = 24;
constexpr int kFrames = 4 * kFps;

/// Pictures of a seed, which resemble those of no other.
media::Frame frame_of(std::uint64_t seed, double time_s) {
    const trust::Luma luma = trust::testing::picture_at(seed, time_s);
    media::Frame frame(kSize);
    for (int y = 0; y < frame.height(); ++y) {
        for (int x = 0; x < frame.width(); ++x) {
            const float value =
                luma.at(x * luma.width / frame.width(), y * luma.height / frame.height());
            for (int channel = 0; channel < 3; ++channel) {
                frame.row(y)[static_cast<std::size_t>(3 * x + channel)] =
                    static_cast<std::uint8_t>(value);
            }
        }
    }
    return frame;
}

void write_clip(const fs::path& file, const std::vector<media::Frame>& frames) {
    const auto writer = media::Mp4Writer::create(file).value();
    const media::ClipFormat format{
        .size = frames.front().size(),
        .fps = kFps,
        .frame_count = static_cast<std::int64_t>(frames.size())
    };
    ASSERT_TRUE(writer->begin(format));
    std::int64_t index = 0;
    for (media::Frame frame : frames) {
        frame.index = index++;
        ASSERT_TRUE(writer->push_frame(frame));
    }
    media::AudioBuffer silence;
    silence.left.resize(static_cast<std::size_t>(format.audio_sample_count()));
    silence.right = silence.left;
    ASSERT_TRUE(writer->push_audio(silence));
    ASSERT_TRUE(writer->finish());
}

std::vector<media::Frame> frames_of(std::uint64_t seed) {
    std::vector<media::Frame> frames;
    for (int i = 0; i < kFrames; ++i) {
        frames.push_back(frame_of(seed, static_cast<double>(i) / kFps));
    }
    return frames;
}

/// A second of somebody who looks into the camera.
const std::vector<media::Frame>& frames_of_a_person() {
    static const std::vector<media::Frame> frames = [] {
        const auto challenge = trust::testing::draw_challenge(Rng(5));
        auto all = trust::testing::perform(challenge, Rng(6)).recording.frames;
        all.resize(std::min<std::size_t>(all.size(), kFps));
        return all;
    }();
    return frames;
}

class ScreeningTest : public ::testing::Test {
  protected:
    void SetUp() override {
        file_ = rows_.folder() / "clip.mp4";
        trust::ClipSampler sampler;
        sampler.begin({.size = kSize, .fps = kFps, .frame_count = kFrames});
        for (media::Frame& frame : frames_of(1)) {
            sampler.push_frame(frame);
        }
        ASSERT_TRUE(rows_.add(7, trust::make_fingerprint(sampler.finish())));
    }

    void withhold() {
        rows_.run(
            "INSERT INTO withholdings (subject_kind, subject, cause, cause_kind, reason, "
            "created_at) VALUES ('video', 'video_7', 'case_1', 'moderation', 'x', 1)"
        );
    }

    std::string refusal_of(const std::vector<media::Frame>& frames, bool refuses_people = true) {
        write_clip(file_, frames);
        const auto checked = screening(refuses_people).check_clip(file_, "video");
        return checked ? "" : checked.error().reason;
    }

    Screening screening(bool refuses_people = true) {
        return {
            .database = *rows_.database,
            .verify = {.registry = &registry_},
            .refuses_people = refuses_people
        };
    }

  private:
    Rows rows_;
    trust::Registry registry_{*rows_.database, rows_.clock};
    fs::path file_;
};

TEST_F(ScreeningTest, KeepsOutWhatWasTakenDown) {
    EXPECT_EQ(refusal_of(frames_of(1)), "") << "nothing is wrong with it yet";
    withhold();
    EXPECT_EQ(refusal_of(frames_of(1)), "removed_content");
    EXPECT_EQ(refusal_of(frames_of(2)), "") << "another clip";
}

TEST_F(ScreeningTest, KeepsOutAMirroredCopyToo) {
    withhold();
    std::vector<media::Frame> frames = frames_of(1);
    for (media::Frame& frame : frames) {
        media::Frame mirrored(frame.size());
        for (int y = 0; y < frame.height(); ++y) {
            for (int x = 0; x < frame.width(); ++x) {
                const auto from = frame.row(y).begin() + 3 * (frame.width() - 1 - x);
                std::copy_n(from, 3, mirrored.row(y).begin() + 3 * x);
            }
        }
        frame = std::move(mirrored);
    }
    EXPECT_EQ(refusal_of(frames), "removed_content");
}

TEST_F(ScreeningTest, RefusesClipsOfPeopleUnlessTheOperatorAllowsThem) {
    const std::vector<media::Frame> frames = frames_of_a_person();
    EXPECT_EQ(refusal_of(frames), "person_in_clip");
    EXPECT_EQ(refusal_of(frames, false), "");
}

TEST_F(ScreeningTest, RefusesPicturesOfPeople) {
    const media::Frame person = frames_of_a_person().front();
    const auto refused = screening().check_picture(person, "input_reference");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason, "person_in_picture");
    EXPECT_EQ(refused.error().field, "input_reference");
    EXPECT_TRUE(screening(false).check_picture(person, "input_reference"));
    EXPECT_TRUE(screening().check_picture(frame_of(3, 0.0), "input_reference"));
}

}  // namespace
}  // namespace hibari::server
