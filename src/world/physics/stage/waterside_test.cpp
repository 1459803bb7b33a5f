#include "world/physics/stage/waterside.h"

#include "world/physics/shot_builder.h"
#include "world/physics/simulate.h"
#include "world/things/catalogue.h"
#include "world/things/terrain_eval.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace hibari::world {
namespace {

TEST(Waterside, PoolHasAnEdgeThatIsDryAndDeepBefore) {
    const Place* pool = find_place("swimming_pool");
    Environment environment;
    environment.place = pool;
    environment.terrain = pool->terrain;
    environment.water = pool->water;
    const auto edge = find_waterside(environment);
    ASSERT_TRUE(edge);
    EXPECT_GT(edge->position.y, environment.water.level_m);
    const Vec3 before = edge->position + edge->out * 1.0F;
    EXPECT_LT(floor_y(environment, before.x, before.z), environment.water.level_m - 1.2F);
}

TEST(Waterside, OpenSeaHasNone) {
    const Place* sea = find_place("sea");
    Environment environment;
    environment.place = sea;
    environment.terrain = sea->terrain;
    environment.water = sea->water;
    EXPECT_FALSE(find_waterside(environment));
}

/// Head's height over the water at a sample.
float head_y(const Timeline& timeline, std::size_t sample) {
    for (const BodyTrack& body : timeline.bodies) {
        if (body.name == "p.head") {
            return body.poses[std::min(sample, body.poses.size() - 1)].position.y;
        }
    }
    return -1e9F;
}

TEST(Waterside, DiverStandsDryThenSplashesAndComesUpAgain) {
    for (const bool board : {false, true}) {
        ShotBuilder builder("swimming_pool", 5.0F);
        builder.thing("p", "person");
        if (board) {
            builder.related(RelationKind::kOn, "b").thing("b", "springboard");
        }
        const auto result =
            simulate(builder.act("p", Verb::kDive).outcome(Outcome::kSuccess).shot(), {.seed = 3});
        ASSERT_TRUE(result);
        EXPECT_GT(head_y(*result, 0), board ? 2.3F : 1.0F);
        const auto splash =
            std::find_if(result->events.begin(), result->events.end(), [](const Event& event) {
                return event.kind == EventKind::kSplashed;
            });
        ASSERT_NE(splash, result->events.end());
        EXPECT_GT(splash->time_s, 1.0);
        EXPECT_LT(splash->time_s, 3.0);
        EXPECT_GT(head_y(*result, 600), 0.0F);
        EXPECT_LT(head_y(*result, 600), 0.5F);
    }
}

TEST(Waterside, SwimmerLiesAtTheSurfaceFromTheFirstPicture) {
    const auto result = simulate(
        ShotBuilder("swimming_pool", 3.0F).thing("p", "person").act("p", Verb::kSwim).shot(),
        {.seed = 3}
    );
    ASSERT_TRUE(result);
    for (const std::size_t sample : {0UL, 120UL, 300UL}) {
        EXPECT_GT(head_y(*result, sample), -0.15F) << sample;
        EXPECT_LT(head_y(*result, sample), 0.4F) << sample;
    }
}

// The whole action was moved out to sea because it ends with a swim.
TEST(Waterside, ADogRunsOnTheBeachBeforeItSplashesIntoTheWater) {
    const Shot shot = ShotBuilder("beach", 8.0F)
                          .thing("dog", "dog")
                          .act("dog", Verb::kRun)
                          .act("dog", Verb::kSwim)
                          .at_step(1)
                          .shot();
    Result<Timeline> timeline = simulate(shot, {.seed = 3});
    ASSERT_TRUE(timeline);
    const Environment& environment = timeline->environment;
    const auto depth = [&](int sample) {
        for (const BodyTrack& body : timeline->bodies) {
            if (body.entity == 0) {
                const Vec3 at = body.pose_at(sample).position;
                return environment.water.level_m - terrain_height(environment.terrain, at.x, at.z);
            }
        }
        return 0.0F;
    };
    EXPECT_LT(depth(0), 0.0F);
    EXPECT_GT(depth(timeline->sample_count - 1), 0.1F);
}

}  // namespace
}  // namespace hibari::world
