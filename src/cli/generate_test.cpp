#include "cli/generate.h"

#include "base/files.h"
#include "base/json.h"
#include "cli/exit_code.h"
#include "media/mp4_reader.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>
#include <sstream>

namespace hibari::cli {
namespace {

namespace fs = std::filesystem;

/// An engine that paints every frame grey; it may fail or be stopped on the way.
class GreyEngine final : public engine::Generator {
  public:
    std::string_view name() const override { return "grey"; }

    std::string_view description() const override { return "grey frames"; }

    std::vector<std::string> styles() const override { return {}; }

    engine::Abilities abilities() const override { return {}; }

    Result<void> check(const engine::ClipRequest& /*request*/) const override { return {}; }

    Result<engine::ClipPlan> plan(const engine::ClipRequest& request) override {
        return engine::ClipPlan{
            .format = media::clip_format(request.size, request.fps, request.seconds.value_or(1.0)),
            .interpretation = Json::object({{"understood", Json::array({request.prompt})}}),
            .script = request.script.value_or(Json::object({{"shots", Json::array()}})),
        };
    }

    Result<engine::ClipReport> generate(
        const engine::ClipRequest& request,
        media::ClipSink& sink,
        Progress& progress,
        std::stop_token stop
    ) override {
        const engine::ClipPlan clip = HIBARI_TRY(plan(request));
        HIBARI_TRY(sink.begin(clip.format));
        progress.begin("render", clip.format.frame_count);
        for (std::int64_t i = 0; i < clip.format.frame_count; ++i) {
            if (stop.stop_requested()) {
                return fail(ErrorCode::kCancelled, "stopped");
            }
            if (i == fail_at) {
                return fail(ErrorCode::kResourceExhausted, "out of memory");
            }
            HIBARI_TRY(sink.push_frame(media::Frame(clip.format.size)));
            progress.advance();
        }
        HIBARI_TRY(sink.finish());
        return engine::ClipReport{clip.format, clip.interpretation, clip.script};
    }

    std::int64_t fail_at = -1;
};

class GenerateTest : public testing::Test {
  protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "hibari-cli-XXXXXX").string();
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
        auto owned = std::make_unique<GreyEngine>();
        grey_ = owned.get();
        engines_.add(std::move(owned));
        options_ = {
            .prompt = "a ball",
            .output = (folder_ / "clip.mp4").string(),
            .size = "64x64",
            .fps = 24
        };
    }

    void TearDown() override { fs::remove_all(folder_); }

    Result<void> run() {
        Terminal terminal{.in = in_, .out = out_, .error = error_, .clock = clock_};
        return run_generate(options_, engines_, terminal, stop_.get_token());
    }

    std::size_t entries() const {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(folder_), fs::directory_iterator())
        );
    }

    fs::path folder_;
    engine::Registry engines_;
    GreyEngine* grey_ = nullptr;
    GenerateOptions options_;
    std::istringstream in_{"from standard input"};
    std::ostringstream out_;
    std::ostringstream error_;
    FakeClock clock_;
    std::stop_source stop_;
};

TEST_F(GenerateTest, WritesAClipAndSaysSo) {
    const auto result = run();
    ASSERT_TRUE(result) << to_string(result.error());
    EXPECT_NE(out_.str().find("1.0 s, 64x64, 24 fps"), std::string::npos) << out_.str();
    media::MemoryClip clip;
    EXPECT_TRUE(media::decode_clip(options_.output, clip));
    EXPECT_EQ(clip.frames.size(), 24U);
}

TEST_F(GenerateTest, TellsAsJson) {
    options_.json = true;
    ASSERT_TRUE(run());
    const auto json = parse_json(out_.str());
    ASSERT_TRUE(json) << out_.str();
    EXPECT_EQ(json->at("file").as_string(), options_.output);
    EXPECT_EQ(json->at("frames").as_integer(), 24);
    EXPECT_TRUE(json->at("interpretation").is_object());
}

TEST_F(GenerateTest, PrintsAScriptAndFollowsOne) {
    options_.print_script = true;
    ASSERT_TRUE(run());
    EXPECT_EQ(entries(), 0U);
    ASSERT_TRUE(write_file(folder_ / "s.json", out_.str(), Existing::kReplace));
    options_ = {
        .output = (folder_ / "clip.mp4").string(),
        .size = "64x64",
        .from_script = (folder_ / "s.json").string()
    };
    EXPECT_TRUE(run());
}

