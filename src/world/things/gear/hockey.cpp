// A hockey stick, lying along X with its blade at +X, and the puck: hard rubber, 3 by 1 inches and
// 6 ounces by the rules of the NHL (rule 13). Pucks are frozen so that they bounce little.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kHockeyStick{
    .name = "hockey_stick",
    .words = {"hockey stick", "ice hockey stick", "lacrosse stick"},
    .category = Category::kGear,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {1.52F, 0.08F, 0.32F},
    .build =
        [](const Entity& entity, Rng) {
            constexpr float kY = 0.038F;
            const Material shaft = tinted(wood(hex(0xC99A5E), 0.06F));
            const Material tape = fabric(kBlack);
            Assembly stick(entity, Substance::kWood);
            stick.part(box({0.66F, 0.011F, 0.015F}, 0.006F), {-0.08F, kY, 0}, shaft);
            stick.detail(box({0.10F, 0.013F, 0.017F}, 0.006F), {-0.64F, kY, 0}, tape);
            // The blade leans out of the shaft by 45 degrees.
            const Quat lie = turn_y(-45);
            const Vec3 heel{0.57F, kY, 0};
            const auto at = [&](float along) { return heel + rotate(lie, Vec3{along, 0, 0}); };
            stick.part(box({0.15F, 0.032F, 0.007F}, 0.006F), {at(0.13F), lie}, shaft);
            stick.detail(box({0.11F, 0.033F, 0.009F}, 0.006F), {at(0.15F), lie}, tape);
            stick.mass(0.55F);
            stick.anchor("grip", {-0.50F, kY, 0}, turn_z(-90));
            stick.anchor("head", {0.66F, kY, 0.08F});
            return stick.finish();
        },
};

const Thing kPuck{
    .name = "puck",
    .words = {"puck", "hockey puck", "ice hockey puck"},
    .category = Category::kGear,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.076F, 0.026F, 0.076F},
    .build =
        [](const Entity& entity, Rng) {
            Assembly puck(entity, Substance::kRubber);
            puck.part(
                cylinder(0.0127F, 0.0381F, 0.002F), {0, 0.0127F, 0}, tinted(rubber(hex(0x121214)))
            );
            puck.mass(0.17F);
            puck.restitution(0.35F);
            puck.friction(0.25F);
            return puck.finish();
        },
};

}  // namespace hibari::world
