#include "trust/c2pa/asn1_time.h"

#include <gtest/gtest.h>
#include <memory>

namespace hibari::trust {
namespace {

using std::chrono::system_clock;

std::optional<system_clock::time_point> read(const char* text) {
    const std::unique_ptr<ASN1_TIME, decltype(&ASN1_TIME_free)> time(
        ASN1_TIME_new(), &ASN1_TIME_free
    );
    return ASN1_TIME_set_string(time.get(), text) == 1 ? to_time_point(time.get()) : std::nullopt;
}

TEST(Asn1Time, IsTheSecondItSays) {
    EXPECT_EQ(read("20261201032200Z"), system_clock::from_time_t(1'796'095'320));
    EXPECT_EQ(read("700101000000Z"), system_clock::from_time_t(0));
}

TEST(Asn1Time, BeyondTheClockIsItsEndAndNotItsBeginning) {
    const auto never = read("99991231235959Z");
    ASSERT_TRUE(never);
    EXPECT_GT(*never, system_clock::from_time_t(9'000'000'000));
    const auto old = read("00010101000000Z");
    ASSERT_TRUE(old);
    EXPECT_LT(*old, system_clock::from_time_t(-9'000'000'000));
}

TEST(Asn1Time, OfNothingIsNothing) {
    EXPECT_FALSE(to_time_point(nullptr));
}

}  // namespace
}  // namespace hibari::trust
