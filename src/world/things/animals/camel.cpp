// Camel: 1.85 m at the shoulder, a hump of fat on the back, and broad pads for feet.
#include "world/things/animals/quadruped.h"
#include "world/things/thing_list.h"

namespace hibari::world {

namespace {

QuadrupedPlan camel_plan() {
    return {
        .mass_kg = 500.0F,
        .waist = {0.0F, 1.5F, -0.15F},
        .nape = {0.0F, 1.46F, 0.58F},
        .chest = {{0.0F, 1.38F, 0.33F}, {0.27F, 0.36F, 0.43F}},
        .belly = {{0.0F, 1.4F, -0.12F}, {0.29F, 0.33F, 0.48F}},
        .rump = {{0.0F, 1.42F, -0.52F}, {0.24F, 0.28F, 0.32F}},
        .neck_radius = 0.17F,
        .throat_radius = 0.105F,
        .fore =
            {.top = {0.17F, 1.28F, 0.56F},
             .bend = {0.19F, 1.02F, 0.42F},
             .wrist = {0.17F, 0.56F, 0.46F},
             .knuckle = {0.168F, 0.15F, 0.455F},
             .radius = {0.14F, 0.09F, 0.062F, 0.046F},
             .muscle = {0.1F, 0.22F, 0.17F},
             .paw = {0.095F, 0.05F, 0.12F}},
        .hind =
            {.top = {0.16F, 1.4F, -0.56F},
             .bend = {0.19F, 1.04F, -0.42F},
             .wrist = {0.165F, 0.62F, -0.68F},
             .knuckle = {0.16F, 0.15F, -0.62F},
             .radius = {0.16F, 0.1F, 0.058F, 0.046F},
             .muscle = {0.12F, 0.28F, 0.19F},
             .paw = {0.09F, 0.05F, 0.115F}},
        .head =
            {.poll = {0.0F, 2.02F, 1.14F},
             .skull = {{0.0F, 2.05F, 1.22F}, {0.1F, 0.11F, 0.14F}},
             .muzzle_from = {0.0F, 2.01F, 1.28F},
             .muzzle_to = {0.0F, 1.9F, 1.54F},
             .muzzle_radius = 0.095F,
             .muzzle_tip = 0.072F,
             .nose_half = {0.028F, 0.016F, 0.016F},
             .jaw_from = {0.0F, 1.94F, 1.26F},
             .jaw_to = {0.0F, 1.83F, 1.48F},
             .jaw_radius = 0.065F,
             .jaw_tip = 0.048F,
             .eye = {0.088F, 2.085F, 1.3F},
             .eye_radius = 0.027F,
             .ears = EarKind::kPricked,
             .ear = {0.075F, 2.14F, 1.14F},
             .ear_half = {0.028F, 0.052F, 0.02F}},
        .tail =
            {Vec3{0.0F, 1.52F, -0.8F},
             Vec3{0.0F, 1.3F, -0.88F},
             Vec3{0.0F, 1.06F, -0.9F},
             Vec3{0.0F, 0.84F, -0.9F}},
        .tail_radius = {0.04F, 0.03F, 0.026F, 0.05F},
        .eye_color = hex(0x24140A),
        .nose_color = hex(0x6A4A32),
        .blend = 0.09F,
        .fur = 0.02F,
        .relief = 0.5F,
    };
}

void add_hump(QuadrupedPlan& plan, float z, float tall) {
    plan.pieces.push_back(
        {kRibs, ellipsoid({0.17F, 0.22F + 0.3F * tall, 0.24F}), {{0, 1.72F, z}, {}}, {}, true}
    );
    plan.pieces.push_back(
        {kRibs, ellipsoid({0.09F, tall, 0.13F}), {{0, 1.88F, z - 0.02F}, {}}, {}, true}
    );
}

}  // namespace

const Thing kCamel{
    .name = "camel",
    .words = {"camel", "dromedary", "bactrian camel"},
    .category = Category::kAnimal,
    .traits = {.rideable = true, .outdoor = true},
    .usual_size = {0.62F, 2.25F, 2.65F},
    .build =
        [](const Entity& entity, Rng) {
            QuadrupedPlan plan = camel_plan();
            // The low bow of the neck.
            const Vec3 low{0, 1.34F, 0.72F};
            const Vec3 high{0, 1.56F, 1.02F};
            plan.pieces.push_back(
                {kNape,
                 round_cone(0.5F * distance(low, high), 0.15F, 0.10F),
                 along(low, high),
                 {},
                 true}
            );
            if (entity.called.find("bactrian") != std::string::npos) {
                add_hump(plan, 0.14F, 0.22F);
                add_hump(plan, -0.42F, 0.22F);
            } else {
                add_hump(plan, -0.24F, 0.30F);
            }
            const Coat coat{
                .main = hex(0xC09A64),
                .mottle = hex(0xAC8650),
                .under = hex(0xB08A56),
                .feet = hex(0xB48E5C),
                .mask = hex(0xC4A070),
                .tip = hex(0x7A5632)
            };
            return build_quadruped(entity, plan, asked_coat(entity, coat));
        },
};

}  // namespace hibari::world
