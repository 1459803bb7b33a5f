// Water that things hold, and what stands on two others: stated as properties.

#include "world/physics/camera/action_path.h"
#include "world/physics/shot_builder.h"
#include "world/physics/simulate.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <string>

namespace hibari::world {
namespace {

Timeline play(const Shot& shot) {
    Result<Timeline> result = simulate(shot, {.seed = 3, .aspect = 16.0F / 9.0F});
    EXPECT_TRUE(result);
    return std::move(*result);
}

Box box_at(const Timeline& timeline, int entity, double time_s) {
    return entity_box(timeline, entity, static_cast<int>(time_s * kSampleRateHz));
}

TEST(Tank, SteelSinksToItsBottomAndWoodFloats) {
    Shot shot = ShotBuilder("living_room", 5.0F)
                    .thing("steel", "ball")
                    .thing("wood", "ball")
                    .thing("tank", "aquarium")
                    .act("steel", Verb::kDrop, "", "tank")
                    .act("wood", Verb::kDrop, "", "tank")
                    .shot();
    shot.entities[0].material = "metal";
    shot.entities[1].material = "wood";
    shot.entities[0].scale = shot.entities[1].scale = 0.4F;
    const Timeline timeline = play(shot);
    const Box tank = box_at(timeline, 2, 0.0);
    const float surface = tank.low.y + 0.434F;
    const Box steel = box_at(timeline, 0, 4.9);
    const Box wood = box_at(timeline, 1, 4.9);
    EXPECT_LT(steel.high.y, surface - 0.2F);
    EXPECT_GT(steel.low.y, tank.low.y);
    EXPECT_GT(wood.high.y, surface);
    EXPECT_LT(wood.low.y, surface + 0.02F);  // A hollow ball rides high.
    for (const Box& ball : {steel, wood}) {
        EXPECT_GT(ball.low.x, tank.low.x);
        EXPECT_LT(ball.high.x, tank.high.x);
    }
    EXPECT_TRUE(std::ranges::any_of(timeline.events, [](const Event& event) {
        return event.kind == EventKind::kSplashed;
    }));
}

TEST(Tank, AFishStaysInItsBowl) {
    Shot shot = ShotBuilder("living_room", 6.0F)
                    .thing("fish", "fish")
                    .related(RelationKind::kInside, "bowl")
                    .thing("bowl", "bowl")
                    .related(RelationKind::kOn, "table")
                    .thing("table", "table")
                    .act("fish", Verb::kSwim)
                    .shot();
    shot.entities[1].filled = true;
    const Timeline timeline = play(shot);
    const Box bowl = box_at(timeline, 1, 0.0);
    for (double time_s = 0.2; time_s < 6.0; time_s += 0.4) {
        const Vec3 fish = box_at(timeline, 0, time_s).center();
        EXPECT_GT(fish.y, bowl.low.y) << time_s;
        EXPECT_LT(fish.y, bowl.high.y) << time_s;
        EXPECT_GT(fish.x, bowl.low.x) << time_s;
        EXPECT_LT(fish.x, bowl.high.x) << time_s;
    }
}

TEST(Pyramid, StandsOnItsFeet) {
    ShotBuilder builder("studio", 1.5F);
    for (const char* id : {"a", "b", "c"}) {
        builder.thing(id, "block");
    }
    builder.thing("ab", "block").related(RelationKind::kOn, "a").related(RelationKind::kOn, "b");
    builder.thing("bc", "block").related(RelationKind::kOn, "b").related(RelationKind::kOn, "c");
    builder.thing("top", "block").related(RelationKind::kOn, "ab").related(RelationKind::kOn, "bc");
    const Timeline timeline = play(builder.shot());
    const float edge = box_at(timeline, 0, 0.0).size().y;
    for (const auto& [entity, row] : {std::pair{1, 0}, {3, 1}, {4, 1}, {5, 2}}) {
        const Box box = box_at(timeline, entity, 1.4);
        EXPECT_NEAR(box.low.y, static_cast<float>(row) * edge, 0.1F * edge) << entity;
    }
    const float middle =
        0.5F * (box_at(timeline, 0, 0.0).center().x + box_at(timeline, 2, 0.0).center().x);
    EXPECT_NEAR(box_at(timeline, 5, 0.0).center().x, middle, 0.05F * edge);
}

TEST(Camera, LooksAtWhereAMugBreaks) {
    Shot shot = ShotBuilder("kitchen", 4.0F)
                    .thing("mug", "mug")
                    .related(RelationKind::kOn, "t")
                    .thing("t", "table")
                    .act("mug", Verb::kSlide)
                    .towards(Direction::kOff)
                    .act("mug", Verb::kExplode)
                    .shot();
    shot.actions.back().intensity = 0.4F;  // It breaks, it does not blow up.
    const Timeline timeline = play(shot);
    const auto broke = std::ranges::find_if(timeline.events, [](const Event& event) {
        return event.kind == EventKind::kBroke;
    });
    ASSERT_NE(broke, timeline.events.end());
    EXPECT_LT(broke->position.y, 0.3F) << "on the floor";
    const CameraPose& camera = timeline.camera.back();
    const Vec3 seen = rotate(inverse(camera.rotation), broke->position - camera.position);
    const float half = std::tan(0.5F * camera.fov_y_rad);
    EXPECT_LT(seen.z, 0.0F);
    EXPECT_LT(std::abs(seen.y / seen.z), half);
    EXPECT_LT(std::abs(seen.x / seen.z), half * 16.0F / 9.0F);
}

}  // namespace
}  // namespace hibari::world
