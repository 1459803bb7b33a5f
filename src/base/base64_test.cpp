#include "base/base64.h"

#include <gtest/gtest.h>
#include <utility>
#include <vector>

namespace hibari {
namespace {

// RFC 4648, section 10.
TEST(Base64, WritesAndReadsTheExamplesOfTheStandard) {
    const std::vector<std::pair<std::string, std::string>> examples = {
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"},
        {std::string("\xff\xfe\x00", 3), "//4A"},
    };
    for (const auto& [bytes, text] : examples) {
        EXPECT_EQ(to_base64(bytes), text);
        EXPECT_EQ(from_base64(text), bytes);
    }
}

TEST(Base64, RefusesWhatIsNoBase64) {
    for (const char* text : {"Z", "Zg=", "Zg==Zg==", "Z===", "Zm9v\n", "Zm-_", "Zh==", "=AAA"}) {
        EXPECT_EQ(from_base64(text), std::nullopt) << text;
    }
}

}  // namespace
}  // namespace hibari
