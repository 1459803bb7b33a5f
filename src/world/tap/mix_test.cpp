#include "world/tap/mix.h"

#include "world/script/script_json.h"
#include "world/tap/captions.h"
#include "world/things/catalogue.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <string>

namespace hibari::world::tap {
namespace {

constexpr int kScenes = 600;

Scene draw(std::string_view mix, int number, Split split = Split::kAll) {
    return draw_scene(mix, {.split = split}, Rng(11).split(number));
}

class EveryMix : public testing::TestWithParam<std::string_view> {};

TEST_P(EveryMix, DrawsScriptsThatCanBeReadBack) {
    for (int i = 0; i < kScenes; ++i) {
        const Scene scene = draw(GetParam(), i);
        const Json json = to_json(scene.script);
        const Result<ClipScript> again = parse_script(json);
        ASSERT_TRUE(again) << to_string(again.error()) << to_string(json, 1);
        EXPECT_EQ(to_json(*again), json);
        ASSERT_EQ(scene.script.shots.size(), 1U);
        EXPECT_NE(find_place(scene.script.shots.front().place), nullptr);
        for (const Entity& entity : scene.script.shots.front().entities) {
            EXPECT_NE(find_thing(entity.kind), nullptr) << entity.kind;
        }
    }
}

TEST_P(EveryMix, TellsOfEntitiesThatAreThereAndOfDeedsThatHaveWords) {
    for (int i = 0; i < kScenes; ++i) {
        const Scene scene = draw(GetParam(), i);
        std::set<std::string> ids;
        for (const Entity& entity : scene.script.shots.front().entities) {
            ids.insert(entity.id);
        }
        const auto count = static_cast<int>(scene.told.things.size());
        for (const ToldThing& thing : scene.told.things) {
            EXPECT_TRUE(has_words_for(thing.deed)) << thing.deed;
            EXPECT_LT(thing.target, count);
            EXPECT_FALSE(thing.ids.empty());
            for (const std::string& id : thing.ids) {
                EXPECT_TRUE(ids.contains(id)) << id;
            }
        }
    }
}

TEST_P(EveryMix, IsTheSameForTheSameSeedAndAnotherForAnother) {
    std::set<std::string> different;
    for (int i = 0; i < 50; ++i) {
        const std::string one = to_string(to_json(draw(GetParam(), i).script));
        EXPECT_EQ(one, to_string(to_json(draw(GetParam(), i).script)));
        different.insert(one);
    }
    EXPECT_GE(different.size(), 45U);
}

TEST_P(EveryMix, PutsCombinationsAsideForGood) {
    int held_out = 0;
    for (int i = 0; i < kScenes; ++i) {
        EXPECT_FALSE(draw(GetParam(), i, Split::kTrain).told.is_held_out());
        held_out += draw(GetParam(), i, Split::kHeldOut).told.is_held_out() ? 1 : 0;
    }
    EXPECT_EQ(held_out, kScenes);
}

INSTANTIATE_TEST_SUITE_P(
    Names, EveryMix, testing::ValuesIn(mix_names().begin(), mix_names().end())
);

TEST(Bounce, ColourTellsNothingOfShapeOrLook) {
    // Chi-squared of each table; 3.1 standard deviations above the expectation would be one in a
    // thousand.
    std::map<std::string, std::map<std::string, int>> by_kind;
    std::map<std::string, std::map<std::string, int>> by_style;
    std::map<std::string, int> colours;
    int total = 0;
    for (int i = 0; i < 4000; ++i) {
        const Scene scene = draw("bounce", i);
        for (const ToldThing& thing : scene.told.things) {
            ++by_kind[thing.kind][thing.colour];
            ++by_style[scene.told.style][thing.colour];
            ++colours[thing.colour];
            ++total;
        }
    }
    EXPECT_EQ(colours.size(), 12U);
    for (const auto* table : {&by_kind, &by_style}) {
        double chi = 0.0;
        for (const auto& [row, counts] : *table) {
            double in_row = 0.0;
            for (const auto& [colour, count] : counts) {
                in_row += count;
            }
            for (const auto& [colour, in_column] : colours) {
                const double expected = in_row * in_column / total;
                const auto found = counts.find(colour);
                const double seen = found != counts.end() ? found->second : 0.0;
                chi += (seen - expected) * (seen - expected) / expected;
            }
        }
        const double freedom = static_cast<double>((table->size() - 1) * (colours.size() - 1));
        EXPECT_LT(chi, freedom + 3.1 * std::sqrt(2.0 * freedom));
    }
}

TEST(HeldOut, IsOneInTwentyOfAllCombinations) {
    int aside = 0;
    int all = 0;
    for (const char* kind : {"ball", "cube", "cylinder", "cone", "barrel", "egg"}) {
        for (const char* colour : {"red", "blue", "green", "white", "black", "pink", "gray"}) {
            for (const char* deed : {"drop", "roll", "slide", "stay", "fall_on", "topple"}) {
                for (const char* style : {"photoreal", "anime", "claymation", "low_poly"}) {
                    aside += is_put_aside(kind, colour, deed, style) ? 1 : 0;
                    ++all;
                }
            }
        }
    }
    // 5 % of 1008, within three standard deviations.
    EXPECT_NEAR(aside, 0.05 * all, 3.0 * std::sqrt(0.05 * 0.95 * all));
}

}  // namespace
}  // namespace hibari::world::tap
