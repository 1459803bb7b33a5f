// Seals and walruses, 1.5 m: a spindle of fat with flippers for feet, its head raised.
#include "world/things/animals/quadruped.h"
#include "world/things/thing_list.h"

#include <string>

namespace hibari::world {

namespace {

QuadrupedPlan seal_plan() {
    return {
        .mass_kg = 95.0F,
        .waist = {0, 0.270F, -0.150F},
        .nape = {0, 0.370F, 0.420F},
        .chest = {{0, 0.285F, 0.240F}, {0.205F, 0.225F, 0.320F}},
        .belly = {{0, 0.225F, -0.120F}, {0.195F, 0.200F, 0.440F}},
        .rump = {{0, 0.185F, -0.500F}, {0.140F, 0.140F, 0.320F}},
        .neck_radius = 0.168F,
        .throat_radius = 0.112F,
        .fore =
            {.top = {0.170F, 0.180F, 0.300F},
             .bend = {0.235F, 0.130F, 0.250F},
             .wrist = {0.280F, 0.062F, 0.270F},
             .knuckle = {0.305F, 0.024F, 0.300F},
             .radius = {0.075F, 0.058F, 0.044F, 0.032F},
             .muscle = {0.045F, 0.050F, 0.060F},
             .paw = {0.072F, 0.018F, 0.135F}},
        .hind =
            {.top = {0.070F, 0.140F, -0.680F},
             .bend = {0.090F, 0.110F, -0.770F},
             .wrist = {0.100F, 0.062F, -0.870F},
             .knuckle = {0.115F, 0.024F, -1.000F},
             .radius = {0.075F, 0.055F, 0.042F, 0.032F},
             .muscle = {0.040F, 0.050F, 0.060F},
             .paw = {0.070F, 0.018F, 0.130F}},
        .head =
            {.poll = {0, 0.560F, 0.590F},
             .skull = {{0, 0.600F, 0.650F}, {0.104F, 0.098F, 0.112F}},
             .muzzle_from = {0, 0.578F, 0.725F},
             .muzzle_to = {0, 0.565F, 0.790F},
             .muzzle_radius = 0.066F,
             .muzzle_tip = 0.052F,
             .nose_half = {0.024F, 0.016F, 0.014F},
             .jaw_from = {0, 0.545F, 0.690F},
             .jaw_to = {0, 0.528F, 0.775F},
             .jaw_radius = 0.046F,
             .jaw_tip = 0.036F,
             .eye = {0.056F, 0.628F, 0.733F},
             .eye_radius = 0.022F,
             .ears = EarKind::kRound,
             .ear = {0.098F, 0.600F, 0.640F},
             .ear_half = {0.006F, 0.008F, 0.006F}},
        .tail =
            {Vec3{0, 0.140F, -0.800F},
             Vec3{0, 0.120F, -0.870F},
             Vec3{0, 0.100F, -0.920F},
             Vec3{0, 0.090F, -0.950F}},
        .tail_radius = {0.075F, 0.055F, 0.040F, 0.025F},
        .eye_color = hex(0x0E0A08),
        .nose_color = hex(0x161314),
        .extra = Extra::kWhiskers,
        .blend = 0.075F,
        .fur = 0.015F,
        .relief = 0.15F,
    };
}

}  // namespace

const Thing kSeal{
    .name = "seal",
    .words = {"seal", "sea lion", "walrus", "harbor seal", "elephant seal"},
    .category = Category::kAnimal,
    .traits = {.floats = true, .outdoor = true},
    .usual_size = {0.75F, 0.70F, 1.90F},
    .build =
        [](const Entity& entity, Rng) {
            QuadrupedPlan plan = seal_plan();
            Entity sized = entity;
            Coat coat{
                .main = hex(0x5E636A),
                .mottle = hex(0x474B52),
                .under = hex(0x9A9C9C),
                .feet = hex(0x4A4E55),
                .mask = hex(0x6C7178),
                .tip = hex(0x4A4E55),
                .surface = Surface::kFur
            };
            if (entity.called.find("walrus") != std::string::npos) {
                sized.scale = clamp(entity.scale * 1.8F, 0.05F, 20.0F);
                plan.head.muzzle_radius = 0.084F;
                plan.head.muzzle_tip = 0.074F;
                plan.head.eye_radius = 0.012F;
                for (const float side : {1.0F, -1.0F}) {
                    const Vec3 root{side * 0.040F, 0.530F, 0.815F};
                    plan.pieces.push_back(
                        {kSkull,
                         round_cone(0.130F, 0.016F, 0.007F),
                         along(root, root + Vec3{side * 0.012F, -0.255F, 0.030F}),
                         plain(hex(0xEDE4CE), 0.3F)}
                    );
                }
                coat = {
                    .main = hex(0x8A6452),
                    .mottle = hex(0x744F40),
                    .under = hex(0xA07A66),
                    .feet = hex(0x6E4C3E),
                    .mask = hex(0xA88470),
                    .tip = hex(0x6E4C3E),
                    .surface = Surface::kSkin
                };
            }
            return build_quadruped(sized, plan, asked_coat(entity, coat));
        },
};

}  // namespace hibari::world
