// Crocodile and lizard: long and low on legs that stand out sideways.
#include "world/things/animals/quadruped.h"
#include "world/things/thing_list.h"

namespace hibari::world {

namespace {

QuadrupedPlan crocodile_plan() {
    return {
        .mass_kg = 260.0F,
        .waist = {0.0F, 0.36F, -0.25F},
        .nape = {0.0F, 0.36F, 0.62F},
        .chest = {{0.0F, 0.32F, 0.3F}, {0.26F, 0.17F, 0.45F}},
        .belly = {{0.0F, 0.31F, -0.15F}, {0.3F, 0.18F, 0.55F}},
        .rump = {{0.0F, 0.32F, -0.62F}, {0.22F, 0.16F, 0.32F}},
        .neck_radius = 0.19F,
        .throat_radius = 0.15F,
        .fore =
            {.top = {0.26F, 0.3F, 0.5F},
             .bend = {0.32F, 0.18F, 0.40F},
             .wrist = {0.34F, 0.08F, 0.46F},
             .knuckle = {0.34F, 0.04F, 0.48F},
             .radius = {0.1F, 0.08F, 0.055F, 0.05F},
             .muscle = {0.07F, 0.12F, 0.09F},
             .paw = {0.07F, 0.035F, 0.11F}},
        .hind =
            {.top = {0.25F, 0.3F, -0.62F},
             .bend = {0.32F, 0.20F, -0.47F},
             .wrist = {0.34F, 0.10F, -0.66F},
             .knuckle = {0.34F, 0.045F, -0.60F},
             .radius = {0.13F, 0.09F, 0.06F, 0.055F},
             .muscle = {0.09F, 0.15F, 0.12F},
             .paw = {0.075F, 0.035F, 0.13F}},
        .head =
            {.poll = {0.0F, 0.37F, 0.85F},
             .skull = {{0.0F, 0.375F, 0.98F}, {0.165F, 0.1F, 0.2F}},
             .muzzle_from = {0.0F, 0.355F, 1.08F},
             .muzzle_to = {0.0F, 0.325F, 1.62F},
             .muzzle_radius = 0.105F,
             .muzzle_tip = 0.064F,
             .nose_half = {0.03F, 0.018F, 0.02F},
             .jaw_from = {0.0F, 0.285F, 0.92F},
             .jaw_to = {0.0F, 0.255F, 1.58F},
             .jaw_radius = 0.085F,
             .jaw_tip = 0.045F,
             .eye = {0.09F, 0.455F, 1.03F},
             .eye_radius = 0.028F,
             .slit_pupil = true,
             .ears = EarKind::kRound,
             .ear = {0.1F, 0.38F, 0.9F},
             .ear_half = {0.01F, 0.01F, 0.01F}},
        .tail =
            {Vec3{0.0F, 0.31F, -0.9F},
             Vec3{0.0F, 0.25F, -1.45F},
             Vec3{0.0F, 0.19F, -2.0F},
             Vec3{0.0F, 0.15F, -2.55F}},
        .tail_radius = {0.17F, 0.125F, 0.08F, 0.03F},
        .eye_color = hex(0xC8A020),
        .nose_color = hex(0x2E341C),
        .blend = 0.06F,
        .fur = 0.06F,
        .relief = 0.6F,
    };
}

// Rows of horny plates down the back and the tail, and teeth along both jaws.
void add_armour(QuadrupedPlan& plan) {
    const Material horn = plain(hex(0x3A4226), 0.6F);
    const auto plates = [&](int link, Vec3 from, Vec3 to, int count, float apart, float size) {
        for (int i = 0; i < count; ++i) {
            const Vec3 at =
                lerp(from, to, (static_cast<float>(i) + 0.5F) / static_cast<float>(count));
            for (const float side : {1.0F, -1.0F}) {
                plan.pieces.push_back(
                    {link,
                     cone(size, size * 0.9F),
                     {at + Vec3{side * apart, 0.6F * size, 0}, {}},
                     horn}
                );
            }
        }
    };
    plates(kRibs, {0, 0.475F, 0.58F}, {0, 0.480F, -0.30F}, 6, 0.085F, 0.038F);
    plates(kHindquarters, {0, 0.480F, -0.30F}, {0, 0.455F, -0.90F}, 4, 0.080F, 0.038F);
    plates(kTail1, {0, 0.455F, -0.90F}, {0, 0.370F, -1.45F}, 4, 0.050F, 0.036F);
    plates(kTail2, {0, 0.370F, -1.45F}, {0, 0.265F, -2.0F}, 4, 0.012F, 0.034F);
    plates(kTail3, {0, 0.265F, -2.0F}, {0, 0.180F, -2.5F}, 4, 0.004F, 0.026F);
}

void add_teeth(QuadrupedPlan& plan) {
    const Material ivory = plain(hex(0xEFE8D2), 0.3F);
    for (int i = 0; i < 9; ++i) {
        const float t = (static_cast<float>(i) + 0.5F) / 9.0F;
        const float wide = lerp(0.100F, 0.055F, t);
        for (const float side : {1.0F, -1.0F}) {
            plan.pieces.push_back(
                {kSkull,
                 cone(0.026F, 0.013F, 0.001F),
                 {{side * wide, lerp(0.300F, 0.272F, t), lerp(1.10F, 1.64F, t)}, turn_x(180)},
                 ivory}
            );
            plan.pieces.push_back(
                {kJaw,
                 cone(0.022F, 0.011F, 0.001F),
                 {{side * wide * 0.9F, lerp(0.315F, 0.300F, t), lerp(1.13F, 1.60F, t)}, {}},
                 ivory}
            );
        }
    }
}

}  // namespace

const Thing kCrocodile{
    .name = "crocodile",
    .words = {"crocodile", "alligator", "croc", "gator", "caiman", "komodo dragon"},
    .category = Category::kAnimal,
    .traits = {.outdoor = true},
    .usual_size = {0.85F, 0.55F, 4.2F},
    .build =
        [](const Entity& entity, Rng) {
            QuadrupedPlan plan = crocodile_plan();
            add_armour(plan);
            add_teeth(plan);
            const Coat coat{
                .main = hex(0x5C6238),
                .mottle = hex(0x434A2A),
                .under = hex(0xC4BC8C),
                .feet = hex(0x4E5432),
                .mask = hex(0x5C6238),
                .tip = hex(0x434A2A),
                .surface = Surface::kScales
            };
            return build_quadruped(entity, plan, asked_coat(entity, coat));
        },
};

const Thing kLizard{
    .name = "lizard",
    .words = {"lizard", "gecko", "iguana", "chameleon", "salamander", "newt", "skink"},
    .category = Category::kAnimal,
    .traits = {.indoor = true, .outdoor = true},
    .usual_size = {0.1F, 0.065F, 0.47F},
    .build =
        [](const Entity& entity, Rng) {
            // The same body 12 cm long without its tail; the mass goes with the cube.
            QuadrupedPlan plan = crocodile_plan();
            constexpr float kSmall = 0.12F;
            Entity sized = entity;
            sized.scale = clamp(entity.scale * kSmall, 0.05F, 20.0F);
            plan.mass_kg = 0.15F / (kSmall * kSmall * kSmall);
            plan.head = {
                .poll = {0, 0.40F, 0.80F},
                .skull = {{0, 0.42F, 0.92F}, {0.150F, 0.115F, 0.19F}},
                .muzzle_from = {0, 0.40F, 1.00F},
                .muzzle_to = {0, 0.37F, 1.20F},
                .muzzle_radius = 0.105F,
                .muzzle_tip = 0.065F,
                .nose_half = {0.012F, 0.010F, 0.010F},
                .jaw_from = {0, 0.345F, 0.90F},
                .jaw_to = {0, 0.330F, 1.18F},
                .jaw_radius = 0.080F,
                .jaw_tip = 0.045F,
                .eye = {0.125F, 0.455F, 0.98F},
                .eye_radius = 0.036F,
                .slit_pupil = true,
                .ears = EarKind::kRound,
                .ear = {0.10F, 0.40F, 0.85F},
                .ear_half = {0.01F, 0.01F, 0.01F},
            };
            plan.relief = 0.3F;
            const Coat coat{
                .main = hex(0x5E9A3A),
                .mottle = hex(0x46782A),
                .under = hex(0xC8CC8A),
                .feet = hex(0x548A34),
                .mask = hex(0x5E9A3A),
                .tip = hex(0x3E6A28),
                .surface = Surface::kScales
            };
            return build_quadruped(sized, plan, asked_coat(entity, coat));
        },
};

}  // namespace hibari::world
