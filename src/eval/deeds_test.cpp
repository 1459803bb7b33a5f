#include "eval/deeds.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace hibari::eval {
namespace {

/// A box of a size that changes, and a way.
template <typename Box>
Track track(const Box& box) {
    Track out;
    for (int i = 0; i < 40; ++i) {
        const auto [x, y, width, height] = box(i);
        out.sights.push_back(Sight{
            .blob =
                {.x = x,
                 .y = y,
                 .area = width * height,
                 .left = x - 0.5 * width,
                 .top = y - 0.5 * height,
                 .right = x + 0.5 * width,
                 .bottom = y + 0.5 * height,
                 .breadth = width / 3.46}
        });
    }
    return out;
}

struct Box {
    double x;
    double y;
    double width = 20.0;
    double height = 20.0;
};

std::string_view deed_of_first(const std::vector<Track>& tracks) {
    const auto motions = motions_of(tracks, 288, 160);
    return read_deed(motions, impacts_of(motions), 0);
}

TEST(ReadDeed, TellsFallsFromTravelFromRest) {
    EXPECT_EQ(deed_of_first({track([](int) { return Box{100, 90}; })}), "stay");
    EXPECT_EQ(deed_of_first({track([](int i) { return Box{40.0 + 4 * i, 90}; })}), "travel");
    const auto falling = [](int i) { return Box{100, std::min(20.0 + 0.5 * i * i, 132.5)}; };
    EXPECT_EQ(deed_of_first({track(falling)}), "fall");
    EXPECT_EQ(
        deed_of_first({track(falling), track([](int) { return Box{100, 153, 40, 20}; })}), "fall_on"
    );
}

TEST(ReadDeed, WhatComesNearerTravels) {
    EXPECT_EQ(
        deed_of_first({track([](int i) { return Box{100, 90, 12.0 + i, 12.0 + i}; })}), "travel"
    );
}

TEST(ReadDeed, WhatIsHitAndWhatHitsMeets) {
    const std::vector<Track> tracks{
        track([](int i) { return Box{40.0 + 4 * std::min(i, 20), 90}; }),
        track([](int i) { return Box{140.0 + 4 * std::max(i - 20, 0), 90}; }),
    };
    EXPECT_EQ(deed_of_first(tracks), "hit");
}

TEST(ReadDeed, WhatLiesDownToppled) {
    EXPECT_EQ(
        deed_of_first({track([](int i) {
            const double turned = std::clamp((i - 10) / 10.0, 0.0, 1.0);
            return Box{100 + 12 * turned, 90 + 10 * turned, 15 + 20 * turned, 35 - 20 * turned};
        })}),
        "topple"
    );
}

TEST(DeedClass, PutsAlikeDeedsTogether) {
    EXPECT_EQ(deed_class({.deed = "bounce"}), "fall");
    EXPECT_EQ(deed_class({.deed = "slide"}), "travel");
    EXPECT_EQ(deed_class({.deed = "roll_into", .outcome = "success"}), "hit");
    EXPECT_EQ(deed_class({.deed = "roll_into", .outcome = "failure"}), "travel");
    EXPECT_EQ(deed_class({.deed = "fall_on", .outcome = "failure"}), "fall");
    EXPECT_EQ(deed_class({.deed = "topple"}), "topple");
}

}  // namespace
}  // namespace hibari::eval
