#include "base/ids.h"

#include <gtest/gtest.h>
#include <set>

namespace hibari {
namespace {

TEST(Ids, HaveTheirPrefixAndFortyEightDigits) {
    const std::string id = make_id("video_");
    EXPECT_EQ(id.size(), 6U + 48U);
    EXPECT_TRUE(is_id(id, "video_"));
    EXPECT_FALSE(is_id(id, "file_"));
    EXPECT_FALSE(is_id(id + "0", "video_"));
    EXPECT_FALSE(is_id("video_" + std::string(48, 'g'), "video_"));
    EXPECT_FALSE(is_id("video_" + std::string(48, 'A'), "video_"));
    EXPECT_FALSE(is_id("", "video_"));
}

TEST(Ids, NeverRepeat) {
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
        EXPECT_TRUE(seen.insert(make_id("x_")).second);
    }
}

TEST(Hex, WritesTwoDigitsPerByte) {
    EXPECT_EQ(to_hex(std::string_view("\x00\x0f\xff", 3)), "000fff");
    EXPECT_EQ(to_hex(""), "");
}

}  // namespace
}  // namespace hibari
