#include "eval/lab.h"

#include <gtest/gtest.h>

namespace hibari::eval {
namespace {

TEST(Lab, KnowsWhiteBlackAndRed) {
    EXPECT_NEAR(to_lab(255, 255, 255).l, 100.0F, 0.05F);
    EXPECT_NEAR(chroma(to_lab(255, 255, 255)), 0.0F, 0.05F);
    EXPECT_NEAR(to_lab(0, 0, 0).l, 0.0F, 0.05F);
    // sRGB red as colour tables have it.
    const Lab red = to_lab(255, 0, 0);
    EXPECT_NEAR(red.l, 53.24F, 0.05F);
    EXPECT_NEAR(red.a, 80.09F, 0.1F);
    EXPECT_NEAR(red.b, 67.20F, 0.1F);
}

TEST(Lab, DifferenceIsTheDistance) {
    EXPECT_FLOAT_EQ(difference({10, 0, 0}, {10, 3, 4}), 5.0F);
}

TEST(ColourOf, CallsPlainColoursByTheirNames) {
    const auto name = [](std::uint8_t r, std::uint8_t g, std::uint8_t b) {
        const std::vector<Lab> pixels(9, to_lab(r, g, b));
        return colour_names()[colour_of(pixels)];
    };
    EXPECT_EQ(name(220, 30, 40), "red");
    EXPECT_EQ(name(240, 210, 40), "yellow");
    EXPECT_EQ(name(30, 70, 200), "blue");
    EXPECT_EQ(name(60, 160, 60), "green");
    EXPECT_EQ(name(20, 20, 24), "black");
    EXPECT_EQ(name(128, 130, 140), "gray");
}

TEST(ColourOf, WhiteBandsHaveNoSay) {
    std::vector<Lab> cone(30, to_lab(220, 30, 40));
    cone.insert(cone.end(), 60, to_lab(235, 235, 235));
    EXPECT_EQ(colour_names()[colour_of(cone)], "red");
}

}  // namespace
}  // namespace hibari::eval
