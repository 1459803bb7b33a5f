// Frog and toad: sits on folded hind legs and goes in leaps.
#include "world/things/animals/quadruped.h"
#include "world/things/thing_list.h"

namespace hibari::world {

namespace {

QuadrupedPlan frog_plan() {
    return {
        .mass_kg = 0.2F,
        .waist = {0.0F, 0.045F, -0.02F},
        .nape = {0.0F, 0.054F, 0.034F},
        .chest = {{0.0F, 0.044F, 0.02F}, {0.036F, 0.027F, 0.038F}},
        .belly = {{0.0F, 0.038F, -0.01F}, {0.042F, 0.03F, 0.045F}},
        .rump = {{0.0F, 0.034F, -0.038F}, {0.032F, 0.024F, 0.03F}},
        .neck_radius = 0.03F,
        .throat_radius = 0.028F,
        .fore =
            {.top = {0.03F, 0.042F, 0.028F},
             .bend = {0.04F, 0.028F, 0.014F},
             .wrist = {0.038F, 0.01F, 0.03F},
             .knuckle = {0.038F, 0.005F, 0.034F},
             .radius = {0.01F, 0.008F, 0.0065F, 0.006F},
             .muscle = {0.008F, 0.014F, 0.011F},
             .paw = {0.008F, 0.0035F, 0.014F}},
        .hind =
            {.top = {0.022F, 0.038F, -0.045F},
             .bend = {0.052F, 0.036F, 0.002F},
             .wrist = {0.048F, 0.014F, -0.06F},
             .knuckle = {0.05F, 0.006F, -0.012F},
             .radius = {0.017F, 0.013F, 0.008F, 0.0065F},
             .muscle = {0.014F, 0.024F, 0.022F},
             .paw = {0.012F, 0.0035F, 0.028F}},
        .head =
            {.poll = {0.0F, 0.06F, 0.044F},
             .skull = {{0.0F, 0.06F, 0.056F}, {0.036F, 0.02F, 0.03F}},
             .muzzle_from = {0.0F, 0.056F, 0.06F},
             .muzzle_to = {0.0F, 0.053F, 0.076F},
             .muzzle_radius = 0.025F,
             .muzzle_tip = 0.018F,
             .nose_half = {0.0012F, 0.001F, 0.001F},
             .jaw_from = {0.0F, 0.047F, 0.05F},
             .jaw_to = {0.0F, 0.044F, 0.076F},
             .jaw_radius = 0.024F,
             .jaw_tip = 0.016F,
             .eye = {0.020F, 0.068F, 0.056F},
             .eye_radius = 0.004F,
             .ears = EarKind::kRound,
             .ear = {0.02F, 0.058F, 0.045F},
             .ear_half = {0.002F, 0.002F, 0.002F}},
        .tail =
            {Vec3{0.0F, 0.034F, -0.055F},
             Vec3{0.0F, 0.033F, -0.06F},
             Vec3{0.0F, 0.032F, -0.064F},
             Vec3{0.0F, 0.031F, -0.067F}},
        .tail_radius = {0.01F, 0.008F, 0.006F, 0.004F},
        .eye_color = hex(0xD8A018),
        .nose_color = hex(0x2A3A18),
        .blend = 0.011F,
        .fur = 0.012F,
        .relief = 0.25F,
    };
}

// Eyes that stand out of the top of the head, and a mouth from side to side.
void add_frog_face(QuadrupedPlan& plan) {
    for (const float side : {1.0F, -1.0F}) {
        const Vec3 eye{side * 0.026F, 0.0800F, 0.0590F};
        plan.pieces.push_back(
            {kSkull, sphere(0.0125F), {eye - Vec3{side * 0.001F, 0.0055F, 0.003F}, {}}, {}, true}
        );
        plan.pieces.push_back({kSkull, sphere(0.0115F), {eye, {}}, plain(hex(0xE0B030), 0.08F)});
        plan.pieces.push_back(
            {kSkull,
             ellipsoid({0.0052F, 0.0040F, 0.0070F}),
             {eye + Vec3{side * 0.0072F, 0.0012F, 0.0052F}, {}},
             plain(hex(0x080806), 0.05F)}
        );
    }
    const Material lips = plain(hex(0x24321A), 0.6F);
    plan.pieces.push_back(
        {kSkull, ellipsoid({0.0335F, 0.0014F, 0.0335F}), {{0, 0.0515F, 0.0635F}, {}}, lips}
    );
}

}  // namespace

const Thing kFrog{
    .name = "frog",
    .words = {"frog", "toad", "bullfrog", "tree frog"},
    .category = Category::kAnimal,
    .traits = {.indoor = true, .outdoor = true},
    .usual_size = {0.11F, 0.095F, 0.15F},
    .build =
        [](const Entity& entity, Rng) {
            QuadrupedPlan plan = frog_plan();
            add_frog_face(plan);
            Coat coat{
                .main = hex(0x5A9A36),
                .mottle = hex(0x3A7424),
                .under = hex(0xE2DEB2),
                .feet = hex(0x67A43E),
                .mask = hex(0x6CAA42),
                .tip = hex(0x5A9A36),
                .surface = Surface::kLeather
            };
            if (entity.called.find("toad") != std::string::npos) {
                coat.main = coat.mask = coat.tip = hex(0x7A6440);
                coat.mottle = hex(0x5A4828);
                coat.feet = hex(0x705A38);
            }
            return build_quadruped(entity, plan, asked_coat(entity, coat));
        },
};

}  // namespace hibari::world
