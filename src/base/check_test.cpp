#include "base/check.h"

#include <gtest/gtest.h>

namespace hibari {
namespace {

TEST(CheckDeathTest, PrintsConditionAndValues) {
    const int first = 3;
    const std::string name = "ball";
    EXPECT_DEATH(
        HIBARI_CHECK(first < 2, first, name),
        "check failed: first < 2 with first, name = 3 \"ball\""
    );
}

TEST(Check, LetsTrueConditionsPass) {
    HIBARI_CHECK(1 + 1 == 2);
    HIBARI_DCHECK(true, 1);
}

}  // namespace
}  // namespace hibari
