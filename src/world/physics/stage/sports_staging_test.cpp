// What a stranger must see of a game or a trick: it happens where the script says, on, over or down
// from what it names, and the camera shows it.

#include "world/physics/camera/action_path.h"
#include "world/physics/shot_builder.h"
#include "world/physics/simulate.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

namespace hibari::world {
namespace {

Timeline play(const Shot& shot) {
    Result<Timeline> result = simulate(shot, {.seed = 3, .aspect = 16.0F / 9.0F});
    EXPECT_TRUE(result);
    return std::move(*result);
}

/// Height of an entity in the picture, as a share of the picture's.
float share_of_height(const Timeline& timeline, int entity, int sample) {
    const CameraPose& camera = timeline.camera[static_cast<std::size_t>(sample)];
    const Box box = entity_box(timeline, entity, sample);
    const Vec3 local = rotate(inverse(camera.rotation), box.center() - camera.position);
    return box.size().y / (-local.z * 2.0F * std::tan(0.5F * camera.fov_y_rad));
}

Shot on_a_beam(Verb verb, Outcome outcome) {
    return ShotBuilder("gym", 5.0F)
        .thing("p", "person")
        .related(RelationKind::kOn, "b")
        .thing("b", "balance_beam")
        .thing("m", "mat")
        .act("p", verb)
        .outcome(outcome)
        .shot();
}

// Only the beam's top was in the picture, so that it seemed to lie before somebody on the floor.
TEST(Staging, AGymnastOnABeamIsSeenWithTheFloorUnderIt) {
    const Timeline timeline = play(on_a_beam(Verb::kBackflip, Outcome::kSuccess));
    const Vec3 gymnast = entity_box(timeline, 0, 0).center();
    const CameraPose& camera = timeline.camera.front();
    const Vec3 floor =
        rotate(inverse(camera.rotation), Vec3{gymnast.x, 0, gymnast.z} - camera.position);
    EXPECT_LT(std::abs(floor.y / floor.z), std::tan(0.5F * camera.fov_y_rad));
    EXPECT_GT(share_of_height(timeline, 0, 0), 0.25F);
}

// The mat lay metres away.
TEST(Staging, WhoFallsOffABeamLandsOnTheMat) {
    const Timeline timeline = play(on_a_beam(Verb::kCartwheel, Outcome::kFailure));
    const int last = timeline.sample_count - 1;
    const Vec3 gymnast = entity_box(timeline, 0, last).center();
    const Box mat = entity_box(timeline, 2, last);
    EXPECT_GT(gymnast.x, mat.low.x);
    EXPECT_LT(gymnast.x, mat.high.x);
    EXPECT_GT(gymnast.z, mat.low.z);
    EXPECT_LT(gymnast.z, mat.high.z);
    EXPECT_LT(gymnast.y, 0.6F);
}

}  // namespace
}  // namespace hibari::world
