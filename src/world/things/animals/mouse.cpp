// Mouse, rat and hamster: a house mouse is 9 cm long without its tail, and weighs 30 g.
#include "world/things/animals/quadruped.h"
#include "world/things/thing_list.h"

namespace hibari::world {

namespace {

QuadrupedPlan mouse_plan() {
    return {
        .mass_kg = 0.03F,
        .waist = {0.0F, 0.03F, -0.004F},
        .nape = {0.0F, 0.03F, 0.024F},
        .chest = {{0.0F, 0.025F, 0.014F}, {0.0125F, 0.0135F, 0.019F}},
        .belly = {{0.0F, 0.026F, -0.006F}, {0.0155F, 0.0165F, 0.024F}},
        .rump = {{0.0F, 0.027F, -0.024F}, {0.0165F, 0.0175F, 0.018F}},
        .neck_radius = 0.0125F,
        .throat_radius = 0.0115F,
        .fore =
            {.top = {0.008F, 0.02F, 0.022F},
             .bend = {0.01F, 0.012F, 0.016F},
             .wrist = {0.009F, 0.0055F, 0.021F},
             .knuckle = {0.009F, 0.0025F, 0.022F},
             .radius = {0.006F, 0.0042F, 0.0028F, 0.0024F},
             .muscle = {0.005F, 0.008F, 0.007F},
             .paw = {0.003F, 0.002F, 0.0055F}},
        .hind =
            {.top = {0.01F, 0.024F, -0.024F},
             .bend = {0.014F, 0.014F, -0.01F},
             .wrist = {0.012F, 0.006F, -0.03F},
             .knuckle = {0.012F, 0.0028F, -0.02F},
             .radius = {0.01F, 0.007F, 0.0035F, 0.003F},
             .muscle = {0.008F, 0.012F, 0.012F},
             .paw = {0.0036F, 0.0024F, 0.009F}},
        .head =
            {.poll = {0.0F, 0.034F, 0.034F},
             .skull = {{0.0F, 0.0355F, 0.04F}, {0.0118F, 0.0118F, 0.0135F}},
             .muzzle_from = {0.0F, 0.0335F, 0.047F},
             .muzzle_to = {0.0F, 0.0305F, 0.06F},
             .muzzle_radius = 0.0088F,
             .muzzle_tip = 0.0038F,
             .nose_half = {0.0022F, 0.0018F, 0.0018F},
             .jaw_from = {0.0F, 0.029F, 0.046F},
             .jaw_to = {0.0F, 0.0275F, 0.055F},
             .jaw_radius = 0.005F,
             .jaw_tip = 0.003F,
             .eye = {0.009F, 0.0388F, 0.0475F},
             .eye_radius = 0.0028F,
             .ears = EarKind::kRound,
             .ear = {0.0115F, 0.049F, 0.036F},
             .ear_half = {0.01F, 0.0112F, 0.0026F}},
        .tail =
            {Vec3{0.0F, 0.024F, -0.04F},
             Vec3{0.0F, 0.012F, -0.062F},
             Vec3{0.008F, 0.005F, -0.09F},
             Vec3{-0.008F, 0.007F, -0.114F}},
        .tail_radius = {0.003F, 0.0024F, 0.0019F, 0.0011F},
        .eye_color = hex(0x0C0806),
        .nose_color = hex(0xD08A84),
        .extra = Extra::kWhiskers,
        .blend = 0.007F,
        .fur = 0.0025F,
        .relief = 0.5F,
        .bare_tail = true,
    };
}

}  // namespace

const Thing kMouse{
    .name = "mouse",
    .words = {"mouse", "rat", "hamster", "gerbil", "vole", "field mouse"},
    .category = Category::kAnimal,
    .traits = {.indoor = true, .outdoor = true},
    .usual_size = {0.035F, 0.06F, 0.175F},
    .build =
        [](const Entity& entity, Rng) {
            QuadrupedPlan plan = mouse_plan();
            Entity sized = entity;
            Coat coat{
                .main = hex(0x8C8078),
                .mottle = hex(0x786C64),
                .under = hex(0xCFC7BE),
                .feet = hex(0xDCA898),
                .mask = hex(0x8C8078),
                .tip = hex(0xDDA394)
            };
            const auto is = [&](std::string_view word) {
                return entity.called.find(word) != std::string::npos;
            };
            if (is("rat")) {
                sized.scale = clamp(entity.scale * 2.2F, 0.05F, 20.0F);
                coat.main = coat.mask = hex(0x5E544C);
                coat.mottle = hex(0x4C443E);
            } else if (is("hamster")) {
                for (Vec3& joint : plan.tail) {
                    joint = lerp(plan.tail[0], joint, 0.12F);
                }
                plan.belly.half = plan.belly.half * 1.15F;
                coat = {
                    .main = hex(0xC98A4A),
                    .mottle = hex(0xB87A3E),
                    .under = hex(0xF0E6D6),
                    .feet = hex(0xDCA898),
                    .mask = hex(0xEAD8BC),
                    .tip = hex(0xDDA394)
                };
            }
            return build_quadruped(sized, plan, asked_coat(entity, coat));
        },
};

}  // namespace hibari::world
