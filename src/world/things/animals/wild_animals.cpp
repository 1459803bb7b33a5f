// Bear, rabbit, deer and elephant.
#include "world/things/animals/quadruped.h"
#include "world/things/animals/young.h"
#include "world/things/thing_list.h"

namespace hibari::world {

namespace {

QuadrupedPlan bear_plan() {
    return {
        .mass_kg = 260.0F,
        .waist = {0, 0.860F, -0.100F},
        .nape = {0, 0.900F, 0.440F},
        .chest = {{0, 0.740F, 0.240F}, {0.290F, 0.310F, 0.380F}},
        .belly = {{0, 0.720F, -0.120F}, {0.290F, 0.300F, 0.400F}},
        .rump = {{0, 0.740F, -0.420F}, {0.270F, 0.280F, 0.280F}},
        .neck_radius = 0.215F,
        .throat_radius = 0.165F,
        .fore =
            {.top = {0.180F, 0.700F, 0.400F},
             .bend = {0.205F, 0.480F, 0.300F},
             .wrist = {0.190F, 0.175F, 0.330F},
             .knuckle = {0.190F, 0.075F, 0.345F},
             .radius = {0.150F, 0.115F, 0.088F, 0.080F},
             .muscle = {0.115F, 0.180F, 0.150F},
             .paw = {0.098F, 0.055F, 0.125F}},
        .hind =
            {.top = {0.170F, 0.720F, -0.440F},
             .bend = {0.200F, 0.460F, -0.340F},
             .wrist = {0.185F, 0.180F, -0.500F},
             .knuckle = {0.185F, 0.075F, -0.460F},
             .radius = {0.175F, 0.130F, 0.085F, 0.080F},
             .muscle = {0.130F, 0.200F, 0.180F},
             .paw = {0.095F, 0.055F, 0.130F}},
        .head =
            {.poll = {0, 0.960F, 0.680F},
             .skull = {{0, 0.970F, 0.760F}, {0.165F, 0.150F, 0.170F}},
             .muzzle_from = {0, 0.930F, 0.870F},
             .muzzle_to = {0, 0.905F, 0.990F},
             .muzzle_radius = 0.088F,
             .muzzle_tip = 0.066F,
             .nose_half = {0.042F, 0.030F, 0.025F},
             .jaw_from = {0, 0.880F, 0.820F},
             .jaw_to = {0, 0.845F, 0.970F},
             .jaw_radius = 0.062F,
             .jaw_tip = 0.040F,
             .eye = {0.070F, 0.995F, 0.905F},
             .eye_radius = 0.016F,
             .ears = EarKind::kRound,
             .ear = {0.125F, 1.100F, 0.720F},
             .ear_half = {0.058F, 0.058F, 0.030F}},
        .tail =
            {Vec3{0, 0.830F, -0.660F},
             Vec3{0, 0.790F, -0.710F},
             Vec3{0, 0.750F, -0.730F},
             Vec3{0, 0.720F, -0.735F}},
        .tail_radius = {0.055F, 0.050F, 0.045F, 0.035F},
        .blend = 0.10F,
        .fur = 0.025F,
        .relief = 0.9F,
    };
}

QuadrupedPlan rabbit_plan() {
    return {
        .mass_kg = 2.2F,
        .waist = {0, 0.175F, -0.010F},
        .nape = {0, 0.160F, 0.085F},
        .chest = {{0, 0.125F, 0.050F}, {0.052F, 0.058F, 0.075F}},
        .belly = {{0, 0.130F, -0.030F}, {0.060F, 0.070F, 0.085F}},
        .rump = {{0, 0.140F, -0.085F}, {0.068F, 0.078F, 0.080F}},
        .neck_radius = 0.046F,
        .throat_radius = 0.040F,
        .fore =
            {.top = {0.034F, 0.115F, 0.085F},
             .bend = {0.038F, 0.080F, 0.055F},
             .wrist = {0.034F, 0.030F, 0.075F},
             .knuckle = {0.034F, 0.014F, 0.082F},
             .radius = {0.026F, 0.019F, 0.0145F, 0.0135F},
             .muscle = {0.020F, 0.034F, 0.030F},
             .paw = {0.015F, 0.012F, 0.024F}},
        .hind =
            {.top = {0.040F, 0.130F, -0.080F},
             .bend = {0.058F, 0.085F, -0.020F},
             .wrist = {0.050F, 0.034F, -0.115F},
             .knuckle = {0.050F, 0.016F, -0.050F},
             .radius = {0.042F, 0.030F, 0.016F, 0.015F},
             .muscle = {0.030F, 0.050F, 0.055F},
             .paw = {0.018F, 0.014F, 0.036F}},
        .head =
            {.poll = {0, 0.205F, 0.110F},
             .skull = {{0, 0.222F, 0.140F}, {0.042F, 0.044F, 0.050F}},
             .muzzle_from = {0, 0.210F, 0.160F},
             .muzzle_to = {0, 0.203F, 0.180F},
             .muzzle_radius = 0.028F,
             .muzzle_tip = 0.018F,
             .nose_half = {0.007F, 0.005F, 0.005F},
             .jaw_from = {0, 0.195F, 0.150F},
             .jaw_to = {0, 0.190F, 0.174F},
             .jaw_radius = 0.017F,
             .jaw_tip = 0.012F,
             .eye = {0.036F, 0.230F, 0.158F},
             .eye_radius = 0.0095F,
             .ears = EarKind::kLong,
             .ear = {0.020F, 0.255F, 0.115F},
             .ear_half = {0.017F, 0.068F, 0.009F}},
        .tail =
            {Vec3{0, 0.155F, -0.155F},
             Vec3{0, 0.165F, -0.172F},
             Vec3{0, 0.170F, -0.184F},
             Vec3{0, 0.172F, -0.194F}},
        .tail_radius = {0.022F, 0.026F, 0.026F, 0.020F},
        .eye_color = hex(0x1E120A),
        .nose_color = hex(0xC28A84),
        .blend = 0.026F,
        .fur = 0.008F,
        .relief = 0.7F,
    };
}

QuadrupedPlan elephant_plan() {
    return {
        .mass_kg = 4200.0F,
        .waist = {0, 2.250F, -0.200F},
        .nape = {0, 2.300F, 0.900F},
        .chest = {{0, 1.850F, 0.480F}, {0.720F, 0.830F, 0.800F}},
        .belly = {{0, 1.820F, -0.250F}, {0.780F, 0.800F, 0.900F}},
        .rump = {{0, 1.900F, -0.900F}, {0.680F, 0.720F, 0.600F}},
        .neck_radius = 0.560F,
        .throat_radius = 0.480F,
        .fore =
            {.top = {0.430F, 1.750F, 0.780F},
             .bend = {0.470F, 1.200F, 0.640F},
             .wrist = {0.450F, 0.560F, 0.690F},
             .knuckle = {0.450F, 0.200F, 0.690F},
             .radius = {0.380F, 0.270F, 0.210F, 0.190F},
             .muscle = {0.300F, 0.420F, 0.340F},
             .paw = {0.260F, 0.120F, 0.260F}},
        .hind =
            {.top = {0.420F, 1.800F, -0.900F},
             .bend = {0.470F, 1.120F, -0.760F},
             .wrist = {0.450F, 0.520F, -0.930F},
             .knuckle = {0.450F, 0.200F, -0.900F},
             .radius = {0.420F, 0.290F, 0.200F, 0.190F},
             .muscle = {0.330F, 0.450F, 0.380F},
             .paw = {0.250F, 0.120F, 0.250F}},
        .head =
            {.poll = {0, 2.450F, 1.300F},
             .skull = {{0, 2.520F, 1.550F}, {0.420F, 0.480F, 0.430F}},
             .muzzle_from = {0, 2.350F, 1.800F},
             .muzzle_to = {0, 2.000F, 1.980F},
             .muzzle_radius = 0.270F,
             .muzzle_tip = 0.205F,
             .nose_half = {0.05F, 0.04F, 0.04F},
             .jaw_from = {0, 2.180F, 1.550F},
             .jaw_to = {0, 1.880F, 1.780F},
             .jaw_radius = 0.180F,
             .jaw_tip = 0.100F,
             .eye = {0.330F, 2.520F, 1.830F},
             .eye_radius = 0.042F,
             .ears = EarKind::kFlap,
             .ear = {0.380F, 2.650F, 1.400F},
             .ear_half = {0.560F, 0.720F, 0.050F}},
        .tail =
            {Vec3{0, 2.200F, -1.480F},
             Vec3{0, 1.800F, -1.560F},
             Vec3{0, 1.400F, -1.560F},
             Vec3{0, 1.000F, -1.550F}},
        .tail_radius = {0.075F, 0.045F, 0.032F, 0.050F},
        .eye_color = hex(0x3A2414),
        .nose_color = hex(0x5A5450),
        .extra = Extra::kTrunk,
        .blend = 0.22F,
        .fur = 0.05F,
        .relief = 0.6F,
    };
}

QuadrupedPlan deer_plan() {
    return {
        .mass_kg = 85.0F,
        .waist = {0, 0.880F, -0.080F},
        .nape = {0, 0.920F, 0.360F},
        .chest = {{0, 0.780F, 0.190F}, {0.160F, 0.215F, 0.290F}},
        .belly = {{0, 0.800F, -0.090F}, {0.155F, 0.180F, 0.310F}},
        .rump = {{0, 0.830F, -0.350F}, {0.160F, 0.180F, 0.220F}},
        .neck_radius = 0.125F,
        .throat_radius = 0.078F,
        .fore =
            {.top = {0.100F, 0.730F, 0.350F},
             .bend = {0.110F, 0.570F, 0.260F},
             .wrist = {0.100F, 0.300F, 0.280F},
             .knuckle = {0.100F, 0.090F, 0.278F},
             .radius = {0.090F, 0.052F, 0.032F, 0.025F},
             .muscle = {0.065F, 0.140F, 0.115F},
             .paw = {0.034F, 0.030F, 0.046F},
             .hoof = true},
        .hind =
            {.top = {0.095F, 0.810F, -0.370F},
             .bend = {0.115F, 0.590F, -0.260F},
             .wrist = {0.098F, 0.370F, -0.450F},
             .knuckle = {0.096F, 0.090F, -0.415F},
             .radius = {0.115F, 0.065F, 0.032F, 0.025F},
             .muscle = {0.085F, 0.180F, 0.145F},
             .paw = {0.033F, 0.030F, 0.045F},
             .hoof = true},
        .head =
            {.poll = {0, 1.230F, 0.560F},
             .skull = {{0, 1.245F, 0.610F}, {0.068F, 0.072F, 0.085F}},
             .muzzle_from = {0, 1.225F, 0.645F},
             .muzzle_to = {0, 1.140F, 0.790F},
             .muzzle_radius = 0.060F,
             .muzzle_tip = 0.036F,
             .nose_half = {0.026F, 0.018F, 0.018F},
             .jaw_from = {0, 1.195F, 0.625F},
             .jaw_to = {0, 1.110F, 0.755F},
             .jaw_radius = 0.042F,
             .jaw_tip = 0.024F,
             .eye = {0.058F, 1.262F, 0.655F},
             .eye_radius = 0.015F,
             .ears = EarKind::kSide,
             .ear = {0.055F, 1.290F, 0.570F},
             .ear_half = {0.034F, 0.075F, 0.015F}},
        .tail =
            {Vec3{0, 0.920F, -0.550F},
             Vec3{0, 0.890F, -0.600F},
             Vec3{0, 0.840F, -0.630F},
             Vec3{0, 0.790F, -0.640F}},
        .tail_radius = {0.035F, 0.034F, 0.030F, 0.018F},
        .eye_color = hex(0x1E1008),
        .blend = 0.055F,
        .fur = 0.010F,
        .relief = 0.3F,
    };
}

// Antlers: a beam and three tines on each side.
void add_antlers(Blueprint& deer, float scale) {
    Link& head = deer.links[kSkull];
    const Material bone = plain(hex(0x8A6F4E), 0.6F);
    const auto rod = [&](Vec3 from, Vec3 to, float radius) {
        const Vec3 shift = head.rest.position;
        const Pose pose = along(from * scale - shift, to * scale - shift);
        head.parts.push_back({
            .shape = round_cone(
                distance(from, to) * 0.5F * scale, radius * scale, radius * 0.6F * scale
            ),
            .local = pose,
            .material = bone,
            .collides = false,
        });
    };
    for (const float side : {1.0F, -1.0F}) {
        const Vec3 root{side * 0.035F, 1.30F, 0.59F};
        const Vec3 bend{side * 0.20F, 1.46F, 0.48F};
        const Vec3 tip{side * 0.24F, 1.74F, 0.58F};
        rod(root, bend, 0.018F);
        rod(bend, tip, 0.015F);
        rod(lerp(root, bend, 0.25F), root + Vec3{side * 0.05F, 0.10F, 0.15F}, 0.011F);
        rod(bend, bend + Vec3{side * 0.07F, 0.15F, 0.12F}, 0.011F);
        rod(lerp(bend, tip, 0.5F), lerp(bend, tip, 0.5F) + Vec3{side * 0.09F, 0.13F, -0.06F}, 0.010F
        );
    }
}

// A panda: a round bear with a short face; ears, eyes, legs and shoulders are black.
QuadrupedPlan panda_plan() {
    QuadrupedPlan plan = bear_plan();
    plan.mass_kg = 115.0F;
    plan.stockings = true;
    plan.chest.half = plan.chest.half * Vec3{1.06F, 1.04F, 1.0F};
    plan.belly.half = plan.belly.half * Vec3{1.16F, 1.12F, 1.0F};
    plan.rump.half = plan.rump.half * Vec3{1.10F, 1.05F, 1.0F};
    HeadPlan& head = plan.head;
    head.skull.half = {0.205F, 0.175F, 0.165F};
    head.muzzle_from = {0, 0.925F, 0.855F};
    head.muzzle_to = {0, 0.905F, 0.925F};
    head.muzzle_radius = 0.095F;
    head.muzzle_tip = 0.074F;
    head.jaw_to = {0, 0.850F, 0.905F};
    head.eye = {0.080F, 0.996F, 0.926F};
    head.eye_radius = 0.0155F;
    head.ear = {0.155F, 1.115F, 0.735F};
    head.ear_half = {0.066F, 0.066F, 0.034F};
    const Vec3 black = hex(0x1A1818);
    const Material fur = {
        .surface = Surface::kFur,
        .base = black,
        .accent = black * 0.85F,
        .roughness = 0.85F,
        .scale = plan.fur,
        .bump = plan.relief
    };
    for (const float side : {1.0F, -1.0F}) {
        plan.pieces.push_back(
            {kSkull,
             ellipsoid({0.037F, 0.056F, 0.022F}),
             {{side * 0.088F, 0.983F, 0.912F}, turn_z(side * -28.0F) * turn_y(side * 26.0F)},
             fur}
        );
        plan.pieces.push_back(
            {kSkull, ellipsoid({0.072F, 0.072F, 0.040F}), {on_side(head.ear, side), {}}, fur}
        );
    }
    // The band over the shoulders.
    plan.pieces.push_back(
        {kRibs,
         ellipsoid(plan.chest.half * Vec3{1.05F, 1.22F, 0.42F}),
         {plan.chest.center + Vec3{0, 0.06F, 0.10F}, turn_x(-12)},
         fur}
    );
    return plan;
}

}  // namespace

const Thing kPanda{
    .name = "panda",
    .words = {"panda", "giant panda", "panda bear"},
    .category = Category::kAnimal,
    .traits = {.outdoor = true},
    .usual_size = {0.66F, 1.15F, 1.65F},
    .build =
        [](const Entity& entity, Rng) {
            const Coat coat{
                .main = hex(0xECE8DF),
                .mottle = hex(0xE2DCCF),
                .under = hex(0xE8E3D8),
                .feet = hex(0x1A1818),
                .mask = hex(0xEFECE4),
                .tip = hex(0xEAE6DC)
            };
            return build_quadruped(entity, panda_plan(), asked_coat(entity, coat));
        },
};

const Thing kBear{
    .name = "bear",
    .words = {"bear", "grizzly", "grizzly bear", "polar bear", "bear cub"},
    .category = Category::kAnimal,
    .traits = {.outdoor = true},
    .usual_size = {0.62F, 1.15F, 1.75F},
    .build =
        [](const Entity& entity, Rng) {
            Coat coat{
                .main = hex(0x4E3320),
                .mottle = hex(0x402918),
                .under = hex(0x4A301E),
                .feet = hex(0x38251A),
                .mask = hex(0x7A5A3C),
                .tip = hex(0x4E3320)
            };
            if (entity.called.find("polar") != std::string::npos) {
                coat = {
                    .main = hex(0xE9E4D6),
                    .mottle = hex(0xDDD5C2),
                    .under = hex(0xE4DDCB),
                    .feet = hex(0xE9E4D6),
                    .mask = hex(0xE4DECF),
                    .tip = hex(0xE9E4D6)
                };
            }
            return build_quadruped(
                sized_by_age(entity),
                is_young(entity) ? young_of(bear_plan()) : bear_plan(),
                asked_coat(entity, coat)
            );
        },
};

const Thing kRabbit{
    .name = "rabbit",
    .words = {"rabbit", "bunny", "hare", "kangaroo"},
    .category = Category::kAnimal,
    .traits = {.indoor = true, .outdoor = true},
    .usual_size = {0.15F, 0.36F, 0.38F},
    .build =
        [](const Entity& entity, Rng rng) {
            Rng coat_rng = rng.split("coat");
            Coat coat{
                .main = hex(0x9A7F62),
                .mottle = hex(0x86694C),
                .under = hex(0xD8CCB8),
                .feet = hex(0xB49C7E),
                .mask = hex(0xA98D6E),
                .tip = hex(0xF2EEE6)
            };
            if (coat_rng.index(2) == 0) {
                coat = {
                    .main = hex(0xEDE9E1),
                    .mottle = hex(0xE4DED2),
                    .under = hex(0xF2EFE9),
                    .feet = hex(0xEDE9E1),
                    .mask = hex(0xEDE9E1),
                    .tip = hex(0xF5F2EC)
                };
            }
            return build_quadruped(entity, rabbit_plan(), asked_coat(entity, coat));
        },
};

const Thing kDeer{
    .name = "deer",
    .words = {"deer", "stag", "doe", "fawn", "reindeer", "elk", "moose", "antelope", "gazelle"},
    .category = Category::kAnimal,
    .traits = {.outdoor = true},
    .usual_size = {0.40F, 1.75F, 1.45F},
    .build =
        [](const Entity& entity, Rng) {
            const Coat coat{
                .main = hex(0x93613A),
                .mottle = hex(0x845430),
                .under = hex(0xCDB291),
                .feet = hex(0x7E5A3C),
                .mask = hex(0x8A6648),
                .tip = hex(0xEDE6DA)
            };
            Blueprint deer = build_quadruped(
                sized_by_age(entity),
                is_young(entity) ? young_of(deer_plan()) : deer_plan(),
                asked_coat(entity, coat)
            );
            const bool doe = entity.called.find("doe") != std::string::npos || is_young(entity);
            if (!doe) {
                add_antlers(deer, entity.scale);
            }
            return deer;
        },
};

const Thing kElephant{
    .name = "elephant",
    .words = {"elephant", "mammoth"},
    .category = Category::kAnimal,
    .traits = {.rideable = true, .outdoor = true},
    .usual_size = {1.60F, 3.0F, 4.2F},
    .build =
        [](const Entity& entity, Rng) {
            const Coat coat{
                .main = hex(0x78716B),
                .mottle = hex(0x6A635D),
                .under = hex(0x7C756E),
                .feet = hex(0x6E6761),
                .mask = hex(0x78716B),
                .tip = hex(0x4A443F),
                .surface = Surface::kLeather
            };
            return build_quadruped(entity, elephant_plan(), asked_coat(entity, coat));
        },
};

}  // namespace hibari::world
