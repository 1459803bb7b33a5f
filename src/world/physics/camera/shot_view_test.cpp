#include "world/physics/camera/shot_view.h"

#include "world/things/catalogue.h"

#include <array>
#include <cmath>
#include <gtest/gtest.h>

namespace hibari::world {
namespace {

constexpr float kAspect = 2.0F;

/// A cube of one metre ten metres before a camera that sees four metres there.
Timeline cube(int samples) {
    Timeline timeline;
    timeline.sample_count = samples;
    timeline.environment.place = find_place("studio");
    timeline.environment.terrain.kind = TerrainKind::kNone;
    timeline.entities.resize(2);
    timeline.bodies.push_back(
        {.entity = 0, .parts = {{.shape = box({0.5F, 0.5F, 0.5F})}}, .poses = {Pose{}}}
    );
    CameraPose camera;
    camera.position = {0, 0, 10.5F};  // Ten to the cube's face.
    camera.fov_y_rad = 2.0F * std::atan(0.2F);
    camera.focus_m = 10.0F;
    timeline.camera.assign(static_cast<std::size_t>(samples), camera);
    return timeline;
}

SubjectView look(const Timeline& timeline) {
    const std::array<int, 1> entities{0};
    return view_of(timeline, entities, {kAspect, kAspect}).subjects.front();
}

TEST(ShotView, MeasuresTheShareOfTheHeight) {
    const SubjectView view = look(cube(25));
    EXPECT_NEAR(view.height, 0.25F, 1e-3F);
    EXPECT_EQ(view.inside, 1.0F);
    EXPECT_EQ(view.seen, 1.0F);
    EXPECT_NEAR(view.cut, 0.0F, 1e-3F);
}

TEST(ShotView, CountsWhatLeavesAndWhatIsHidden) {
    Timeline gone = cube(25);
    gone.bodies[0].poses = {Pose{.position = {9, 0, 0}, .rotation = {}}};
    EXPECT_EQ(look(gone).inside, 0.0F);
    Timeline hidden = cube(25);
    hidden.bodies.push_back(
        {.entity = 1,
         .parts = {{.shape = box({2, 2, 0.1F})}},
         .poses = {Pose{.position = {0, 0, 3}, .rotation = {}}}}
    );
    EXPECT_EQ(look(hidden).inside, 1.0F);
    EXPECT_EQ(look(hidden).seen, 0.0F);
}

TEST(ShotView, BarsCutThePicture) {
    Timeline timeline = cube(25);
    timeline.bodies[0].poses = {Pose{.position = {0, 1.7F, 0}, .rotation = {}}};
    const std::array<int, 1> entities{0};
    EXPECT_EQ(view_of(timeline, entities, {kAspect, kAspect}).subjects.front().inside, 1.0F);
    EXPECT_EQ(view_of(timeline, entities, {kAspect, 1.5F * kAspect}).subjects.front().inside, 0.0F);
}

TEST(ShotView, FeelsAJoltAndNoSteadyPan) {
    Timeline pan = cube(61);
    for (std::size_t i = 0; i < pan.camera.size(); ++i) {
        pan.camera[i].rotation = from_axis_angle({0, 1, 0}, 0.002F * static_cast<float>(i));
    }
    const std::array<int, 1> entities{0};
    EXPECT_LT(view_of(pan, entities, {kAspect, kAspect}).jolt, 1.0F);
    for (std::size_t i = 30; i < pan.camera.size(); ++i) {
        pan.camera[i].rotation = from_axis_angle({0, 1, 0}, 0.1F);
    }
    EXPECT_GT(view_of(pan, entities, {kAspect, kAspect}).jolt, 10.0F);
}

}  // namespace
}  // namespace hibari::world
