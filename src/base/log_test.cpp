#include "base/log.h"

#include "base/time_text.h"

#include <gtest/gtest.h>

namespace hibari {
namespace {

TEST(LogLine, IsOneJsonObjectForMachines) {
    const std::string line = log_line(
        LogFormat::kJson,
        "2026-11-30T00:00:00.000Z",
        LogLevel::kWarning,
        "job lost",
        Json::object({{"job", "video_1"}, {"attempt", 2}})
    );
    EXPECT_EQ(
        line,
        R"({"time":"2026-11-30T00:00:00.000Z","level":"warning","event":"job lost","job":"video_1","attempt":2})"
    );
}

// A field could otherwise forge a second line.
TEST(LogLine, StaysOneLineWhateverItsFieldsHold) {
    for (const LogFormat format : {LogFormat::kHuman, LogFormat::kJson}) {
        const std::string line = log_line(
            format, "now", LogLevel::kInfo, "login", Json::object({{"name", "a\nb c\x1b[31m"}})
        );
        EXPECT_EQ(line.find('\n'), std::string::npos);
        EXPECT_EQ(line.find('\x1b'), std::string::npos);
    }
}

TEST(LogLine, ReadsAsFieldsForPeople) {
    EXPECT_EQ(
        log_line(
            LogFormat::kHuman,
            "now",
            LogLevel::kInfo,
            "ready",
            Json::object({{"port", 8080}, {"address", "127.0.0.1"}})
        ),
        "now info  ready  port=8080  address=127.0.0.1"
    );
}

TEST(LogLevel, IsReadFromItsName) {
    EXPECT_EQ(*parse_log_level("error"), LogLevel::kError);
    EXPECT_FALSE(parse_log_level("loud"));
}

TEST(TimeText, IsUtcWithMilliseconds) {
    EXPECT_EQ(to_rfc3339(from_unix_us(0)), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(to_rfc3339(from_unix_us(1'796'038'751'123'456)), "2026-11-30T11:39:11.123Z");
    EXPECT_EQ(to_rfc3339(from_unix_us(-1)), "1969-12-31T23:59:59.999Z");
    EXPECT_EQ(to_unix_us(from_unix_us(1'796'038'751'123'456)), 1'796'038'751'123'456);
}

}  // namespace
}  // namespace hibari
