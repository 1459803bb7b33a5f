// A full-size goal: 7.32 x 2.44 m inside (IFAB law 1), posts 12 cm thick, net 2 m deep. The mouth
// looks to +Z.
#include "world/things/build.h"
#include "world/things/softs.h"
#include "world/things/thing_list.h"

#include <utility>

namespace hibari::world {

namespace {

constexpr float kHalfWidth = 3.66F;
constexpr float kHeight = 2.44F;
constexpr float kPost = 0.06F;
constexpr float kMouthZ = 0.9F;
constexpr float kBackZ = -1.1F;
constexpr float kTopBackZ = 0.0F;

void add_frame(Assembly& goal) {
    const Material white = tinted(paint(kWhite, 0.3F));
    const float x = kHalfWidth + kPost;
    const float bar = kHeight + kPost;
    for (const float side : {-x, x}) {
        goal.part(cylinder(bar * 0.5F, kPost), {side, bar * 0.5F, kMouthZ}, white);
        goal.detail(sphere(kPost), {side, bar, kMouthZ}, white);
        goal.rod({side, bar, kMouthZ}, {side, bar, kTopBackZ}, 0.025F, white);
        goal.rod({side, bar, kTopBackZ}, {side, 0.03F, kBackZ}, 0.025F, white);
        goal.rod({side, 0.025F, kMouthZ}, {side, 0.025F, kBackZ}, 0.025F, white);
    }
    goal.part(cylinder(x, kPost), {{0, bar, kMouthZ}, turn_z(90)}, white);
    goal.rod({-x, 0.025F, kBackZ}, {x, 0.025F, kBackZ}, 0.025F, white);
    goal.thin_rod({-x, bar, kTopBackZ}, {x, bar, kTopBackZ}, 0.012F, white);
}

// The net as one sheet over the roof and the back: v runs from the bar to the ground behind.
Vec3 back_at(float u, float v) {
    const float x = lerp(-kHalfWidth, kHalfWidth, u);
    constexpr float kRoof = 0.28F;
    if (v < kRoof) {
        return {x, kHeight + 0.06F, lerp(kMouthZ, kTopBackZ, v / kRoof)};
    }
    const float t = (v - kRoof) / (1.0F - kRoof);
    return {x, lerp(kHeight + 0.06F, 0.03F, t), lerp(kTopBackZ, kBackZ, t)};
}

void add_nets(Assembly& goal) {
    const Material cord = fabric(kWhite);
    Soft back =
        net({.columns = 25,
             .rows = 13,
             .at = back_at,
             .pinned = [](float u, float v) { return u == 0 || u == 1 || v == 0 || v == 1; }},
            cord);
    back.mass_kg = 3.0F;
    back.strand_radius = 0.006F;
    goal.soft(std::move(back));
    for (const float side : {-kHalfWidth, kHalfWidth}) {
        Soft flank =
            net({.columns = 8,
                 .rows = 9,
                 .at =
                     [side](float u, float v) {
                         const float y = lerp(kHeight, 0.03F, v);
                         return Vec3{side, y, lerp(kMouthZ, lerp(kTopBackZ, kBackZ, v), u)};
                     },
                 .pinned = [](float u, float v) { return u == 0 || u == 1 || v == 0 || v == 1; }},
                cord);
        flank.mass_kg = 1.0F;
        flank.strand_radius = 0.006F;
        goal.soft(std::move(flank));
    }
}

}  // namespace

const Thing kSoccerGoal{
    .name = "soccer_goal",
    .words =
        {"soccer goal", "goal", "football goal", "goalpost", "goal post", "goal net", "hockey goal"
        },
    .category = Category::kGear,
    .traits = {.outdoor = true},
    .usual_size = {7.56F, 2.56F, 2.1F},
    .build =
        [](const Entity& entity, Rng) {
            Assembly goal(entity, Substance::kSteel);
            goal.fix();
            goal.link("frame");
            add_frame(goal);
            goal.anchor("goal", {0, kHeight * 0.5F, kMouthZ});
            add_nets(goal);
            return goal.finish();
        },
};

}  // namespace hibari::world
