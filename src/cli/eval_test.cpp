#include "cli/eval.h"

#include "engine/null_engine.h"
#include "engine/world/world_engine.h"

#include <array>
#include <filesystem>
#include <gtest/gtest.h>
#include <sstream>

namespace hibari::cli {
namespace {

namespace fs = std::filesystem;

engine::Registry engines() {
    engine::Registry registry;
    registry.add(engine::make_world_engine());
    registry.add(engine::make_null_engine());
    return registry;
}

struct Screen {
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream error;
    SystemClock clock;

    Result<void> run(const EvalOptions& options, std::stop_token stop = {}) {
        Terminal terminal{.in = in, .out = out, .error = error, .clock = clock};
        return run_eval(options, engines(), terminal, std::move(stop));
    }
};

Result<EvalOptions> parsed(std::initializer_list<const char*> words) {
    const std::vector<const char*> arguments(words);
    const Command command = HIBARI_TRY(parse_command_line(arguments));
    return std::get<EvalOptions>(command);
}

TEST(EvalCommand, ReadsItsOptions) {
    const auto options = parsed(
        {"eval",
         "--engine",
         "null",
         "--clips",
         "5",
         "--held-out",
         "--training-clips",
         "7",
         "--set",
         "remote.url=http://gpu:8000",
         "--seconds",
         "2.5",
         "-o",
         "there"}
    );
    ASSERT_TRUE(options);
    EXPECT_EQ(options->engine, "null");
    EXPECT_EQ(options->clips, 5);
    EXPECT_TRUE(options->held_out);
    EXPECT_FALSE(options->gap);
    EXPECT_EQ(options->training_clips, 7);
    EXPECT_EQ(options->settings.at("remote.url"), "http://gpu:8000");
    EXPECT_EQ(options->seconds, 2.5);
    EXPECT_EQ(options->output, "there");
    EXPECT_FALSE(parsed({"eval", "--set", "nothing"}));
    EXPECT_FALSE(parsed({"eval", "--clips", "many"}));
    EXPECT_TRUE(parsed({"eval", "--gap"})->gap);
    EXPECT_FALSE(parsed({"eval", "--gap", "--held-out"}));
}

TEST(EvalCommand, SettingsNameAServer) {
    const auto without = eval_engines({});
    ASSERT_TRUE(without);
    EXPECT_TRUE(without->find("null"));
    EXPECT_FALSE(without->find("remote"));
    const auto with = eval_engines({.settings = {{"remote.url", "http://127.0.0.1:9"}}});
    ASSERT_TRUE(with);
    EXPECT_TRUE(with->find("remote"));
    EXPECT_FALSE(eval_engines({.settings = {{"remote.nonsense", "1"}}}));
}

TEST(EvalCommand, WritesTableJsonAndSheet) {
    const fs::path folder = fs::path(::testing::TempDir()) / "hibari_eval_test";
    fs::remove_all(folder);
    Screen screen;
    const auto done = screen.run({
        .engine = "null",
        .clips = 1,
        .size = "96x64",
        .seconds = 1.0,
        .sheet = (folder / "sheet.png").string(),
        .output = folder.string(),
    });
    ASSERT_TRUE(done) << to_string(done.error());
    EXPECT_NE(screen.out.str().find("missed"), std::string::npos);
    EXPECT_TRUE(fs::exists(folder / "evaluation.json"));
    EXPECT_TRUE(fs::exists(folder / "sheet.png"));
    fs::remove_all(folder);
}

TEST(EvalCommand, SaysBeforeTheWorkWhatCannotBe) {
    Screen screen;
    const auto field_of = [&](const EvalOptions& options) {
        const auto done = screen.run(options);
        return done ? std::string("none") : done.error().field;
    };
    EXPECT_EQ(field_of({.sheet = "sheet.jpg"}), "sheet");
    EXPECT_EQ(field_of({.size = "big"}), "size");
    EXPECT_FALSE(screen.run({.engine = "nobody"}));
    EXPECT_TRUE(screen.out.str().empty());
}

TEST(EvalCommand, StopsWhenAskedAndWritesNothing) {
    const fs::path folder = fs::path(::testing::TempDir()) / "hibari_eval_stopped";
    fs::remove_all(folder);
    std::stop_source source;
    source.request_stop();
    Screen screen;
    const auto done = screen.run({.output = folder.string()}, source.get_token());
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::kCancelled);
    EXPECT_FALSE(fs::exists(folder / "evaluation.json"));
    fs::remove_all(folder);
}

}  // namespace
}  // namespace hibari::cli
