#include "eval/look.h"

#include "eval/lab.h"
#include "eval/testing_clip.h"

#include <gtest/gtest.h>

namespace hibari::eval {
namespace {

using namespace testing;

/// A wall and a floor.
media::Frame studio(Rgb wall, Rgb floor) {
    media::Frame frame = plain({96, 64}, wall);
    for (int y = 32; y < 64; ++y) {
        for (int x = 0; x < 96; ++x) {
            std::ranges::copy(floor, frame.row(y).begin() + 3 * x);
        }
    }
    return frame;
}

TEST(PaperOf, SeesPastWhatStandsBeforeIt) {
    media::Frame frame = studio({209, 206, 201}, {204, 204, 205});
    draw_disc(frame, 12.0, 20.0, 26.0, kRed);
    const auto paper = paper_of(frame);
    const Lab wall = to_lab(209, 206, 201);
    const Lab floor = to_lab(204, 204, 205);
    EXPECT_NEAR(paper[0], wall.l, 1e-4);
    EXPECT_NEAR(paper[2], wall.b, 1e-4);
    EXPECT_NEAR(paper[3], floor.l, 1e-4);
    EXPECT_NEAR(paper[5], floor.b, 1e-4);
}

TEST(LookOf, KnowsClayByItsWarmLightAndCelsByTheirViolet) {
    const std::vector<media::Frame> warm(3, studio({211, 206, 201}, {204, 204, 205}));
    EXPECT_EQ(look_of(warm), "claymation");
    const std::vector<media::Frame> violet(3, studio({214, 215, 222}, {211, 214, 225}));
    EXPECT_EQ(look_of(violet), "anime");
}

}  // namespace
}  // namespace hibari::eval
