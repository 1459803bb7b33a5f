#include "world/tap/captions.h"

#include "base/text.h"
#include "world/tap/hibari_world.h"
#include "world/tap/mix.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>
#include <string>

namespace hibari::world::tap {
namespace {

Told red_ball_into_blue_cube(bool passive) {
    const ToldThing ball{
        .ids = {"ball_1"},
        .kind = "ball",
        .colour = "red",
        .deed = "roll_into",
        .direction = "left",
        .target = passive ? 0 : 1,
        .outcome = "success",
    };
    const ToldThing cube{.ids = {"cube_2"}, .kind = "cube", .colour = "blue"};
    Told told{.family = "roll_into", .passive = passive, .style = "claymation", .place = "studio"};
    told.camera = "static";
    told.time = "day";
    told.things = passive ? std::vector{cube, ball} : std::vector{ball, cube};
    return told;
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

TEST(Captions, MentionThingsInTheOrderOfTheSlots) {
    for (const bool passive : {false, true}) {
        const Told told = red_ball_into_blue_cube(passive);
        for (int seed = 0; seed < 200; ++seed) {
            const auto captions = captions_of(told, Rng(1).split(seed));
            for (const std::string& caption : {captions[0], captions[2]}) {
                const std::size_t red = caption.find("red");
                const std::size_t blue = caption.find("blue");
                ASSERT_NE(red, std::string::npos) << caption;
                ASSERT_NE(blue, std::string::npos) << caption;
                EXPECT_EQ(red > blue, passive) << caption;
            }
        }
    }
}

TEST(Captions, SayThatItMissed) {
    Told told = red_ball_into_blue_cube(false);
    told.things[0].outcome = "failure";
    for (int seed = 0; seed < 200; ++seed) {
        const std::string caption = captions_of(told, Rng(1).split(seed))[0];
        EXPECT_TRUE(has(caption, "past") || has(caption, "miss")) << caption;
    }
}

TEST(Captions, CountAndAgree) {
    Told told{.style = "anime", .place = "studio", .camera = "static", .time = "day"};
    told.things = {{.ids = {"a", "b", "c"}, .kind = "ball", .colour = "green", .deed = "drop"}};
    for (int seed = 0; seed < 100; ++seed) {
        const std::string caption = to_lower(captions_of(told, Rng(2).split(seed))[0]);
        EXPECT_TRUE(has(caption, "three green ")) << caption;
        EXPECT_TRUE(has(caption, "balls") || has(caption, "spheres")) << caption;
        EXPECT_FALSE(has(caption, "drops") || has(caption, "falls") || has(caption, " is "))
            << caption;
    }
}

TEST(Captions, AreAsciiWithoutLeftoversAndVary) {
    std::set<std::string> different;
    constexpr int kScenes = 400;
    for (const std::string_view mix : mix_names()) {
        for (int i = 0; i < kScenes; ++i) {
            const Scene scene = draw_scene(mix, {}, Rng(3).split(i));
            for (const std::string& caption : captions_of(scene.told, Rng(4).split(i))) {
                EXPECT_FALSE(caption.empty());
                EXPECT_LT(caption.size(), static_cast<std::size_t>(HIBARI_CAPTION_BYTES))
                    << caption;
                EXPECT_TRUE(std::ranges::all_of(caption, [](char c) { return c >= 32 && c < 127; }))
                    << caption;
                for (const char* leftover : {"$", "[", "|", "  ", " ,", "_", "..", ",,"}) {
                    EXPECT_FALSE(has(caption, leftover)) << leftover << " in: " << caption;
                }
                different.insert(caption);
            }
        }
    }
    EXPECT_GT(different.size(), mix_names().size() * 4 * kScenes * 9 / 10);
}

}  // namespace
}  // namespace hibari::world::tap
