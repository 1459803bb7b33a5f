// Recordings as telephones and browsers send them, through the sandboxed decoder to the judge: HEVC
// in 4K that is stored lying (two seconds, looked at upright), a clip of browsers with a changing
// frame rate (all of it, judged). Needs the ffmpeg program.

#include "base/files.h"
#include "base/ids.h"
#include "media/intake/intake.h"
#include "media/mp4_writer.h"
#include "trust/likeness/face_track.h"
#include "trust/likeness/judge.h"
#include "trust/likeness/testing/performance.h"

#include <algorithm>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <gtest/gtest.h>

namespace hibari::trust {
namespace {

// One performance, as a file of ours that the tests transcode.
struct Original {
    Original() : folder(std::filesystem::path(::testing::TempDir()) / make_id("phone_files_")) {
        std::filesystem::create_directories(folder);
        const Rng rng(51);
        challenge = testing::draw_challenge(rng.split("challenge"));
        const testing::Performance performance = testing::perform(challenge, rng);
        received_at_us = performance.received_at_us;
        const Recording& recording = performance.recording;
        auto writer = media::Mp4Writer::create(
            folder / "original.mp4", {.quality = media::EncodeQuality::kHigh}
        );
        HIBARI_CHECK(writer.has_value());
        HIBARI_CHECK((*writer)
                         ->begin(
                             {.size = recording.size,
                              .fps = recording.fps,
                              .frame_count = static_cast<std::int64_t>(recording.frames.size())}
                         )
                         .has_value());
        for (const media::Frame& frame : recording.frames) {
            HIBARI_CHECK((*writer)->push_frame(frame).has_value());
        }
        media::AudioBuffer sound;
        sound.left = recording.sound;
        sound.right = recording.sound;
        HIBARI_CHECK((*writer)->push_audio(sound).has_value());
        HIBARI_CHECK((*writer)->finish().has_value());
    }

    ~Original() { std::filesystem::remove_all(folder); }

    bool transcode(const std::string& options, const std::string& name) const {
        const std::string command = "ffmpeg -y -loglevel error -i '" +
                                    (folder / "original.mp4").string() + "' " + options + " '" +
                                    (folder / name).string() + "'";
        return std::system(command.c_str()) == 0;
    }

    // Where the face is in the first two seconds, in pixels of the kept pictures.
    static FaceBox face_in(Recording recording) {
        recording.frames.resize(
            std::min(recording.frames.size(), static_cast<std::size_t>(2 * recording.fps))
        );
        auto finder = FaceFinder::create();
        EXPECT_TRUE(finder);
        return finder ? track_face(recording, *finder, 1e9).home : FaceBox{};
    }

    Recording read(const std::string& name, int side_max = 8192) const {
        const FileDescriptor file(open((folder / name).c_str(), O_RDONLY | O_CLOEXEC));
        media::IntakeLimits limits = media::kClipLimits;
        limits.time_max = std::chrono::seconds(300);
        const ClipSource source = [&](media::ClipSink& sink) -> Result<void> {
            HIBARI_TRY(media::decode_clip_upload(file, sink, {.side_max = side_max}, limits));
            return {};
        };
        auto recording = read_recording(source);
        EXPECT_TRUE(recording) << to_string(recording.error());
        return recording ? std::move(*recording) : Recording{};
    }

    LivenessVerdict judged(const std::string& name) const {
        const auto verdict = judge_recording(read(name), challenge, received_at_us);
        EXPECT_TRUE(verdict) << to_string(verdict.error());
        return verdict.value_or(LivenessVerdict{});
    }

    std::filesystem::path folder;
    Challenge challenge;
    std::int64_t received_at_us = 0;
};

class PhoneFiles : public ::testing::Test {
  protected:
    static void SetUpTestSuite() { original = new Original; }

    static void TearDownTestSuite() { delete original; }

    static void expect_accepted(const LivenessVerdict& verdict) {
        std::string words;
        for (const std::string& reason : verdict.reasons()) {
            words += reason + "\n";
        }
        EXPECT_EQ(verdict.decision, LivenessDecision::kAccepted) << words;
    }

    static Original* original;
};

Original* PhoneFiles::original = nullptr;

TEST_F(PhoneFiles, HevcIn4kStoredLyingIsReadUpright) {
    ASSERT_TRUE(original->transcode(
        "-t 2 -vf scale=2160:2880,pad=2160:3840:0:480,transpose=2 -c:v libx265 -preset ultrafast "
        "-x265-params log-level=error -crf 30 -tag:v hvc1 -c:a aac",
        "lying.mov"
    ));
    ASSERT_EQ(
        std::system(("ffmpeg -y -loglevel error -i '" + (original->folder / "lying.mov").string() +
                     "' -c copy -metadata:s:v:0 rotate=270 '" +
                     (original->folder / "phone.mov").string() + "'")
                        .c_str()),
        0
    );
    const Recording recording = original->read("phone.mov", 1024);
    ASSERT_GE(recording.duration_s(), 1.9);
    ASSERT_EQ(recording.frames.front().width(), 216);
    ASSERT_EQ(recording.frames.front().height(), 384);
    EXPECT_GE(recording.sound.size(), 40000U);
    // The picture of 240 by 320 lies 48 pixels below the top, 0.9 times as large.
    const FaceBox sent = Original::face_in(original->read("original.mp4"));
    const FaceBox seen = Original::face_in(recording);
    ASSERT_GT(sent.width, 0.0F);
    EXPECT_NEAR(seen.middle_x(), 0.9F * sent.middle_x(), 6.0F);
    EXPECT_NEAR(seen.middle_y(), 0.9F * sent.middle_y() + 48.0F, 6.0F);
    EXPECT_NEAR(seen.width, 0.9F * sent.width, 0.12F * seen.width);
}

TEST_F(PhoneFiles, AChangingFrameRateIsJudged) {
    // Pictures fall out at random, as they do in browsers that are busy.
    ASSERT_TRUE(original->transcode(
        "-vf \"select='gt(random(7),0.12)'\" -vsync vfr -c:v libvpx -deadline realtime -cpu-used 8 "
        "-b:v 1200k -c:a libopus",
        "browser.webm"
    ));
    expect_accepted(original->judged("browser.webm"));
}

}  // namespace
}  // namespace hibari::trust
