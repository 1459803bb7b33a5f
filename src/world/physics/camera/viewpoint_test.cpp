#include "world/physics/camera/viewpoint.h"

#include "world/physics/camera/shot_view.h"
#include "world/things/catalogue.h"

#include <cmath>
#include <gtest/gtest.h>

namespace hibari::world {
namespace {

constexpr std::size_t kSteps = 40;

/// A man with a small bird some metres beside him, which goes away along x at this speed.
struct Feeding {
    Timeline timeline;
    ActionPath path;
    Framed framed;

    explicit Feeding(float speed_mps) {
        timeline.sample_count = static_cast<int>(kSteps - 1) * ActionPath::kStride + 1;
        timeline.environment.place = find_place("studio");
        timeline.environment.terrain.kind = TerrainKind::kNone;
        path.steps = kSteps;
        path.cast = {{.entities = {0}}, {.entities = {1}}};
        for (std::size_t step = 0; step < kSteps; ++step) {
            const float x = 1.2F + speed_mps * static_cast<float>(step) * ActionPath::kStride /
                                       static_cast<float>(kSampleRateHz);
            const Box man{{-0.3F, 0, -0.3F}, {0.3F, 1.8F, 0.3F}};
            const Box bust{{-0.3F, 0.9F, -0.3F}, {0.3F, 1.8F, 0.3F}};
            const Box bird{{x - 0.1F, 0, -0.1F}, {x + 0.1F, 0.2F, 0.1F}};
            path.cast[0].boxes.push_back(man);
            path.cast[1].boxes.push_back(bird);
            Held held{.boxes = {man, bird}, .star = bird, .star_entity = 1, .most_half_m = 0.4F};
            held.vital = bird;
            held.vital.grow(bust);
            framed.steps.push_back(held);
        }
        for (Member& member : path.cast) {
            member.in_action.assign(kSteps, true);
        }
    }

    Viewpoint view(const ViewWish& wish) const {
        const SightLines sight(timeline);
        return choose_viewpoint(timeline, sight, path, framed, wish);
    }
};

TEST(Viewpoint, NobodyIsBeheadedForTheBirdHeFeeds) {
    for (const float speed_mps : {0.0F, 0.8F}) {
        for (const bool travels : {false, true}) {
            for (const float aspect : {1.78F, 0.56F}) {
                const Feeding feeding(speed_mps);
                const Viewpoint viewpoint =
                    feeding.view({.travels = travels, .aspect = aspect, .visible_aspect = aspect});
                for (std::size_t step = 0; step < kSteps; step += 4) {
                    const View view = viewpoint.at(static_cast<double>(step) * ActionPath::kStride);
                    CameraPose camera;
                    camera.position = stand_of(feeding.timeline.environment, view, false);
                    camera.rotation = look_rotation(view.aim - camera.position);
                    camera.fov_y_rad = view.fov_y;
                    for (const Vec3& corner : corners_of(feeding.framed.steps[step].vital)) {
                        const Vec3 at = project(camera, aspect, corner);
                        EXPECT_GT(at.z, 0.0F);
                        EXPECT_LT(std::abs(at.x), 1.0F) << step;
                        EXPECT_LT(std::abs(at.y), 1.0F) << step;
                    }
                }
            }
        }
    }
}

TEST(Viewpoint, OpponentsAreLookedAtFromTheSide) {
    // A knight before a dragon, who stands behind him as seen from where the shot would begin.
    Timeline timeline;
    timeline.sample_count = static_cast<int>(kSteps - 1) * ActionPath::kStride + 1;
    timeline.environment.place = find_place("studio");
    timeline.environment.terrain.kind = TerrainKind::kNone;
    const Box knight{{-0.3F, 0, 1.7F}, {0.3F, 1.8F, 2.3F}};
    const Box dragon{{-1.0F, 0, -2.0F}, {1.0F, 3.0F, 0}};
    ActionPath path{.cast = {{.entities = {0}}, {.entities = {1}}}, .steps = kSteps};
    Framed framed;
    for (std::size_t step = 0; step < kSteps; ++step) {
        path.cast[0].boxes.push_back(knight);
        path.cast[1].boxes.push_back(dragon);
        Held held{.boxes = {knight, dragon}, .star = knight, .star_entity = 0};
        held.vital = held.all();
        framed.steps.push_back(held);
    }
    for (Member& member : path.cast) {
        member.is_agent = true;
        member.in_action.assign(kSteps, true);
    }
    const SightLines sight(timeline);
    const View view = choose_viewpoint(timeline, sight, path, framed, {}).at(0.0);
    const Vec3 apart = normalize(dragon.center() - knight.center());
    const Vec3 out{std::sin(view.yaw), 0, std::cos(view.yaw)};
    EXPECT_LT(std::abs(dot(apart, out)), 0.75F);
}

}  // namespace
}  // namespace hibari::world
