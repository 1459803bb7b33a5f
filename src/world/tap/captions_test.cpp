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

/// All that can be said of a thing and of what is around it.
Told all_of_it() {
    const ToldThing ball{
        .ids = {"ball_1"},
        .kind = "ball",
        .colour = "red",
        .material = "rubber",
        .size = "small",
        .deed = "roll_into",
        .direction = "left",
        .pace = "fast",
        .target = 1,
        .bounces = 2,
    };
    const ToldThing cubes{
        .ids = {"cube_2", "cube_3"},
        .kind = "cube",
        .colour = "blue",
        .material = "metal",
        .size = "large",
    };
    return {
        .things = {ball, cubes},
        .style = "claymation",
        .place = "park",
        .camera = "zoom_in",
        .time = "night",
        .sound = "birdsong",
    };
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

TEST(Captions, OfTrainingStayWhatTheyWere) {
    // A model reads the words that it learned from; other words need another model.
    std::uint64_t hash = 0xcbf29ce484222325U;  // FNV-1a, 64 bit
    for (Told told : {red_ball_into_blue_cube(true), all_of_it()}) {
        for (const char* outcome : {"", "failure"}) {
            told.things[0].outcome = outcome;
            for (int seed = 0; seed < 100; ++seed) {
                for (const std::string& caption : captions_of(told, Rng(5).split(seed))) {
                    for (const char c : caption) {
                        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
                    }
                }
            }
        }
    }
    EXPECT_EQ(hash, 0xaed53af19e22e627U);
}

TEST(WholeCaption, SaysEverythingThatIsTold) {
    EXPECT_EQ(
        whole_caption(all_of_it()),
        "Claymation: a small red rubber ball rolls quickly to the left into two large blue metal "
        "cubes and bounces two times. In a park, the camera zooms in, at night, with birdsong."
    );
}

TEST(WholeCaption, SaysDirectionAndPaceWhereverAPhraseHasRoom) {
    for (const std::string deed : {"roll", "slide", "roll_into", "slide_into", "roll_behind"}) {
        for (const std::string outcome : {"", "failure"}) {
            Told told = all_of_it();
            told.things[0].deed = deed;
            told.things[0].outcome = outcome;
            const std::string caption = whole_caption(told);
            EXPECT_TRUE(has(caption, "quickly to the left")) << caption;
        }
    }
    for (const std::string deed : {"walk", "run"}) {
        Told told = all_of_it();
        told.things[0].deed = deed;
        EXPECT_TRUE(has(whole_caption(told), "to the left")) << whole_caption(told);
    }
}

TEST(WholeCaption, SaysAnyPlaceCameraTimeAndSound) {
    // Each by itself and all together: nothing is left to chance.
    Told told = all_of_it();
    for (const std::string camera : {"static", "pan_left", "handheld", ""}) {
        told.camera = camera;
        for (const std::string time : {"day", "dawn", "dusk"}) {
            told.time = time;
            const std::string caption = whole_caption(told);
            EXPECT_EQ(has(caption, "camera"), !camera.empty()) << caption;
            EXPECT_EQ(has(caption, "at d"), time != "day") << caption;
            EXPECT_TRUE(has(caption, "In a park") && has(caption, "birdsong")) << caption;
        }
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
