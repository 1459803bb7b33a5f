#include "trust/fingerprint/luma.h"

#include "trust/fingerprint/testing_clip.h"

#include <gtest/gtest.h>

namespace hibari::trust {
namespace {

TEST(Luma, IsAveragedWhenItShrinks) {
    media::Frame frame({8, 4});
    for (int y = 0; y < 4; ++y) {
        for (int x = 0; x < 8; ++x) {
            for (int channel = 0; channel < 3; ++channel) {
                frame.row(y)[static_cast<std::size_t>(x * 3 + channel)] =
                    static_cast<std::uint8_t>(x < 4 ? 40 : (x + y) % 2 * 200);
            }
        }
    }
    const Luma small = small_luma_of(frame, 4);
    ASSERT_EQ(small.width, 4);
    ASSERT_EQ(small.height, 2);
    EXPECT_NEAR(small.at(0, 0), 40.0F, 0.01F);
    EXPECT_NEAR(small.at(3, 1), 100.0F, 0.01F);
}

TEST(Luma, ThroughTheWholeWindowIsThePicture) {
    const Luma picture = testing::picture_at(3, 0.0);
    const Luma seen = look_through(picture, {}, 108);
    EXPECT_NEAR(seen.at(54, 30), picture.at(96, 30), 3.0F);
}

TEST(Luma, ThroughATurnedWindowIsTurnedTheOtherWay) {
    Luma picture(100, 100);
    picture.at(50, 20) = 255.0F;
    const Luma seen = look_through(picture, {.turned_deg = 90.0}, 100);
    // What was above the middle is to the left when the window's top points to the right.
    float brightest = 0.0F;
    int at_x = 0;
    for (int x = 0; x < 100; ++x) {
        if (seen.at(x, 50) + seen.at(x, 49) > brightest) {
            brightest = seen.at(x, 50) + seen.at(x, 49);
            at_x = x;
        }
    }
    EXPECT_NEAR(at_x, 20, 1);
}

TEST(FindContent, LeavesBarsOut) {
    std::vector<Luma> pictures;
    for (int i = 0; i < 3; ++i) {
        Luma picture = testing::picture_at(5, i);
        for (int y = 0; y < picture.height; ++y) {
            for (int x = 0; x < picture.width; ++x) {
                if (y < 12 || y >= 96) {
                    picture.at(x, y) = 16.0F + static_cast<float>(x % 3);
                }
            }
        }
        pictures.push_back(picture);
    }
    const Window content = find_content(pictures);
    EXPECT_NEAR(content.y, 12.0 / 108, 0.02);
    EXPECT_NEAR(content.height, 84.0 / 108, 0.03);
    EXPECT_EQ(content.x, 0.0);
    EXPECT_EQ(content.width, 1.0);
}

TEST(FindContent, TakesWhatMovesForNoBar) {
    EXPECT_EQ(find_content({testing::picture_at(5, 0.0), testing::picture_at(6, 1.0)}).width, 1.0);
    EXPECT_EQ(find_content({}).height, 1.0);
    EXPECT_EQ(find_content({Luma(30, 30)}).height, 1.0);
}

}  // namespace
}  // namespace hibari::trust
