// Giraffe, and the long-necked dinosaur that stands for all of them.
#include "world/things/animals/quadruped.h"
#include "world/things/thing_list.h"

namespace hibari::world {

namespace {

QuadrupedPlan giraffe_plan() {
    return {
        .mass_kg = 900.0F,
        .waist = {0, 2.350F, -0.100F},
        .nape = {0, 2.720F, 0.560F},
        .chest = {{0, 2.300F, 0.300F}, {0.370F, 0.500F, 0.540F}},
        .belly = {{0, 2.200F, -0.220F}, {0.350F, 0.410F, 0.600F}},
        .rump = {{0, 2.140F, -0.700F}, {0.330F, 0.400F, 0.430F}},
        .neck_radius = 0.250F,
        .throat_radius = 0.140F,
        .fore =
            {.top = {0.250F, 2.120F, 0.540F},
             .bend = {0.270F, 1.600F, 0.400F},
             .wrist = {0.250F, 0.850F, 0.450F},
             .knuckle = {0.250F, 0.200F, 0.448F},
             .radius = {0.200F, 0.125F, 0.080F, 0.066F},
             .muscle = {0.140F, 0.360F, 0.240F},
             .paw = {0.085F, 0.075F, 0.110F},
             .hoof = true},
        .hind =
            {.top = {0.235F, 2.120F, -0.740F},
             .bend = {0.270F, 1.520F, -0.540F},
             .wrist = {0.245F, 0.950F, -0.880F},
             .knuckle = {0.240F, 0.200F, -0.800F},
             .radius = {0.220F, 0.140F, 0.080F, 0.066F},
             .muscle = {0.160F, 0.380F, 0.280F},
             .paw = {0.083F, 0.075F, 0.105F},
             .hoof = true},
        .head =
            {.poll = {0, 4.480F, 1.250F},
             .skull = {{0, 4.510F, 1.360F}, {0.120F, 0.130F, 0.170F}},
             .muzzle_from = {0, 4.460F, 1.440F},
             .muzzle_to = {0, 4.290F, 1.760F},
             .muzzle_radius = 0.110F,
             .muzzle_tip = 0.074F,
             .nose_half = {0.050F, 0.034F, 0.034F},
             .jaw_from = {0, 4.400F, 1.400F},
             .jaw_to = {0, 4.220F, 1.690F},
             .jaw_radius = 0.075F,
             .jaw_tip = 0.045F,
             .eye = {0.106F, 4.545F, 1.440F},
             .eye_radius = 0.026F,
             .ears = EarKind::kSide,
             .ear = {0.110F, 4.600F, 1.270F},
             .ear_half = {0.050F, 0.130F, 0.025F}},
        .tail =
            {Vec3{0, 2.380F, -1.100F},
             Vec3{0, 2.120F, -1.200F},
             Vec3{0, 1.820F, -1.250F},
             Vec3{0, 1.520F, -1.260F}},
        .tail_radius = {0.060F, 0.046F, 0.034F, 0.050F},
        .eye_color = hex(0x1E1008),
        .blend = 0.110F,
        .fur = 0.012F,
        .relief = 0.2F,
    };
}

QuadrupedPlan dinosaur_plan() {
    return {
        .mass_kg = 6000.0F,
        .waist = {0, 2.250F, -0.200F},
        .nape = {0, 2.350F, 0.950F},
        .chest = {{0, 1.900F, 0.480F}, {0.720F, 0.800F, 0.850F}},
        .belly = {{0, 1.820F, -0.350F}, {0.800F, 0.800F, 1.050F}},
        .rump = {{0, 1.950F, -1.100F}, {0.680F, 0.740F, 0.800F}},
        .neck_radius = 0.480F,
        .throat_radius = 0.250F,
        .fore =
            {.top = {0.450F, 1.750F, 0.780F},
             .bend = {0.500F, 1.200F, 0.640F},
             .wrist = {0.470F, 0.560F, 0.690F},
             .knuckle = {0.470F, 0.200F, 0.690F},
             .radius = {0.360F, 0.270F, 0.210F, 0.190F},
             .muscle = {0.300F, 0.420F, 0.340F},
             .paw = {0.240F, 0.120F, 0.260F}},
        .hind =
            {.top = {0.440F, 1.800F, -1.100F},
             .bend = {0.500F, 1.120F, -0.940F},
             .wrist = {0.470F, 0.520F, -1.130F},
             .knuckle = {0.470F, 0.200F, -1.100F},
             .radius = {0.420F, 0.300F, 0.210F, 0.190F},
             .muscle = {0.330F, 0.450F, 0.400F},
             .paw = {0.240F, 0.120F, 0.260F}},
        .head =
            {.poll = {0, 4.300F, 2.700F},
             .skull = {{0, 4.330F, 2.880F}, {0.210F, 0.200F, 0.290F}},
             .muzzle_from = {0, 4.280F, 3.000F},
             .muzzle_to = {0, 4.130F, 3.440F},
             .muzzle_radius = 0.185F,
             .muzzle_tip = 0.135F,
             .nose_half = {0.050F, 0.030F, 0.030F},
             .jaw_from = {0, 4.140F, 2.920F},
             .jaw_to = {0, 4.000F, 3.320F},
             .jaw_radius = 0.120F,
             .jaw_tip = 0.080F,
             .eye = {0.185F, 4.410F, 3.030F},
             .eye_radius = 0.042F,
             .ears = EarKind::kRound,
             .ear = {0.160F, 4.360F, 2.800F},
             .ear_half = {0.010F, 0.010F, 0.010F}},
        .tail =
            {Vec3{0, 2.050F, -1.700F},
             Vec3{0, 1.800F, -2.800F},
             Vec3{0, 1.420F, -3.800F},
             Vec3{0, 1.100F, -4.800F}},
        .tail_radius = {0.440F, 0.280F, 0.160F, 0.060F},
        .eye_color = hex(0xB88A1E),
        .nose_color = hex(0x3A4030),
        .blend = 0.240F,
        .fur = 0.05F,
        .relief = 0.6F,
    };
}

// The two knobs of bone between a giraffe's ears.
void add_ossicones(Blueprint& giraffe, float scale) {
    Link& head = giraffe.links[kSkull];
    for (const float side : {-1.0F, 1.0F}) {
        const Vec3 root{side * 0.055F, 4.600F, 1.350F};
        const Vec3 knob{side * 0.070F, 4.790F, 1.330F};
        const Vec3 shift = head.rest.position;
        head.parts.push_back({
            .shape =
                round_cone(0.5F * distance(root, knob) * scale, 0.026F * scale, 0.036F * scale),
            .local = along(root * scale - shift, knob * scale - shift),
            .material = plain(hex(0x4A2E18), 0.8F),
            .collides = false,
        });
    }
}

}  // namespace

const Thing kGiraffe{
    .name = "giraffe",
    .words = {"giraffe", "okapi"},
    .category = Category::kAnimal,
    .traits = {.outdoor = true},
    .usual_size = {0.85F, 4.85F, 3.1F},
    .build =
        [](const Entity& entity, Rng) {
            const Coat coat{
                .main = hex(0xC98F4C),
                .mottle = hex(0x7A4620),
                .under = hex(0xE6CFA4),
                .feet = hex(0xD8B987),
                .mask = hex(0xC49A62),
                .tip = hex(0x2A1A10)
            };
            Blueprint giraffe = build_quadruped(entity, giraffe_plan(), asked_coat(entity, coat));
            add_ossicones(giraffe, entity.scale);
            return giraffe;
        },
};

const Thing kDinosaur{
    .name = "dinosaur",
    .words =
        {"dinosaur",
         "dino",
         "brontosaurus",
         "brachiosaurus",
         "diplodocus",
         "sauropod",
         "t rex",
         "t-rex",
         "tyrannosaurus",
         "tyrannosaurus rex",
         "triceratops",
         "stegosaurus",
         "velociraptor",
         "raptor"},
    .category = Category::kAnimal,
    .traits = {.rideable = true, .outdoor = true},
    .usual_size = {1.7F, 4.55F, 8.4F},
    .build =
        [](const Entity& entity, Rng) {
            const Coat coat{
                .main = hex(0x66744E),
                .mottle = hex(0x4C5A3A),
                .under = hex(0x9A9670),
                .feet = hex(0x55593F),
                .mask = hex(0x66744E),
                .tip = hex(0x3E4632),
                .surface = Surface::kLeather
            };
            return build_quadruped(entity, dinosaur_plan(), asked_coat(entity, coat));
        },
};

}  // namespace hibari::world
