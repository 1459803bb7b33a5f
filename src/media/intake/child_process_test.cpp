#include "media/intake/child_process.h"

#include "media/intake/intake.h"
#include "media/intake/testing/canary.h"
#include "media/intake/testing/pictures.h"

#include <array>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <thread>

namespace hibari::media {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

TEST(ChildProcess, IsKilledWhenItTakesTooLong) {
    const auto input = memory_file("input");
    auto child = ChildProcess::start(testing::canary_arguments("wait for ever"), *input, 60ms, {});
    ASSERT_TRUE(child) << to_string(child.error());
    std::array<std::byte, 1> byte{};
    const auto began = Clock::now();
    const auto read = child->read(byte);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::kDeadlineExceeded);
    EXPECT_EQ(child->end().signal, SIGKILL);
    EXPECT_LT(Clock::now() - began, 500ms);
}

TEST(ChildProcess, IsKilledOnAStopRequest) {
    const auto input = memory_file("input");
    std::stop_source stop;
    auto child = ChildProcess::start(
        testing::canary_arguments("wait for ever"), *input, 10s, stop.get_token()
    );
    ASSERT_TRUE(child);
    std::array<std::byte, 1> byte{};
    const auto began = Clock::now();
    const std::jthread other([&] { stop.request_stop(); });
    const auto read = child->read(byte);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::kCancelled);
    EXPECT_EQ(child->end().signal, SIGKILL);
    EXPECT_LT(Clock::now() - began, 500ms);
}

TEST(ChildProcess, SaysWhenTheMachineCannotStartOne) {
    const auto upload = memory_file(testing::picture_bytes("odd.png"));
    rlimit before{};
    ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
    const int next = fcntl(upload->number(), F_DUPFD, 0);
    const rlimit none{.rlim_cur = static_cast<rlim_t>(next + 1), .rlim_max = before.rlim_max};
    ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &none), 0);
    const auto picture = decode_picture(*upload);
    ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &before), 0);
    close(next);
    ASSERT_FALSE(picture);
    EXPECT_EQ(picture.error().code, ErrorCode::kResourceExhausted) << to_string(picture.error());
}

}  // namespace
}  // namespace hibari::media
