// The parent believes nothing that a child says.

#include "media/intake/intake.h"
#include "media/intake/testing/clips.h"
#include "media/intake/testing/liar.h"
#include "media/intake/testing/pictures.h"

#include <gtest/gtest.h>
#include <string>

namespace hibari::media {
namespace {

std::string lie(const std::string& name) {
    return std::string(testing::kLie) + name;
}

class Lie : public ::testing::TestWithParam<const char*> {};

TEST_P(Lie, IsAFileThatCannotBeDecoded) {
    const auto picture = testing::decode(lie(GetParam()));
    ASSERT_FALSE(picture);
    EXPECT_EQ(picture.error().code, ErrorCode::kInvalidArgument);
    EXPECT_EQ(picture.error().reason, "not_decodable");
    const auto clip = testing::inspect(lie(GetParam()));
    ASSERT_FALSE(clip);
    EXPECT_EQ(clip.error().reason, "not_decodable");
}

INSTANTIATE_TEST_SUITE_P(
    LyingChild,
    Lie,
    ::testing::Values(
        "nothing",
        "half a head",
        "crash",
        "flood",
        "unknown kind",
        "huge picture",
        "negative picture",
        "picture without pixels",
        "picture of another size",
        "short error",
        "no frames",
        "endless clip"
    )
);

TEST(LyingChild, SaysNothingThatATerminalWouldObey) {
    const auto picture = testing::decode(lie("terminal codes"));
    ASSERT_FALSE(picture);
    EXPECT_EQ(picture.error().message, "?[2J");
    EXPECT_EQ(picture.error().reason, "a?b");
    EXPECT_EQ(picture.error().code, ErrorCode::kInternal);
}

}  // namespace
}  // namespace hibari::media
