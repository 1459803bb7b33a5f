// A program believes nothing that its engine's process says.

#include "engine/process/process_engine.h"
#include "engine/process/testing/strict_clip.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <string>

namespace hibari::engine {
namespace {

Error lie(const std::string& name) {
    const auto engine = make_process_engine(
        {.name = "test"},
        {
            .program = std::filesystem::read_symlink("/proc/self/exe").parent_path() /
                       "engine_process_child",
            .arguments = {"--lie", name},
            .answer_max = std::chrono::seconds(20),
        }
    );
    testing::StrictClip sink;
    Progress progress;
    const auto made =
        engine->generate({.prompt = "p", .size = {64, 64}, .fps = 24}, sink, progress, {});
    EXPECT_FALSE(made);
    EXPECT_FALSE(sink.clip.finished);
    return made ? Error{} : made.error();
}

class Lie : public ::testing::TestWithParam<const char*> {};

TEST_P(Lie, IsAnInternalError) {
    const Error error = lie(GetParam());
    EXPECT_EQ(error.code, ErrorCode::kInternal) << to_string(error);
    EXPECT_NE(error.message, "");
}

INSTANTIATE_TEST_SUITE_P(
    LyingEngine,
    Lie,
    ::testing::Values(
        "no hello",
        "nothing",
        "half a head",
        "noise",
        "unknown kind",
        "hello again",
        "a request",
        "huge answer",
        "huge progress",
        "answer that is no JSON",
        "answer without a clip",
        "frame before the clip",
        "sound before the clip",
        "end before the clip",
        "clip of another size",
        "clip of another rate",
        "endless clip",
        "negative clip",
        "clip in a clip",
        "small frame",
        "huge frame",
        "too many frames",
        "too few frames",
        "frame after the end",
        "too much sound",
        "huge sound",
        "half a sample",
        "sound that is no number",
        "keeps what is not there",
        "crash",
        "error that says nothing"
    )
);

TEST(LyingEngine, SaysNothingThatATerminalWouldObey) {
    const Error error = lie("terminal codes");
    EXPECT_EQ(error.code, ErrorCode::kNotFound);
    EXPECT_EQ(error.message, "?[2J??");
}

TEST(LyingEngine, OfAnotherVersionIsToldApart) {
    EXPECT_EQ(lie("another version").code, ErrorCode::kFailedPrecondition);
}

}  // namespace
}  // namespace hibari::engine
