#include "engine/learned/mini_engine.h"

#include "base/files.h"
#include "media/mp4_reader.h"
#include "media/mp4_writer.h"

#include <filesystem>
#include <gtest/gtest.h>

namespace hibari::engine {
namespace {

namespace fs = std::filesystem;

constexpr const char* kToy = "src/models/mini/testdata/toy";

/// Counts what comes; other sinks make up for sound that is missing.
class Counter final : public media::ClipSink {
  public:
    Result<void> begin(const media::ClipFormat& /*format*/) override { return {}; }

    Result<void> push_frame(const media::Frame& /*frame*/) override {
        frames += 1;
        return {};
    }

    Result<void> push_audio(const media::AudioBuffer& sound) override {
        samples += sound.size();
        return {};
    }

    Result<void> finish() override { return {}; }

    int frames = 0;
    std::size_t samples = 0;
};

class MiniEngineTest : public ::testing::Test {
  protected:
    static ClipRequest request() {
        return {
            .prompt = "a red ball bounces",
            .size = {96, 64},
            .fps = 24,
            .seconds = 1.0,
            .quality = Quality::kDraft,
        };
    }

    Result<media::MemoryClip> make(const ClipRequest& request) {
        media::MemoryClip clip;
        Progress progress;
        const auto report = engine_->generate(request, clip, progress, {});
        if (!report) {
            return fail(report.error());
        }
        return clip;
    }

    std::unique_ptr<Generator> engine_ = make_mini_engine(kToy);
};

TEST_F(MiniEngineTest, MakesClipsOfTheFormatThatWasAskedFor) {
    for (const int fps : {24, 30}) {
        ClipRequest wanted = request();
        wanted.fps = fps;
        wanted.size = {128, 72};
        const auto clip = make(wanted);
        ASSERT_TRUE(clip) << to_string(clip.error());
        EXPECT_TRUE(clip->finished);
        EXPECT_EQ(clip->frames.size(), static_cast<std::size_t>(fps));
        EXPECT_EQ(clip->frames[0].size(), (media::FrameSize{128, 72}));
        EXPECT_EQ(clip->audio.size(), 48'000U);
    }
}

TEST_F(MiniEngineTest, SoundLastsAsLongAsThePicture) {
    ClipRequest wanted = request();
    wanted.fps = 30;
    wanted.seconds = 28.0 / 30.0;
    Counter counter;
    Progress progress;
    ASSERT_TRUE(engine_->generate(wanted, counter, progress, {}));
    EXPECT_EQ(counter.frames, 28);
    EXPECT_EQ(counter.samples, 44'800U);
}

TEST_F(MiniEngineTest, LastsAsLongAsThePromptSays) {
    ClipRequest wanted = request();
    wanted.seconds.reset();
    wanted.prompt = "a ball bounces for 12 seconds";
    const auto plan = engine_->plan(wanted);
    ASSERT_TRUE(plan) << to_string(plan.error());
    EXPECT_EQ(plan->format.frame_count, 12 * 24);
    EXPECT_EQ(plan->script.at("shots").at(0).at("duration_s").as_number(), 12.0);
}

TEST_F(MiniEngineTest, TellsWhatItUnderstood) {
    const auto plan = engine_->plan(request());
    ASSERT_TRUE(plan) << to_string(plan.error());
    EXPECT_EQ(plan->format.frame_count, 24);
    EXPECT_NE(plan->interpretation.at("caption").as_string().find("red"), std::string::npos);
    EXPECT_EQ(plan->interpretation.at("model").at("stage").as_string(), "toy");
}

TEST_F(MiniEngineTest, BeginsWithThePictureThatIsGiven) {
    ClipRequest wanted = request();
    wanted.first_frame = media::Frame(wanted.size);
    EXPECT_TRUE(make(wanted));
}

TEST_F(MiniEngineTest, LetsAClipGoOn) {
    const fs::path file = fs::path(::testing::TempDir()) / "mini_goes_on.mp4";
    {
        const auto writer = media::Mp4Writer::create(file, {});
        ASSERT_TRUE(writer);
        Progress progress;
        ASSERT_TRUE(engine_->generate(request(), **writer, progress, {}));
    }
    ClipRequest on = request();
    on.source = SourceClip{.change = Change::kExtend, .file = file};
    Counter counter;
    Progress progress;
    const auto made = engine_->generate(on, counter, progress, {});
    ASSERT_TRUE(made) << to_string(made.error());
    EXPECT_EQ(counter.frames, 48);
    EXPECT_EQ(counter.samples, 96'000U);
    fs::remove(file);
}

TEST_F(MiniEngineTest, RefusesToGoOnForLongerThanAClipMayBe) {
    const fs::path file = fs::path(::testing::TempDir()) / "mini_is_long.mp4";
    {
        const auto writer = media::Mp4Writer::create(file, {});
        ASSERT_TRUE(writer);
        media::ClipSink& sink = **writer;
        ASSERT_TRUE(sink.begin({.size = {16, 16}, .fps = 24, .frame_count = 119 * 24}));
        media::Frame frame({16, 16});
        for (frame.index = 0; frame.index < 119 * 24; ++frame.index) {
            ASSERT_TRUE(sink.push_frame(frame));
        }
        ASSERT_TRUE(sink.finish());
    }
    ClipRequest on = request();
    on.size = {16, 16};
    on.source = SourceClip{.change = Change::kExtend, .file = file};
    EXPECT_TRUE(engine_->plan(on));
    on.seconds = 2.0;
    const auto plan = engine_->plan(on);
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error().field, "seconds");
    EXPECT_EQ(plan.error().message, "the shots last longer than the 120 s of a clip");
    fs::remove(file);
}

TEST_F(MiniEngineTest, SaysWhichFileIsMissing) {
    const auto none = make_mini_engine("no/such/folder");
    const auto plan = none->plan(request());
    ASSERT_FALSE(plan);
    EXPECT_NE(to_string(plan.error()).find("no/such/folder"), std::string::npos);
}

}  // namespace
}  // namespace hibari::engine
