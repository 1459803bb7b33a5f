#include "world/physics/camera/sight_lines.h"

#include "world/things/catalogue.h"

#include <gtest/gtest.h>

namespace hibari::world {
namespace {

/// A wall of a metre by a metre, 0.2 m thick, around the origin: entity 0 of an empty place.
Timeline wall(float transmission) {
    Timeline timeline;
    timeline.sample_count = 1;
    timeline.environment.place = find_place("studio");
    timeline.environment.terrain.kind = TerrainKind::kNone;
    Part part{.shape = box({0.5F, 0.5F, 0.1F})};
    part.material.transmission = transmission;
    timeline.bodies.push_back({.entity = 0, .parts = {part}, .poses = {Pose{}}});
    return timeline;
}

TEST(SightLines, AWallHidesWhatIsBehindIt) {
    const Timeline timeline = wall(0.0F);
    const SightLines sight(timeline);
    EXPECT_TRUE(sight.is_hidden({0, 0, 3}, {0, 0, -3}, 0, 1));
    EXPECT_FALSE(sight.is_hidden({0, 0, 3}, {0, 0, 1}, 0, 1));
    EXPECT_FALSE(sight.is_hidden({0.8F, 0, 3}, {0.8F, 0, -3}, 0, 1));
}

TEST(SightLines, NothingHidesItselfAndGlassHidesNothing) {
    const Timeline solid = wall(0.0F);
    EXPECT_FALSE(SightLines(solid).is_hidden({0, 0, 3}, {0, 0, -3}, 0, 0));
    const Timeline glass = wall(0.9F);
    EXPECT_FALSE(SightLines(glass).is_hidden({0, 0, 3}, {0, 0, -3}, 0, 1));
}

TEST(SightLines, ClearanceIsTheDistanceAndNegativeInside) {
    const Timeline timeline = wall(0.0F);
    const SightLines sight(timeline);
    EXPECT_NEAR(sight.clearance({0, 0, 1.1F}, 0, 5.0F), 1.0F, 1e-3F);
    EXPECT_LT(sight.clearance({0, 0, 0}, 0, 5.0F), 0.0F);
    EXPECT_EQ(sight.clearance({0, 0, 9}, 0, 5.0F), 5.0F);
}

TEST(SightLines, AHillHidesWhatIsBehindIt) {
    Timeline timeline = wall(0.0F);
    timeline.bodies.clear();
    timeline.environment.terrain = {.kind = TerrainKind::kSlope, .grade = 0.5F};
    const SightLines sight(timeline);
    // The plane falls by half a metre per metre along +X: a level line from below it is buried.
    EXPECT_TRUE(sight.is_hidden({4, 0.5F, 0}, {-4, 0.5F, 0}, 0, 1));
    EXPECT_FALSE(sight.is_hidden({4, 3, 0}, {-4, 3, 0}, 0, 1));
}

}  // namespace
}  // namespace hibari::world
