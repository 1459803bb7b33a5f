// The contract of an engine, kept across a process: what the test engine does here it does there.

#include "engine/process/process_engine.h"

#include "base/files.h"
#include "engine/process/message_socket.h"
#include "engine/process/request_json.h"
#include "engine/process/testing/strict_clip.h"
#include "engine/process/testing/test_engine.h"
#include "media/mp4_writer.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <gtest/gtest.h>
#include <span>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace hibari::engine {
namespace {

namespace fs = std::filesystem;

using std::chrono::milliseconds;

ProgramOptions program(std::vector<std::string> arguments = {}) {
    return {
        .program = fs::read_symlink("/proc/self/exe").parent_path() / "engine_process_child",
        .hint_when_missing = "build it",
        .arguments = std::move(arguments),
    };
}

EngineFacts facts() {
    const auto engine = testing::make_test_engine();
    return {.name = "test", .abilities = engine->abilities()};
}

ClipRequest request_for(std::string prompt, double seconds = 1.0) {
    return {
        .prompt = std::move(prompt),
        .size = {64, 48},
        .fps = 24,
        .seconds = seconds,
        .seed = 0xFFFF'FFFF'FFFF'FFF0,
    };
}

/// A clip and everything that was heard of it.
struct Made {
    Result<ClipReport> report;
    testing::StrictClip sink = {};
    std::vector<ProgressReport> progress = {};

    std::int64_t pid() const { return report->interpretation.at("pid").as_integer(); }
};

Made make(Generator& engine, const ClipRequest& request, std::stop_token stop = {}) {
    Made made;
    Progress progress([&](const ProgressReport& report) { made.progress.push_back(report); });
    made.report = engine.generate(request, made.sink, progress, std::move(stop));
    return made;
}

class ProcessEngineTest : public ::testing::Test {
  protected:
    std::unique_ptr<Generator> engine_ = make_process_engine(facts(), program());
};

bool same_pixels(const media::MemoryClip& left, const media::MemoryClip& right) {
    return std::ranges::equal(left.frames, right.frames, [](const auto& one, const auto& other) {
        return std::ranges::equal(one.pixels(), other.pixels()) && one.index == other.index;
    });
}

TEST_F(ProcessEngineTest, MakesTheSameClipAsInThisProcess) {
    const ClipRequest request = request_for("noise", 2.5);
    const Made there = make(*engine_, request);
    const Made here = make(*testing::make_test_engine(), request);
    ASSERT_TRUE(there.report) << to_string(there.report.error());
    EXPECT_TRUE(same_pixels(there.sink.clip, here.sink.clip));
    EXPECT_EQ(there.sink.clip.audio.left, here.sink.clip.audio.left);
    EXPECT_EQ(there.sink.clip.audio.right, here.sink.clip.audio.right);
    EXPECT_TRUE(there.sink.clip.finished);
    EXPECT_EQ(there.report->format.frame_count, 60);
    EXPECT_EQ(there.report->script, here.report->script);
    EXPECT_EQ(
        there.report->interpretation.at("request"), here.report->interpretation.at("request")
    );
    EXPECT_NE(there.pid(), here.pid());
    ASSERT_EQ(there.progress.size(), here.progress.size());
    for (std::size_t i = 0; i < here.progress.size(); ++i) {
        EXPECT_EQ(there.progress[i].stage, here.progress[i].stage);
        EXPECT_EQ(there.progress[i].done, here.progress[i].done);
        EXPECT_EQ(there.progress[i].total, here.progress[i].total);
        EXPECT_DOUBLE_EQ(there.progress[i].fraction, here.progress[i].fraction);
    }
}

TEST_F(ProcessEngineTest, StartsNothingForWhatIsKnownAndOneProcessForTheRest) {
    EXPECT_EQ(engine_->name(), "test");
    EXPECT_TRUE(engine_->abilities().first_frame);
    const auto plan = engine_->plan(request_for("a"));
    ASSERT_TRUE(plan) << to_string(plan.error());
    EXPECT_EQ(plan->format.frame_count, 24);
    EXPECT_EQ(plan->script.at("prompt").as_string(), "a");
    const Made first = make(*engine_, request_for("b"));
    const Made second = make(*engine_, request_for("c"));
    ASSERT_TRUE(first.report && second.report);
    EXPECT_EQ(first.pid(), plan->interpretation.at("pid").as_integer());
    EXPECT_EQ(second.pid(), first.pid());
    EXPECT_EQ(second.report->script.at("prompt").as_string(), "c");
}

TEST_F(ProcessEngineTest, HandsOverThePictureThatTheClipBeginsWith) {
    ClipRequest request = request_for("a");
    request.size = {1920, 1080};  // More than a socket holds.
    request.first_frame = media::Frame(request.size);
    std::ranges::fill(request.first_frame->pixels(), std::uint8_t{3});
    const auto plan = engine_->plan(request);
    ASSERT_TRUE(plan) << to_string(plan.error());
    EXPECT_EQ(plan->interpretation.at("sum").as_integer(), 3 * 1920 * 1080 * 3);
}

TEST_F(ProcessEngineTest, HandsOverFilesThatHaveNoNameThere) {
    const fs::path folder = ::testing::TempDir();
    ASSERT_TRUE(write_file(folder / "ann.bin", "AAAAAAAA", Existing::kReplace));
    ASSERT_TRUE(write_file(folder / "bob.bin", "BBBBBBBB", Existing::kReplace));
    ClipRequest request = request_for("a");
    const FileDescriptor open_here(::open((folder / "ann.bin").c_str(), O_RDONLY | O_CLOEXEC));
    request.characters = {
        // As a worker names blobs.
        {.name = "Ann", .clip = "/proc/self/fd/" + std::to_string(open_here.number())},
        {.name = "Bob", .clip = folder / "bob.bin"},
    };
    const auto plan = engine_->plan(request);
    ASSERT_TRUE(plan) << to_string(plan.error());
    EXPECT_EQ(plan->interpretation.at("files").at(0).at(0).as_integer(), 'A');
    EXPECT_EQ(plan->interpretation.at("files").at(1).at(7).as_integer(), 'B');
    request.characters[1].clip = folder / "nobody.bin";
    EXPECT_EQ(engine_->plan(request).error().code, ErrorCode::kNotFound);
}

TEST_F(ProcessEngineTest, KeepsTheFramesOfTheClipThatGoesOn) {
    const fs::path file = fs::path(::testing::TempDir()) / "process_source.mp4";
    const ClipRequest first = request_for("first");
    const auto writer = media::Mp4Writer::create(file);
    ASSERT_TRUE(writer);
    Progress silent;
    ASSERT_TRUE(engine_->generate(first, **writer, silent, {}));
    ClipRequest request = request_for("second");
    request.source = {.change = Change::kExtend, .file = file};
    const Made there = make(*engine_, request);
    const Made here = make(*testing::make_test_engine(), request);
    ASSERT_TRUE(there.report) << to_string(there.report.error());
    EXPECT_EQ(there.sink.clip.frames.size(), 48U);
    EXPECT_TRUE(same_pixels(there.sink.clip, here.sink.clip));
}

TEST_F(ProcessEngineTest, RefusalsArriveAsTheyWere) {
    const auto plan = engine_->plan(request_for("refuse this"));
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error().code, ErrorCode::kUnsupported);
    EXPECT_EQ(plan.error().message, "it was asked to refuse");
    EXPECT_EQ(plan.error().field, "prompt");
    EXPECT_EQ(plan.error().hint, "ask for something else");
    EXPECT_EQ(plan.error().reason, "asked");
    EXPECT_TRUE(engine_->plan(request_for("do this")));
}

