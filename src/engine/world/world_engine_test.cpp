#include "engine/world/world_engine.h"

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

TEST(WorldEngine, RevisesAScriptAndNothingElseInIt) {
    const auto engine = make_world_engine();
    const auto source = engine->plan(
        {.prompt = "A dog runs across a park. A red ball rolls by.", .seconds = 5.0, .seed = 3}
    );
    ASSERT_TRUE(source);
    ClipRequest request{.prompt = "make it night", .seconds = 5.0, .seed = 3};
    request.source = {.change = Change::kRevise, .script = source->script};
    const auto revised = engine->plan(request);
    ASSERT_TRUE(revised) << to_string(revised.error());
    EXPECT_EQ(revised->format.frame_count, 150);
    Json wanted = source->script;
    Json shots = Json::array();
    for (const Json& shot : wanted.at("shots").items()) {
        Json night = shot;
        night.set("time", "night");
        shots.push_back(std::move(night));
    }
    // Compared without regard to the order of members.
    const Json& made = revised->script.at("shots").at(0);
    for (const auto& [name, value] : shots.at(0).members()) {
        EXPECT_EQ(to_string(made.at(name)), to_string(value)) << name;
    }
    EXPECT_EQ(made.size(), shots.at(0).size());
    request.seconds = 8.0;
    EXPECT_EQ(engine->plan(request)->format.frame_count, 240);
}

}  // namespace
}  // namespace hibari::engine
