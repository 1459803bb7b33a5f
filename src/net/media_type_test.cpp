#include "net/media_type.h"

#include <gtest/gtest.h>

namespace hibari::net {
namespace {

TEST(ParameterisedValue, ReadsTokensAndQuotedStrings) {
    const auto parsed = parse_parameterised("Form-Data; NAME=a ; filename=\"b;\\\"c\\\\d\\e\";");
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->value, "form-data");
    EXPECT_EQ(*parsed->find("name"), "a");
    EXPECT_EQ(*parsed->find("filename"), "b;\"c\\d\\e");
    EXPECT_EQ(parsed->find("other"), nullptr);
}

TEST(ParameterisedValue, MayHaveNoParameters) {
    const auto parsed = parse_parameterised(" application/json ");
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->value, "application/json");
    EXPECT_TRUE(parsed->parameters.empty());
}

TEST(ParameterisedValue, RefusesWhatIsMalformed) {
    for (const char* field :
         {"a; b", "a; =c", "a; b=", "a; b=\"c", "a; b=c d", "a; b=\"c\"d", "a; b=1; B=2", "a; b c=d"
         }) {
        EXPECT_FALSE(parse_parameterised(field)) << field;
    }
}

}  // namespace
}  // namespace hibari::net
