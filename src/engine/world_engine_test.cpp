#include "engine/world_engine.h"

#include <cmath>
#include <gtest/gtest.h>

namespace hibari::engine {
namespace {

constexpr const char* kThreeShots =
    "Shot 1: A dog runs. Shot 2: A cat sits. Shot 3: A red ball rolls.";

TEST(WorldEngine, RefusesThirtySecondsOfOneShot) {
    const auto plan =
        make_world_engine()->plan({.prompt = "a red ball rolls over the floor", .seconds = 30.0});
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error().field, "seconds");
}

TEST(WorldEngine, SeveralShotsLastExactlyAsLongAsAsked) {
    const auto engine = make_world_engine();
    for (const double seconds : {7.3, 10.0, 60.0}) {
        const auto plan = engine->plan({.prompt = kThreeShots, .fps = 30, .seconds = seconds});
        ASSERT_TRUE(plan) << to_string(plan.error());
        EXPECT_EQ(plan->format.frame_count, std::llround(seconds * 30.0)) << seconds;
    }
}

TEST(WorldEngine, AScriptIsFittedLikeAPrompt) {
    const auto engine = make_world_engine();
    const auto read = engine->plan({.prompt = kThreeShots});
    ASSERT_TRUE(read);
    const auto fitted = engine->plan({.script = read->script, .seconds = 45.0});
    ASSERT_TRUE(fitted) << to_string(fitted.error());
    EXPECT_EQ(fitted->format.frame_count, 45 * 30);
    EXPECT_FALSE(engine->plan({.script = read->script, .seconds = 61.0}));
}

TEST(WorldEngine, RefusesAScriptThatIsLongerThanAClip) {
    const auto engine = make_world_engine();
    const auto script_of = [](int shots) {
        Json list = Json::array();
        for (int i = 0; i < shots; ++i) {
            list.push_back(Json::object({{"duration_s", 20}}));
        }
        return Json::object({{"version", 1}, {"shots", std::move(list)}});
    };
    EXPECT_TRUE(engine->plan({.script = script_of(6)}));
    const auto plan = engine->plan({.script = script_of(12)});
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error().field, "seconds");
}

}  // namespace
}  // namespace hibari::engine