TEST_F(ProcessEngineTest, ADeathCostsOneClipAndSaysWhy) {
    const auto fails_with = [&](const char* prompt) {
        const Made made = make(*engine_, request_for(prompt));
        EXPECT_FALSE(made.report);
        EXPECT_FALSE(made.sink.clip.finished);
        EXPECT_EQ(made.sink.clip.frames.size(), 3U) << prompt;
        return made.report ? Error{} : made.report.error();
    };
    const Error crashed = fails_with("crash");
    EXPECT_EQ(crashed.code, ErrorCode::kInternal);
    EXPECT_NE(crashed.message.find("SIGSEGV"), std::string::npos) << crashed.message;
    const Error killed = fails_with("kill");
    EXPECT_EQ(killed.code, ErrorCode::kResourceExhausted);
    EXPECT_NE(killed.hint, "");
    const Error left = fails_with("exit");
    EXPECT_EQ(left.code, ErrorCode::kInternal);
    EXPECT_NE(left.message.find("exit code 3"), std::string::npos) << left.message;
    EXPECT_EQ(fails_with("no memory").code, ErrorCode::kResourceExhausted);
    EXPECT_TRUE(make(*engine_, request_for("and on")).report);
}

TEST_F(ProcessEngineTest, StopsWhenAskedAndMakesTheNextClip) {
    std::int64_t pid = make(*engine_, request_for("a")).pid();
    std::stop_source stop;
    testing::StrictClip sink;
    Progress progress([&](const ProgressReport& report) {
        if (report.done == 3) {
            stop.request_stop();
        }
    });
    const auto made = engine_->generate(request_for("endless"), sink, progress, stop.get_token());
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::kCancelled);
    EXPECT_FALSE(sink.clip.finished);
    EXPECT_EQ(make(*engine_, request_for("b")).pid(), pid);
    // Asked before it began.
    EXPECT_EQ(
        make(*engine_, request_for("c"), stop.get_token()).report.error().code,
        ErrorCode::kCancelled
    );
    EXPECT_TRUE(make(*engine_, request_for("d")).report);
}

TEST_F(ProcessEngineTest, WhoDoesNotStopIsKilled) {
    ProgramOptions options = program();
    options.stop_max = milliseconds(100);
    engine_ = make_process_engine(facts(), options);
    std::stop_source stop;
    testing::StrictClip sink;
    Progress progress([&](const ProgressReport& report) {
        if (report.done == 3) {
            stop.request_stop();
        }
    });
    const auto made = engine_->generate(request_for("deaf"), sink, progress, stop.get_token());
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::kCancelled);
    EXPECT_TRUE(make(*engine_, request_for("b")).report);
}