TEST_F(GenerateTest, ReadsThePromptFromStandardInput) {
    options_.prompt = "-";
    options_.json = true;
    ASSERT_TRUE(run());
    EXPECT_NE(out_.str().find("from standard input"), std::string::npos);
}

TEST_F(GenerateTest, StopLeavesNothingAndKeepsTheOldFile) {
    ASSERT_TRUE(write_file(options_.output, "old", Existing::kReplace));
    stop_.request_stop();
    const auto result = run();
    ASSERT_FALSE(result);
    EXPECT_EQ(exit_code(result.error().code), 130);
    EXPECT_EQ(*read_file(options_.output, 10), "old");
    EXPECT_EQ(entries(), 1U);
}

TEST_F(GenerateTest, AFailingEngineLeavesNothing) {
    grey_->fail_at = 5;
    EXPECT_EQ(run().error().message, "out of memory");
    EXPECT_EQ(entries(), 0U);
}

TEST_F(GenerateTest, MistakesAreFoundBeforeTheWork) {
    const auto code_for = [this](auto change) {
        const GenerateOptions before = options_;
        change(options_);
        const auto result = run();
        options_ = before;
        return result ? -1 : exit_code(result.error().code);
    };
    EXPECT_EQ(code_for([](auto& o) { o.size = "63x64"; }), 2);
    EXPECT_EQ(code_for([](auto& o) { o.fps = 25; }), 2);
    EXPECT_EQ(code_for([](auto& o) { o.prompt = ""; }), 2);
    EXPECT_EQ(code_for([](auto& o) { o.engine = "none"; }), 3);
    EXPECT_EQ(code_for([](auto& o) { o.from_script = "/nonexistent"; }), 3);
    EXPECT_EQ(code_for([](auto& o) { o.output = "/nonexistent/clip.mp4"; }), 3);
    EXPECT_EQ(code_for([](auto& o) { o.output = "clip.avi"; }), 2);
    EXPECT_EQ(code_for([](auto& o) { o.truth_dir = "/dev/null/truth"; }), 3);
    EXPECT_EQ(code_for([](auto& o) { o.visible_mark = "\xF0\x9F\xA6\x84"; }), 2);
    EXPECT_NE(code_for([](auto& o) { o.visible_mark = "ann"; }), -1) << "nobody could read it";
    EXPECT_EQ(entries(), 0U);
}

TEST_F(GenerateTest, ShowsANameInThePicturesWhenAsked) {
    options_.size = "320x180";
    const auto brightest = [&] {
        const auto result = run();
        EXPECT_TRUE(result) << to_string(result.error());
        media::MemoryClip clip;
        EXPECT_TRUE(media::decode_clip(options_.output, clip));
        return *std::ranges::max_element(clip.frames.back().pixels());
    };
    EXPECT_LT(brightest(), 40) << "the engine's frames are black";
    options_.visible_mark = "ann";
    EXPECT_GT(brightest(), 150);
}

TEST_F(GenerateTest, AScriptThatIsNotJsonNamesTheFileAndPlace) {
    ASSERT_TRUE(write_file(folder_ / "s.json", "{\n oops", Existing::kReplace));
    options_.from_script = (folder_ / "s.json").string();
    const auto result = run();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().field, options_.from_script);
    EXPECT_NE(result.error().message.find("line 2"), std::string::npos);
}

TEST_F(GenerateTest, OutputThatCannotBeWrittenIsAnError) {
    options_.output.clear();
    options_.print_script = true;
    out_.setstate(std::ios::badbit);  // As a stream is after a write to a full disk.
    const Result<void> done = run();
    ASSERT_FALSE(done);
    EXPECT_EQ(exit_code(done.error().code), 5);
    EXPECT_NE(done.error().message.find("standard output"), std::string::npos);
}

TEST_F(GenerateTest, ReadsAScriptThatBeginsWithAByteOrderMark) {
    const fs::path script = folder_ / "script.json";
    ASSERT_TRUE(write_file(script, "\xEF\xBB\xBF{\"shots\": []}", Existing::kKeep));
    options_.prompt.clear();
    options_.from_script = script.string();
    options_.output.clear();
    options_.print_script = true;
    EXPECT_TRUE(run());
}

}  // namespace
}  // namespace hibari::cli
