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
    const auto clip = make(on);
    ASSERT_TRUE(clip) << to_string(clip.error());
    EXPECT_EQ(clip->frames.size(), 48U);
    EXPECT_EQ(clip->audio.size(), 96'000U);
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