TEST_F(ProcessEngineTest, AFullDiskEndsTheEngineToo) {
    testing::StrictClip sink;
    sink.fail_at = 2;
    Progress progress;
    const auto made = engine_->generate(request_for("endless"), sink, progress, {});
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().message, "the disk is full");
    EXPECT_TRUE(make(*engine_, request_for("b")).report);
}

TEST_F(ProcessEngineTest, IsStartedAgainWhenItWasKilledBetweenTwoClips) {
    const Made first = make(*engine_, request_for("a"));
    ASSERT_TRUE(first.report);
    ASSERT_EQ(::kill(static_cast<pid_t>(first.pid()), SIGKILL), 0);
    const Made second = make(*engine_, request_for("b"));
    ASSERT_TRUE(second.report) << to_string(second.report.error());
    EXPECT_NE(second.pid(), first.pid());
}

TEST(ProcessEngine, AnIdleProcessGivesItsMemoryBack) {
    const auto engine = make_process_engine(facts(), program({"--idle-ms", "1"}));
    // Each comes while the process of the one before is leaving or gone.
    for (int i = 0; i < 20; ++i) {
        const Made made = make(*engine, request_for("a"));
        ASSERT_TRUE(made.report) << to_string(made.report.error());
    }
}

TEST(ProcessEngine, AnEngineThatCannotBeMadeSaysWhy) {
    const auto engine = make_process_engine(facts(), program({"--no-engine"}));
    for (int i = 0; i < 2; ++i) {
        const Made made = make(*engine, request_for("a"));
        ASSERT_FALSE(made.report);
        EXPECT_EQ(made.report.error().code, ErrorCode::kNotFound);
        EXPECT_EQ(made.report.error().message, "there are no weights");
    }
}

TEST(ProcessEngine, IsNotBuiltWhereItsProgramIsMissing) {
    ProgramOptions options = program();
    options.program += "-nowhere";
    const auto engine = make_process_engine(facts(), options);
    const auto checked = engine->check(request_for("a"));
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code, ErrorCode::kUnsupported);
    EXPECT_EQ(checked.error().message, "the engine test is not built here");
    EXPECT_EQ(checked.error().hint, "build it");
    EXPECT_EQ(engine->plan(request_for("a")).error().code, ErrorCode::kUnsupported);
}

TEST(ProcessEngine, AProgramThatIsSomethingElseIsAnError) {
    const auto engine = make_process_engine(facts(), {.program = "/bin/true"});
    EXPECT_EQ(engine->plan(request_for("a")).error().code, ErrorCode::kInternal);
    const auto other = make_process_engine(facts(), {.program = "/etc"});
    EXPECT_EQ(other->plan(request_for("a")).error().code, ErrorCode::kUnsupported);
}

TEST(ProcessEngine, AHungProcessIsNotWaitedForForEver) {
    ProgramOptions options{.program = "/bin/sleep", .arguments = {"100"}};
    options.answer_max = milliseconds(50);
    const auto engine = make_process_engine(facts(), options);
    EXPECT_EQ(engine->plan(request_for("a")).error().code, ErrorCode::kDeadlineExceeded);
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(
        make(*engine, request_for("a"), stop.get_token()).report.error().code, ErrorCode::kCancelled
    );
}

TEST(ProcessEngine, EndsWithItsOwner) {
    auto engine = make_process_engine(facts(), program());
    const Made made = make(*engine, request_for("a"));
    ASSERT_TRUE(made.report);
    engine.reset();
    EXPECT_NE(::kill(static_cast<pid_t>(made.pid()), 0), 0);
}

/// Starts the engine's program by hand, lets it make a clip, and goes away in the middle of it.
/// Returns how it ended.
int end_in_the_middle_of(const char* prompt) {
    auto ends = connected_sockets();
    EXPECT_TRUE(ends);
    const std::string path = program().program.string();
    const pid_t pid = ::fork();
    if (pid == 0) {
        ::dup2(ends->second.number(), STDIN_FILENO);
        ::execl(path.c_str(), path.c_str(), nullptr);
        ::_exit(127);
    }
    ends->second.reset();
    {
        MessageSocket socket(std::move(ends->first));
        const std::string json = to_string(*to_json(request_for(prompt)));
        EXPECT_TRUE(socket.send(MessageKind::kGenerate, std::as_bytes(std::span(json))));
        // Its third frame has been drawn when this much has come.
        std::vector<std::byte> some(3 * 64 * 48 * 3);
        EXPECT_TRUE(socket.read(some));
    }
    int status = -1;
    EXPECT_EQ(::waitpid(pid, &status, 0), pid);
    return status;
}

TEST(EngineHost, EndsWhenNobodyWantsTheClipAnyMore) {
    for (const char* prompt : {"noise", "endless", "deaf"}) {
        EXPECT_EQ(end_in_the_middle_of(prompt), 0) << prompt;
    }
}

}  // namespace
}  // namespace hibari::engine
