// Rhinoceros and hippopotamus: barrels of thick skin on pillars of legs.
#include "world/things/animals/quadruped.h"
#include "world/things/thing_list.h"

namespace hibari::world {

namespace {

// A white rhinoceros, 1.7 m at the shoulder, with two horns.
QuadrupedPlan rhino_plan() {
    QuadrupedPlan plan{
        .mass_kg = 2200.0F,
        .waist = {0, 1.450F, -0.150F},
        .nape = {0, 1.480F, 0.850F},
        .chest = {{0, 1.200F, 0.450F}, {0.500F, 0.560F, 0.640F}},
        .belly = {{0, 1.140F, -0.200F}, {0.550F, 0.570F, 0.800F}},
        .rump = {{0, 1.220F, -0.850F}, {0.480F, 0.510F, 0.470F}},
        .neck_radius = 0.440F,
        .throat_radius = 0.330F,
        .fore =
            {.top = {0.320F, 1.050F, 0.700F},
             .bend = {0.360F, 0.780F, 0.580F},
             .wrist = {0.330F, 0.400F, 0.620F},
             .knuckle = {0.330F, 0.140F, 0.620F},
             .radius = {0.270F, 0.195F, 0.150F, 0.140F},
             .muscle = {0.200F, 0.270F, 0.240F},
             .paw = {0.170F, 0.085F, 0.175F}},
        .hind =
            {.top = {0.310F, 1.150F, -0.850F},
             .bend = {0.360F, 0.750F, -0.720F},
             .wrist = {0.330F, 0.400F, -0.900F},
             .knuckle = {0.330F, 0.140F, -0.860F},
             .radius = {0.300F, 0.205F, 0.145F, 0.135F},
             .muscle = {0.230F, 0.320F, 0.280F},
             .paw = {0.165F, 0.085F, 0.170F}},
        .head =
            {.poll = {0, 1.420F, 1.200F},
             .skull = {{0, 1.360F, 1.370F}, {0.225F, 0.240F, 0.300F}},
             .muzzle_from = {0, 1.270F, 1.520F},
             .muzzle_to = {0, 0.970F, 1.930F},
             .muzzle_radius = 0.205F,
             .muzzle_tip = 0.165F,
             .jaw_from = {0, 1.110F, 1.400F},
             .jaw_to = {0, 0.850F, 1.820F},
             .jaw_radius = 0.130F,
             .jaw_tip = 0.110F,
             .eye = {0.200F, 1.330F, 1.600F},
             .eye_radius = 0.026F,
             .ears = EarKind::kPricked,
             .ear = {0.165F, 1.590F, 1.290F},
             .ear_half = {0.075F, 0.165F, 0.042F}},
        .tail =
            {Vec3{0, 1.450F, -1.280F},
             Vec3{0, 1.200F, -1.370F},
             Vec3{0, 0.950F, -1.390F},
             Vec3{0, 0.730F, -1.390F}},
        .tail_radius = {0.050F, 0.035F, 0.028F, 0.036F},
        .eye_color = hex(0x24160C),
        .nose_color = hex(0x4A4440),
        .blend = 0.16F,
        .fur = 0.05F,
        .relief = 0.7F,
    };
    const auto horn = [&](Vec3 from, Vec3 to, float thick, float thin) {
        const Material keratin = {
            .surface = Surface::kBark,
            .base = hex(0x6E6256),
            .accent = hex(0x4A4038),
            .roughness = 0.6F,
            .scale = 0.05F,
            .bump = 0.4F
        };
        plan.pieces.push_back(
            {kSkull, round_cone(0.5F * distance(from, to), thick, thin), along(from, to), keratin}
        );
    };
    horn({0, 1.120F, 1.950F}, {0, 1.370F, 2.130F}, 0.125F, 0.078F);
    horn({0, 1.370F, 2.130F}, {0, 1.580F, 2.180F}, 0.078F, 0.046F);
    horn({0, 1.580F, 2.180F}, {0, 1.740F, 2.160F}, 0.046F, 0.010F);
    horn({0, 1.300F, 1.720F}, {0, 1.460F, 1.800F}, 0.100F, 0.060F);
    horn({0, 1.460F, 1.800F}, {0, 1.620F, 1.810F}, 0.060F, 0.014F);
    for (const float side : {1.0F, -1.0F}) {
        plan.pieces.push_back(
            {kSkull,
             ellipsoid({0.022F, 0.030F, 0.034F}),
             {{side * 0.125F, 0.990F, 2.010F}, turn_y(side * 40.0F)},
             plain(hex(0x2A2522), 0.6F)}
        );
    }
    // The hump over the shoulders, and the folds of its armour.
    plan.pieces.push_back(
        {kRibs, ellipsoid({0.300F, 0.220F, 0.380F}), {{0, 1.600F, 0.560F}, {}}, {}, true}
    );
    for (const float z : {0.02F, -0.62F}) {
        const int link = z > -0.5F ? kRibs : kHindquarters;
        plan.pieces.push_back(
            {link,
             ellipsoid({0.560F, 0.560F, 0.085F}),
             {{0, 1.180F, z}, turn_x(z > -0.5F ? 10.0F : -10.0F)},
             {},
             true,
             hex(0x6A635C)}
        );
    }
    return plan;
}

// A hippopotamus, 1.4 m high: the belly near the ground, the head all muzzle.
QuadrupedPlan hippo_plan() {
    QuadrupedPlan plan{
        .mass_kg = 1500.0F,
        .waist = {0, 1.120F, -0.150F},
        .nape = {0, 1.100F, 0.750F},
        .chest = {{0, 0.870F, 0.400F}, {0.510F, 0.510F, 0.600F}},
        .belly = {{0, 0.830F, -0.200F}, {0.600F, 0.550F, 0.800F}},
        .rump = {{0, 0.910F, -0.800F}, {0.500F, 0.480F, 0.470F}},
        .neck_radius = 0.420F,
        .throat_radius = 0.350F,
        .fore =
            {.top = {0.340F, 0.700F, 0.620F},
             .bend = {0.380F, 0.500F, 0.540F},
             .wrist = {0.350F, 0.280F, 0.570F},
             .knuckle = {0.350F, 0.110F, 0.570F},
             .radius = {0.240F, 0.175F, 0.135F, 0.108F},
             .muscle = {0.180F, 0.200F, 0.200F},
             .paw = {0.155F, 0.070F, 0.165F}},
        .hind =
            {.top = {0.330F, 0.780F, -0.800F},
             .bend = {0.370F, 0.520F, -0.680F},
             .wrist = {0.350F, 0.290F, -0.840F},
             .knuckle = {0.350F, 0.110F, -0.800F},
             .radius = {0.270F, 0.185F, 0.135F, 0.108F},
             .muscle = {0.200F, 0.240F, 0.240F},
             .paw = {0.150F, 0.070F, 0.160F}},
        .head =
            {.poll = {0, 1.120F, 1.100F},
             .skull = {{0, 1.160F, 1.290F}, {0.255F, 0.235F, 0.270F}},
             .muzzle_from = {0, 1.070F, 1.400F},
             .muzzle_to = {0, 0.940F, 1.780F},
             .muzzle_radius = 0.225F,
             .muzzle_tip = 0.225F,
             .jaw_from = {0, 0.900F, 1.250F},
             .jaw_to = {0, 0.750F, 1.740F},
             .jaw_radius = 0.200F,
             .jaw_tip = 0.200F,
             .eye = {0.232F, 1.365F, 1.415F},
             .eye_radius = 0.040F,
             .lid = 1.0F,
             .ears = EarKind::kRound,
             .ear = {0.210F, 1.400F, 1.200F},
             .ear_half = {0.060F, 0.075F, 0.034F}},
        .tail =
            {Vec3{0, 1.120F, -1.230F},
             Vec3{0, 0.980F, -1.310F},
             Vec3{0, 0.860F, -1.330F},
             Vec3{0, 0.760F, -1.330F}},
        .tail_radius = {0.060F, 0.044F, 0.030F, 0.016F},
        .eye_color = hex(0x2A1A10),
        .nose_color = hex(0x5A4A4C),
        .blend = 0.16F,
        .fur = 0.04F,
        .relief = 0.25F,
    };
    const Vec3 muzzle = hex(0x94807C);
    plan.pieces = {
        // The upper lip is as wide as the head, and the lower with it.
        {kSkull, ellipsoid({0.350F, 0.200F, 0.230F}), {{0, 0.960F, 1.780F}, {}}, {}, true, muzzle},
        {kJaw,
         ellipsoid({0.315F, 0.120F, 0.250F}),
         {{0, 0.765F, 1.700F}, {}},
         {.surface = Surface::kSkin,
          .base = muzzle * 0.85F,
          .accent = muzzle * 0.7F,
          .roughness = 0.6F,
          .scale = 0.04F,
          .bump = 0.25F}},
    };
    for (const float side : {1.0F, -1.0F}) {
        plan.pieces.push_back(
            {kSkull,
             ellipsoid({0.085F, 0.065F, 0.095F}),
             {{side * 0.170F, 1.130F, 1.830F}, {}},
             {},
             true,
             muzzle}
        );
        plan.pieces.push_back(
            {kSkull,
             ellipsoid({0.030F, 0.018F, 0.036F}),
             {{side * 0.180F, 1.190F, 1.880F}, turn_x(35)},
             plain(hex(0x2A1C1C), 0.5F)}
        );
        plan.pieces.push_back(
            {kSkull, sphere(0.070F), {{side * 0.185F, 1.345F, 1.365F}, {}}, {}, true}
        );
        // Tusks, seen when it yawns.
        plan.pieces.push_back(
            {kJaw,
             round_cone(0.070F, 0.042F, 0.016F),
             along({side * 0.190F, 0.780F, 1.830F}, {side * 0.200F, 0.920F, 1.820F}),
             plain(hex(0xEADFC2), 0.3F)}
        );
    }
    return plan;
}

}  // namespace

const Thing kRhino{
    .name = "rhino",
    .words = {"rhino", "rhinoceros", "white rhino", "black rhino"},
    .category = Category::kAnimal,
    .traits = {.rideable = true, .outdoor = true},
    .usual_size = {1.12F, 1.85F, 3.60F},
    .build =
        [](const Entity& entity, Rng) {
            const Coat coat{
                .main = hex(0x8A837A),
                .mottle = hex(0x77706A),
                .under = hex(0x8E877E),
                .feet = hex(0x7C756D),
                .mask = hex(0x857E76),
                .tip = hex(0x4A443F),
                .surface = Surface::kLeather
            };
            return build_quadruped(entity, rhino_plan(), asked_coat(entity, coat));
        },
};

const Thing kHippo{
    .name = "hippo",
    .words = {"hippo", "hippopotamus"},
    .category = Category::kAnimal,
    .traits = {.outdoor = true},
    .usual_size = {1.20F, 1.48F, 3.40F},
    .build =
        [](const Entity& entity, Rng) {
            const Coat coat{
                .main = hex(0x6C6564),
                .mottle = hex(0x5E5858),
                .under = hex(0x9A827C),
                .feet = hex(0x625B5A),
                .mask = hex(0x7E716E),
                .tip = hex(0x544E4E),
                .surface = Surface::kSkin
            };
            return build_quadruped(entity, hippo_plan(), asked_coat(entity, coat));
        },
};

}  // namespace hibari::world
