// Squirrel: a bushy tail carried over the back.
#include "world/things/animals/quadruped.h"
#include "world/things/thing_list.h"

namespace hibari::world {

namespace {

QuadrupedPlan squirrel_plan() {
    return {
        .mass_kg = 0.35F,
        .waist = {0.0F, 0.1F, -0.006F},
        .nape = {0.0F, 0.098F, 0.052F},
        .chest = {{0.0F, 0.078F, 0.03F}, {0.03F, 0.034F, 0.046F}},
        .belly = {{0.0F, 0.08F, -0.018F}, {0.034F, 0.038F, 0.052F}},
        .rump = {{0.0F, 0.084F, -0.05F}, {0.038F, 0.042F, 0.045F}},
        .neck_radius = 0.028F,
        .throat_radius = 0.025F,
        .fore =
            {.top = {0.02F, 0.072F, 0.052F},
             .bend = {0.024F, 0.048F, 0.034F},
             .wrist = {0.021F, 0.018F, 0.047F},
             .knuckle = {0.021F, 0.0085F, 0.05F},
             .radius = {0.016F, 0.0115F, 0.0085F, 0.0078F},
             .muscle = {0.012F, 0.022F, 0.019F},
             .paw = {0.009F, 0.007F, 0.016F}},
        .hind =
            {.top = {0.024F, 0.078F, -0.048F},
             .bend = {0.034F, 0.05F, -0.012F},
             .wrist = {0.03F, 0.021F, -0.068F},
             .knuckle = {0.03F, 0.0095F, -0.03F},
             .radius = {0.026F, 0.018F, 0.0095F, 0.009F},
             .muscle = {0.018F, 0.03F, 0.033F},
             .paw = {0.011F, 0.008F, 0.022F}},
        .head =
            {.poll = {0.0F, 0.122F, 0.068F},
             .skull = {{0.0F, 0.132F, 0.084F}, {0.027F, 0.027F, 0.03F}},
             .muzzle_from = {0.0F, 0.125F, 0.097F},
             .muzzle_to = {0.0F, 0.119F, 0.113F},
             .muzzle_radius = 0.0175F,
             .muzzle_tip = 0.0095F,
             .nose_half = {0.004F, 0.003F, 0.003F},
             .jaw_from = {0.0F, 0.115F, 0.092F},
             .jaw_to = {0.0F, 0.111F, 0.107F},
             .jaw_radius = 0.01F,
             .jaw_tip = 0.007F,
             .eye = {0.0225F, 0.138F, 0.097F},
             .eye_radius = 0.0066F,
             .ears = EarKind::kPricked,
             .ear = {0.015F, 0.152F, 0.074F},
             .ear_half = {0.008F, 0.018F, 0.005F}},
        .tail =
            {Vec3{0.0F, 0.096F, -0.088F},
             Vec3{0.0F, 0.14F, -0.13F},
             Vec3{0.0F, 0.215F, -0.135F},
             Vec3{0.0F, 0.262F, -0.1F}},
        .tail_radius = {0.018F, 0.042F, 0.05F, 0.028F},
        .eye_color = hex(0x120A06),
        .nose_color = hex(0x3A2018),
        .blend = 0.016F,
        .fur = 0.008F,
        .relief = 0.9F,
    };
}

}  // namespace

const Thing kSquirrel{
    .name = "squirrel",
    .words = {"squirrel", "chipmunk", "red squirrel", "gray squirrel", "grey squirrel"},
    .category = Category::kAnimal,
    .traits = {.outdoor = true},
    .usual_size = {0.08F, 0.29F, 0.26F},
    .build =
        [](const Entity& entity, Rng) {
            Coat coat{
                .main = hex(0xA8521F),
                .mottle = hex(0x94461A),
                .under = hex(0xF2E8DA),
                .feet = hex(0x9A562A),
                .mask = hex(0xB4683A),
                .tip = hex(0xC87A3E)
            };
            if (entity.called.find("gray") != std::string::npos ||
                entity.called.find("grey") != std::string::npos) {
                coat.main = coat.mask = hex(0x8A8680);
                coat.mottle = hex(0x747068);
                coat.tip = hex(0xB8B4AC);
            }
            return build_quadruped(entity, squirrel_plan(), asked_coat(entity, coat));
        },
};

}  // namespace hibari::world
