#include "media/intake/sandbox.h"

#include "media/intake/child_process.h"
#include "media/intake/intake.h"
#include "media/intake/testing/canary.h"

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <gtest/gtest.h>
#include <optional>

namespace hibari::media {
namespace {

using namespace std::chrono_literals;

struct Fate {
    /// What the canary said first; none when it was stopped before.
    std::optional<char> said;
    ChildEnd end;
};

Fate fate_of(const std::string& misdeed) {
    const auto input = memory_file("input");
    EXPECT_TRUE(input);
    auto child = ChildProcess::start(testing::canary_arguments(misdeed), *input, 5s, {});
    EXPECT_TRUE(child) << to_string(child.error());
    Fate fate;
    char said = 0;
    if (child->read(std::as_writable_bytes(std::span(&said, 1)))) {
        fate.said = said;
    }
    fate.end = child->end();
    return fate;
}

class Misdeed : public ::testing::TestWithParam<std::string> {};

TEST_P(Misdeed, EndsTheProcess) {
    const Fate fate = fate_of(GetParam());
    EXPECT_FALSE(fate.said) << "it went on";
    EXPECT_EQ(fate.end.signal, SIGSYS);
}

INSTANTIATE_TEST_SUITE_P(
    Sandbox,
    Misdeed,
    ::testing::Values(
        "socket",
        "open through the kernel",
        "run program",
        "fork",
        "start thread",
        "send signal",
        "trace parent",
        "run memory",
        "write to input",
        "remove limits",
        "read rest",
        "close and wait"
    ),
    [](const auto& test) {
        std::string name = test.param;
        std::ranges::replace(name, ' ', '_');
        return name;
    }
);

TEST(Sandbox, LetsTheInputBeRead) {
    EXPECT_EQ(fate_of("read input").said, 'i');
}

TEST(Sandbox, OpensNoFile) {
    EXPECT_EQ(fate_of("open file").said, '.');
}

TEST(Sandbox, HasNoEnvironment) {
    EXPECT_EQ(fate_of("look around").said, '.');
}

TEST(Sandbox, RefusesMemoryBeyondTheLimit) {
    if (!kSandboxLimitsMemory) {
        GTEST_SKIP() << "the address sanitizer needs all addresses";
    }
    EXPECT_EQ(fate_of("allocate").said, '.');
}

// A second of processor time.
TEST(Sandbox, EndsWhatComputesForEver) {
    const Fate fate = fate_of("wait for ever");
    EXPECT_FALSE(fate.said);
    EXPECT_EQ(fate.end.signal, SIGXCPU);
}

}  // namespace
}  // namespace hibari::media
