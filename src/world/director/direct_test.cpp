#include "world/director/direct.h"

#include <gtest/gtest.h>

namespace hibari::world {
namespace {

TEST(Direct, RefusesAnEmptyPrompt) {
    EXPECT_FALSE(direct("").has_value());
    EXPECT_FALSE(direct("  \n ").has_value());
}

}  // namespace
}  // namespace hibari::world
