// A silverback gorilla on its knuckles, 1.4 m: arms longer than its legs, and a back that slopes.
#include "world/things/animals/quadruped.h"
#include "world/things/thing_list.h"

namespace hibari::world {

namespace {

QuadrupedPlan gorilla_plan() {
    QuadrupedPlan plan{
        .mass_kg = 170.0F,
        .waist = {0, 0.800F, -0.120F},
        .nape = {0, 1.030F, 0.300F},
        .chest = {{0, 0.840F, 0.170F}, {0.310F, 0.300F, 0.270F}},
        .belly = {{0, 0.710F, -0.080F}, {0.270F, 0.270F, 0.300F}},
        .rump = {{0, 0.660F, -0.330F}, {0.225F, 0.215F, 0.215F}},
        .neck_radius = 0.205F,
        .throat_radius = 0.165F,
        .fore =
            {.top = {0.275F, 0.910F, 0.290F},
             .bend = {0.370F, 0.530F, 0.240F},
             .wrist = {0.310F, 0.140F, 0.360F},
             .knuckle = {0.310F, 0.055F, 0.380F},
             .radius = {0.150F, 0.112F, 0.082F, 0.068F},
             .muscle = {0.125F, 0.220F, 0.135F},
             .paw = {0.080F, 0.052F, 0.080F}},
        .hind =
            {.top = {0.160F, 0.610F, -0.340F},
             .bend = {0.240F, 0.360F, -0.190F},
             .wrist = {0.200F, 0.130F, -0.390F},
             .knuckle = {0.200F, 0.052F, -0.350F},
             .radius = {0.165F, 0.115F, 0.075F, 0.068F},
             .muscle = {0.120F, 0.170F, 0.150F},
             .paw = {0.075F, 0.042F, 0.120F}},
        .head =
            {.poll = {0, 1.170F, 0.450F},
             .skull = {{0, 1.250F, 0.510F}, {0.132F, 0.150F, 0.135F}},
             .muzzle_from = {0, 1.195F, 0.590F},
             .muzzle_to = {0, 1.160F, 0.665F},
             .muzzle_radius = 0.086F,
             .muzzle_tip = 0.076F,
             .nose_half = {0.048F, 0.026F, 0.022F},
             .jaw_from = {0, 1.130F, 0.550F},
             .jaw_to = {0, 1.090F, 0.645F},
             .jaw_radius = 0.070F,
             .jaw_tip = 0.062F,
             .eye = {0.045F, 1.258F, 0.640F},
             .eye_radius = 0.0135F,
             .ears = EarKind::kRound,
             .ear = {0.138F, 1.230F, 0.490F},
             .ear_half = {0.020F, 0.032F, 0.014F}},
        .tail =
            {Vec3{0, 0.700F, -0.460F},
             Vec3{0, 0.690F, -0.464F},
             Vec3{0, 0.680F, -0.468F},
             Vec3{0, 0.670F, -0.472F}},
        .tail_radius = {0.040F, 0.040F, 0.040F, 0.040F},
        .eye_color = hex(0x4A2A14),
        .nose_color = hex(0x1C1A1A),
        .blend = 0.085F,
        .fur = 0.022F,
        .relief = 0.95F,
    };
    const Material skin = {
        .surface = Surface::kLeather,
        .base = hex(0x35302F),
        .accent = hex(0x211E1E),
        .roughness = 0.5F,
        .scale = 0.02F,
        .bump = 0.4F
    };
    plan.pieces = {
        // The crest, the silver of the back, and the bare face under its brow.
        {kSkull, ellipsoid({0.078F, 0.105F, 0.125F}), {{0, 1.360F, 0.475F}, {}}, {}, true},
        {kRibs,
         ellipsoid({0.250F, 0.130F, 0.300F}),
         {{0, 0.890F, -0.080F}, turn_x(-26)},
         {},
         true,
         hex(0x86837E)},
        {kSkull, ellipsoid({0.096F, 0.062F, 0.040F}), {{0, 1.240F, 0.612F}, {}}, skin},
        {kSkull, capsule(0.066F, 0.022F), {{0, 1.288F, 0.630F}, turn_z(90)}, skin},
    };
    for (const float side : {1.0F, -1.0F}) {
        plan.pieces.push_back(
            {kSkull,
             ellipsoid({0.017F, 0.013F, 0.012F}),
             {{side * 0.021F, 1.184F, 0.734F}, {}},
             plain(hex(0x0C0B0B), 0.5F)}
        );
    }
    return plan;
}

}  // namespace

const Thing kGorilla{
    .name = "gorilla",
    .words = {"gorilla", "silverback", "king kong"},
    .category = Category::kAnimal,
    .traits = {.outdoor = true},
    .usual_size = {0.90F, 1.46F, 1.25F},
    .build =
        [](const Entity& entity, Rng) {
            const Coat coat{
                .main = hex(0x262322),
                .mottle = hex(0x1C1A19),
                .under = hex(0x2E2A29),
                .feet = hex(0x1E1C1B),
                .mask = hex(0x393332),
                .tip = hex(0x1C1A19)
            };
            return build_quadruped(entity, gorilla_plan(), asked_coat(entity, coat));
        },
};

}  // namespace hibari::world
