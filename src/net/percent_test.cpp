#include "net/percent.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace hibari::net {
namespace {

TEST(Percent, DecodesEscapes) {
    EXPECT_EQ(percent_decode("a%2Fb%2fc", Plus::kItself), "a/b/c");
    EXPECT_EQ(percent_decode("a+b", Plus::kItself), "a+b");
    EXPECT_EQ(percent_decode("a+b", Plus::kSpace), "a b");
    EXPECT_EQ(percent_decode("%00", Plus::kItself), std::string(1, '\0'));
}

TEST(Percent, RefusesBrokenEscapes) {
    for (const char* text : {"%", "%4", "a%4", "%zz", "%4g", "%%41"}) {
        EXPECT_FALSE(percent_decode(text, Plus::kItself)) << text;
    }
}

RC_GTEST_PROP(Percent, DecodesWhatItEncodes, (const std::string& text)) {
    RC_ASSERT(percent_decode(percent_encode(text), Plus::kItself) == text);
    RC_ASSERT(percent_decode(percent_encode(text), Plus::kSpace) == text);
}

}  // namespace
}  // namespace hibari::net
