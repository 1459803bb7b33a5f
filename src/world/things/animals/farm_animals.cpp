// Cow, sheep, goat and pig.
#include "world/things/animals/quadruped.h"
#include "world/things/animals/young.h"
#include "world/things/thing_list.h"

#include <iterator>

namespace hibari::world {

namespace {

QuadrupedPlan cow_plan() {
    return {
        .mass_kg = 600.0F,
        .waist = {0, 1.230F, -0.150F},
        .nape = {0, 1.260F, 0.600F},
        .chest = {{0, 1.020F, 0.330F}, {0.310F, 0.390F, 0.460F}},
        .belly = {{0, 1.000F, -0.150F}, {0.350F, 0.390F, 0.520F}},
        .rump = {{0, 1.090F, -0.620F}, {0.300F, 0.310F, 0.300F}},
        .neck_radius = 0.240F,
        .throat_radius = 0.165F,
        .fore =
            {.top = {0.200F, 0.900F, 0.560F},
             .bend = {0.215F, 0.720F, 0.430F},
             .wrist = {0.195F, 0.390F, 0.450F},
             .knuckle = {0.190F, 0.140F, 0.450F},
             .radius = {0.140F, 0.100F, 0.068F, 0.056F},
             .muscle = {0.110F, 0.190F, 0.170F},
             .paw = {0.070F, 0.050F, 0.085F},
             .hoof = true},
        .hind =
            {.top = {0.190F, 1.060F, -0.660F},
             .bend = {0.225F, 0.770F, -0.520F},
             .wrist = {0.195F, 0.450F, -0.760F},
             .knuckle = {0.190F, 0.140F, -0.710F},
             .radius = {0.180F, 0.115F, 0.068F, 0.056F},
             .muscle = {0.130F, 0.250F, 0.200F},
             .paw = {0.068F, 0.050F, 0.082F},
             .hoof = true},
        .head =
            {.poll = {0, 1.320F, 1.000F},
             .skull = {{0, 1.290F, 1.080F}, {0.130F, 0.130F, 0.140F}},
             .muzzle_from = {0, 1.250F, 1.130F},
             .muzzle_to = {0, 1.080F, 1.360F},
             .muzzle_radius = 0.125F,
             .muzzle_tip = 0.095F,
             .nose_half = {0.072F, 0.045F, 0.030F},
             .jaw_from = {0, 1.190F, 1.090F},
             .jaw_to = {0, 1.010F, 1.310F},
             .jaw_radius = 0.080F,
             .jaw_tip = 0.060F,
             .eye = {0.118F, 1.310F, 1.160F},
             .eye_radius = 0.024F,
             .ears = EarKind::kSide,
             .ear = {0.120F, 1.350F, 1.030F},
             .ear_half = {0.055F, 0.100F, 0.022F}},
        .tail =
            {Vec3{0, 1.330F, -0.900F},
             Vec3{0, 1.100F, -0.970F},
             Vec3{0, 0.820F, -0.980F},
             Vec3{0, 0.560F, -0.980F}},
        .tail_radius = {0.045F, 0.024F, 0.024F, 0.045F},
        .eye_color = hex(0x24140A),
        .nose_color = hex(0xC79A8C),
        .extra = Extra::kHorns,
        .blend = 0.10F,
        .fur = 0.012F,
        .relief = 0.15F,
    };
}

QuadrupedPlan sheep_plan() {
    return {
        .mass_kg = 65.0F,
        .waist = {0, 0.640F, -0.050F},
        .nape = {0, 0.680F, 0.270F},
        .chest = {{0, 0.590F, 0.120F}, {0.190F, 0.200F, 0.240F}},
        .belly = {{0, 0.580F, -0.050F}, {0.195F, 0.200F, 0.260F}},
        .rump = {{0, 0.600F, -0.260F}, {0.180F, 0.185F, 0.190F}},
        .neck_radius = 0.115F,
        .throat_radius = 0.075F,
        .fore =
            {.top = {0.095F, 0.500F, 0.230F},
             .bend = {0.105F, 0.400F, 0.170F},
             .wrist = {0.095F, 0.210F, 0.185F},
             .knuckle = {0.095F, 0.070F, 0.185F},
             .radius = {0.070F, 0.044F, 0.030F, 0.025F},
             .muscle = {0.050F, 0.090F, 0.080F},
             .paw = {0.032F, 0.025F, 0.040F},
             .hoof = true},
        .hind =
            {.top = {0.090F, 0.560F, -0.270F},
             .bend = {0.105F, 0.410F, -0.200F},
             .wrist = {0.092F, 0.240F, -0.330F},
             .knuckle = {0.092F, 0.070F, -0.300F},
             .radius = {0.085F, 0.050F, 0.030F, 0.025F},
             .muscle = {0.060F, 0.110F, 0.095F},
             .paw = {0.032F, 0.025F, 0.040F},
             .hoof = true},
        .head =
            {.poll = {0, 0.800F, 0.390F},
             .skull = {{0, 0.800F, 0.430F}, {0.066F, 0.070F, 0.080F}},
             .muzzle_from = {0, 0.785F, 0.460F},
             .muzzle_to = {0, 0.705F, 0.570F},
             .muzzle_radius = 0.058F,
             .muzzle_tip = 0.040F,
             .nose_half = {0.020F, 0.012F, 0.012F},
             .jaw_from = {0, 0.755F, 0.445F},
             .jaw_to = {0, 0.675F, 0.545F},
             .jaw_radius = 0.040F,
             .jaw_tip = 0.028F,
             .eye = {0.056F, 0.815F, 0.475F},
             .eye_radius = 0.012F,
             .ears = EarKind::kSide,
             .ear = {0.058F, 0.835F, 0.405F},
             .ear_half = {0.022F, 0.052F, 0.012F}},
        .tail =
            {Vec3{0, 0.660F, -0.430F},
             Vec3{0, 0.600F, -0.470F},
             Vec3{0, 0.530F, -0.485F},
             Vec3{0, 0.470F, -0.485F}},
        .tail_radius = {0.045F, 0.045F, 0.040F, 0.030F},
        .eye_color = hex(0x8A6A2A),
        .extra = Extra::kWool,
        .blend = 0.045F,
        .fur = 0.030F,
        .relief = 1.0F,
    };
}

// A billy goat, 70 cm at the withers: lean, with horns swept back and a beard.
QuadrupedPlan goat_plan() {
    QuadrupedPlan plan = sheep_plan();
    plan.mass_kg = 60.0F;
    plan.extra = Extra::kNone;
    plan.waist = {0, 0.670F, -0.050F};
    plan.nape = {0, 0.715F, 0.270F};
    plan.chest = {{0, 0.595F, 0.120F}, {0.132F, 0.180F, 0.220F}};
    plan.belly = {{0, 0.600F, -0.060F}, {0.150F, 0.165F, 0.250F}};
    plan.rump = {{0, 0.625F, -0.250F}, {0.128F, 0.150F, 0.165F}};
    plan.neck_radius = 0.098F;
    plan.throat_radius = 0.060F;
    plan.head = {
        .poll = {0, 0.905F, 0.390F},
        .skull = {{0, 0.910F, 0.430F}, {0.058F, 0.062F, 0.076F}},
        .muzzle_from = {0, 0.895F, 0.460F},
        .muzzle_to = {0, 0.800F, 0.575F},
        .muzzle_radius = 0.052F,
        .muzzle_tip = 0.036F,
        .nose_half = {0.020F, 0.012F, 0.012F},
        .jaw_from = {0, 0.865F, 0.445F},
        .jaw_to = {0, 0.775F, 0.550F},
        .jaw_radius = 0.038F,
        .jaw_tip = 0.024F,
        .eye = {0.050F, 0.922F, 0.470F},
        .eye_radius = 0.0125F,
        .ears = EarKind::kSide,
        .ear = {0.055F, 0.930F, 0.400F},
        .ear_half = {0.024F, 0.070F, 0.012F},
    };
    plan.tail = {
        Vec3{0, 0.725F, -0.405F},
        Vec3{0, 0.765F, -0.435F},
        Vec3{0, 0.805F, -0.445F},
        Vec3{0, 0.835F, -0.435F}
    };
    plan.tail_radius = {0.028F, 0.026F, 0.024F, 0.014F};
    plan.eye_color = hex(0xC8962E);
    plan.fur = 0.020F;
    plan.relief = 0.7F;
    const Material horn = plain(hex(0x6E6252), 0.5F);
    const Material hair = {
        .surface = Surface::kHair,
        .base = hex(0xC9C2B4),
        .accent = hex(0x9A9284),
        .roughness = 0.8F,
        .scale = 0.02F,
        .bump = 0.8F
    };
    for (const float side : {1.0F, -1.0F}) {
        constexpr Vec3 kCurve[] = {
            {0.026F, 0.955F, 0.430F},
            {0.034F, 1.040F, 0.405F},
            {0.046F, 1.105F, 0.340F},
            {0.062F, 1.130F, 0.255F},
            {0.080F, 1.110F, 0.175F}
        };
        constexpr float kThick[] = {0.024F, 0.021F, 0.017F, 0.012F, 0.005F};
        for (std::size_t i = 0; i + 1 < std::size(kCurve); ++i) {
            const Vec3 from = kCurve[i] * Vec3{side, 1, 1};
            const Vec3 to = kCurve[i + 1] * Vec3{side, 1, 1};
            plan.pieces.push_back(
                {kSkull,
                 round_cone(0.5F * distance(from, to), kThick[i], kThick[i + 1]),
                 along(from, to),
                 horn}
            );
        }
    }
    const Vec3 chin{0, 0.765F, 0.535F};
    plan.pieces.push_back(
        {kJaw,
         round_cone(0.058F, 0.022F, 0.005F),
         along(chin, chin + Vec3{0, -0.118F, 0.012F}),
         hair}
    );
    return plan;
}

QuadrupedPlan pig_plan() {
    QuadrupedPlan plan = sheep_plan();
    plan.mass_kg = 110.0F;
    plan.extra = Extra::kNone;
    plan.chest = {{0, 0.530F, 0.140F}, {0.205F, 0.215F, 0.270F}};
    plan.belly = {{0, 0.500F, -0.080F}, {0.215F, 0.225F, 0.320F}};
    plan.rump = {{0, 0.530F, -0.300F}, {0.195F, 0.205F, 0.200F}};
    plan.neck_radius = 0.180F;
    plan.throat_radius = 0.140F;
    plan.nape = {0, 0.580F, 0.290F};
    for (LegPlan* leg : {&plan.fore, &plan.hind}) {
        leg->radius[1] = 0.062F;
        leg->radius[2] = 0.044F;
        leg->radius[3] = 0.038F;
        leg->paw = {0.042F, 0.030F, 0.050F};
        // Shorter legs: the whole animal stands lower.
        for (Vec3* joint : {&leg->top, &leg->bend, &leg->wrist, &leg->knuckle}) {
            joint->y *= 0.84F;
        }
    }
    plan.waist.y = 0.560F;
    plan.head = {
        .poll = {0, 0.590F, 0.420F},
        .skull = {{0, 0.585F, 0.490F}, {0.125F, 0.130F, 0.135F}},
        .muzzle_from = {0, 0.560F, 0.560F},
        .muzzle_to = {0, 0.510F, 0.700F},
        .muzzle_radius = 0.088F,
        .muzzle_tip = 0.062F,
        .nose_half = {0.062F, 0.056F, 0.022F},
        .jaw_from = {0, 0.500F, 0.520F},
        .jaw_to = {0, 0.455F, 0.650F},
        .jaw_radius = 0.060F,
        .jaw_tip = 0.036F,
        .eye = {0.082F, 0.630F, 0.590F},
        .eye_radius = 0.013F,
        .ears = EarKind::kFloppy,
        .ear = {0.095F, 0.700F, 0.500F},
        .ear_half = {0.030F, 0.070F, 0.055F},
    };
    plan.tail = {
        Vec3{0, 0.600F, -0.480F},
        Vec3{0.02F, 0.610F, -0.530F},
        Vec3{-0.01F, 0.575F, -0.545F},
        Vec3{0.01F, 0.560F, -0.575F}
    };
    plan.tail_radius = {0.014F, 0.012F, 0.010F, 0.008F};
    plan.nose_color = hex(0xC98A80);
    plan.fur = 0.02F;
    plan.relief = 0.1F;
    plan.blend = 0.06F;
    return plan;
}

}  // namespace

const Thing kCow{
    .name = "cow",
    .words = {"cow", "bull", "ox", "calf", "buffalo", "bison", "cattle", "yak"},
    .category = Category::kAnimal,
    .traits = {.rideable = true, .outdoor = true},
    .usual_size = {0.72F, 1.50F, 2.40F},
    .build =
        [](const Entity& entity, Rng rng) {
            Rng coat_rng = rng.split("coat");
            Coat coat{
                .main = hex(0xE9E4DA),
                .mottle = hex(0x1F1B1A),
                .under = hex(0xE9E4DA),
                .feet = hex(0xE9E4DA),
                .mask = hex(0xDDB7A8),
                .tip = hex(0xE9E4DA)
            };
            if (coat_rng.index(3) == 0) {
                coat = {
                    .main = hex(0x8A4E2A),
                    .mottle = hex(0x7A4222),
                    .under = hex(0x9A6038),
                    .feet = hex(0x8A4E2A),
                    .mask = hex(0xCBA68E),
                    .tip = hex(0xE3D6C4)
                };
            }
            return build_quadruped(
                sized_by_age(entity),
                is_young(entity) ? young_of(cow_plan()) : cow_plan(),
                asked_coat(entity, coat)
            );
        },
};

const Thing kSheep{
    .name = "sheep",
    .words = {"sheep", "lamb", "ram", "ewe", "alpaca", "llama"},
    .category = Category::kAnimal,
    .traits = {.outdoor = true},
    .usual_size = {0.42F, 0.90F, 1.05F},
    .build =
        [](const Entity& entity, Rng) {
            const Coat coat{
                .main = hex(0xE6DFD0),
                .mottle = hex(0xD9D0BE),
                .under = hex(0xDDD5C4),
                .feet = hex(0x38312C),
                .mask = hex(0x38312C),
                .tip = hex(0xE6DFD0)
            };
            return build_quadruped(
                sized_by_age(entity),
                is_young(entity) ? young_of(sheep_plan()) : sheep_plan(),
                asked_coat(entity, coat)
            );
        },
};

const Thing kGoat{
    .name = "goat",
    .words = {"goat", "billy goat", "nanny goat", "mountain goat", "ibex"},
    .category = Category::kAnimal,
    .traits = {.outdoor = true},
    .usual_size = {0.32F, 1.13F, 1.10F},
    .build =
        [](const Entity& entity, Rng rng) {
            Coat coat{
                .main = hex(0xE4DED2),
                .mottle = hex(0xD4CCBC),
                .under = hex(0xDCD5C6),
                .feet = hex(0xC9C0AE),
                .mask = hex(0xE0D9CC),
                .tip = hex(0xE4DED2)
            };
            if (rng.split("coat").chance(0.4)) {
                coat = {
                    .main = hex(0x7E5A3C),
                    .mottle = hex(0x6A4A30),
                    .under = hex(0x9A7A58),
                    .feet = hex(0x2E2620),
                    .mask = hex(0x4A3626),
                    .tip = hex(0x3A2C20)
                };
            }
            return build_quadruped(entity, goat_plan(), asked_coat(entity, coat));
        },
};

const Thing kPig{
    .name = "pig",
    .words = {"pig", "piglet", "hog", "sow", "boar"},
    .category = Category::kAnimal,
    .traits = {.outdoor = true},
    .usual_size = {0.45F, 0.78F, 1.28F},
    .build =
        [](const Entity& entity, Rng) {
            const Coat coat{
                .main = hex(0xDFA597),
                .mottle = hex(0xD2978A),
                .under = hex(0xE4B0A3),
                .feet = hex(0xD89C8E),
                .mask = hex(0xDDA092),
                .tip = hex(0xDFA597),
                .surface = Surface::kSkin
            };
            return build_quadruped(
                sized_by_age(entity),
                is_young(entity) ? young_of(pig_plan()) : pig_plan(),
                asked_coat(entity, coat)
            );
        },
};

}  // namespace hibari::world
