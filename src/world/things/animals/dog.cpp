// Dogs and their wild cousins: one canine plan; breeds differ by coat and ears, the fox by size.
#include "world/things/animals/quadruped.h"
#include "world/things/thing_list.h"

namespace hibari::world {

namespace {

// A retriever, 58 cm at the withers.
QuadrupedPlan dog_plan() {
    return {
        .mass_kg = 30.0F,
        .waist = {0, 0.485F, -0.05F},
        .nape = {0, 0.515F, 0.22F},
        .chest = {{0, 0.425F, 0.115F}, {0.115F, 0.150F, 0.195F}},
        .belly = {{0, 0.450F, -0.075F}, {0.094F, 0.105F, 0.190F}},
        .rump = {{0, 0.470F, -0.215F}, {0.100F, 0.108F, 0.135F}},
        .neck_radius = 0.098F,
        .throat_radius = 0.072F,
        .fore =
            {.top = {0.078F, 0.420F, 0.205F},
             .bend = {0.088F, 0.305F, 0.125F},
             .wrist = {0.082F, 0.115F, 0.150F},
             .knuckle = {0.082F, 0.040F, 0.162F},
             .radius = {0.062F, 0.043F, 0.028F, 0.026F},
             .muscle = {0.052F, 0.100F, 0.080F},
             .paw = {0.036F, 0.026F, 0.050F}},
        .hind =
            {.top = {0.070F, 0.465F, -0.225F},
             .bend = {0.085F, 0.315F, -0.150F},
             .wrist = {0.078F, 0.150F, -0.305F},
             .knuckle = {0.078F, 0.040F, -0.268F},
             .radius = {0.075F, 0.050F, 0.026F, 0.025F},
             .muscle = {0.060F, 0.120F, 0.095F},
             .paw = {0.034F, 0.025F, 0.048F}},
        .head =
            {.poll = {0, 0.665F, 0.375F},
             .skull = {{0, 0.700F, 0.425F}, {0.074F, 0.074F, 0.088F}},
             .muzzle_from = {0, 0.685F, 0.465F},
             .muzzle_to = {0, 0.668F, 0.575F},
             .muzzle_radius = 0.050F,
             .muzzle_tip = 0.036F,
             .nose_half = {0.020F, 0.015F, 0.015F},
             .jaw_from = {0, 0.652F, 0.455F},
             .jaw_to = {0, 0.636F, 0.565F},
             .jaw_radius = 0.032F,
             .jaw_tip = 0.021F,
             .eye = {0.036F, 0.715F, 0.490F},
             .eye_radius = 0.0125F,
             .ears = EarKind::kFloppy,
             .ear = {0.066F, 0.742F, 0.415F},
             .ear_half = {0.016F, 0.062F, 0.038F}},
        .tail =
            {Vec3{0, 0.515F, -0.325F},
             Vec3{0, 0.500F, -0.435F},
             Vec3{0, 0.475F, -0.545F},
             Vec3{0, 0.470F, -0.650F}},
        .tail_radius = {0.034F, 0.028F, 0.024F, 0.012F},
        .blend = 0.045F,
    };
}

void prick_ears(QuadrupedPlan& plan) {
    plan.head.ears = EarKind::kPricked;
    plan.head.ear = {0.045F, 0.752F, 0.405F};
    plan.head.ear_half = {0.026F, 0.056F, 0.013F};
}

// Breeds by coat: golden, brown, black, white with patches, shepherd.
Coat draw_dog_coat(Rng& rng, QuadrupedPlan& plan) {
    switch (rng.index(5)) {
        case 0:
            return {
                .main = hex(0xC58A4A),
                .mottle = hex(0xB67A3C),
                .under = hex(0xDDB27C),
                .feet = hex(0xCF9A5C),
                .mask = hex(0xC99458),
                .tip = hex(0xDDB27C)
            };
        case 1:
            return {
                .main = hex(0x6B4022),
                .mottle = hex(0x5C351B),
                .under = hex(0x7C4C2B),
                .feet = hex(0x6B4022),
                .mask = hex(0x63391D),
                .tip = hex(0x6B4022)
            };
        case 2:
            prick_ears(plan);
            return {
                .main = hex(0x2A2523),
                .mottle = hex(0x231F1D),
                .under = hex(0xA9713C),
                .feet = hex(0xA9713C),
                .mask = hex(0x8E5E33),
                .tip = hex(0x2A2523)
            };
        case 3:
            return {
                .main = hex(0xE6DCCB),
                .mottle = hex(0x8A5A32),
                .under = hex(0xEFE9DD),
                .feet = hex(0xEFE9DD),
                .mask = hex(0xE6DCCB),
                .tip = hex(0xEFE9DD)
            };
        default:
            prick_ears(plan);
            return {
                .main = hex(0x9A6A3C),
                .mottle = hex(0x3A2C22),
                .under = hex(0xC29463),
                .feet = hex(0xB98A58),
                .mask = hex(0x3A2A20),
                .tip = hex(0x3A2C22)
            };
    }
}

QuadrupedPlan fox_plan() {
    QuadrupedPlan plan = dog_plan();
    prick_ears(plan);
    plan.head.ear_half = {0.034F, 0.072F, 0.015F};
    plan.head.muzzle_radius = 0.044F;
    plan.head.muzzle_tip = 0.022F;
    plan.head.jaw_radius = 0.026F;
    plan.head.jaw_tip = 0.013F;
    plan.head.nose_half = {0.013F, 0.011F, 0.011F};
    plan.chest.half = plan.chest.half * Vec3{0.86F, 0.86F, 1.0F};
    plan.neck_radius = 0.086F;
    plan.tail = {
        Vec3{0, 0.505F, -0.325F},
        Vec3{0, 0.430F, -0.460F},
        Vec3{0, 0.370F, -0.600F},
        Vec3{0, 0.350F, -0.740F}
    };
    plan.tail_radius = {0.036F, 0.066F, 0.068F, 0.022F};
    plan.mass_kg = 22.0F;
    plan.eye_color = hex(0x9A6A20);
    plan.relief = 0.8F;
    return plan;
}

}  // namespace

const Thing kDog{
    .name = "dog",
    .words = {"dog",      "puppy",   "hound",        "retriever",       "golden retriever",
              "labrador", "terrier", "shepherd dog", "german shepherd", "poodle",
              "beagle",   "corgi",   "husky",        "dalmatian",       "mutt",
              "doggy",    "pup",     "bulldog",      "collie",          "sheepdog"},
    .category = Category::kAnimal,
    .traits = {.indoor = true, .outdoor = true},
    .usual_size = {0.26F, 0.78F, 1.25F},
    .build =
        [](const Entity& entity, Rng rng) {
            QuadrupedPlan plan = dog_plan();
            Rng coat_rng = rng.split("coat");
            const Coat coat = draw_dog_coat(coat_rng, plan);
            return build_quadruped(entity, plan, asked_coat(entity, coat));
        },
};

const Thing kWolf{
    .name = "wolf",
    .words = {"wolf", "coyote", "jackal", "dingo", "werewolf", "hyena"},
    .category = Category::kAnimal,
    .traits = {.outdoor = true},
    .usual_size = {0.32F, 0.98F, 1.55F},
    .build =
        [](const Entity& entity, Rng) {
            Entity grown = entity;
            grown.scale = clamp(entity.scale * 1.25F, 0.05F, 20.0F);
            QuadrupedPlan plan = dog_plan();
            prick_ears(plan);
            plan.neck_radius = 0.118F;
            plan.throat_radius = 0.092F;
            plan.tail = {
                Vec3{0, 0.505F, -0.325F},
                Vec3{0, 0.425F, -0.410F},
                Vec3{0, 0.330F, -0.470F},
                Vec3{0, 0.250F, -0.500F}
            };
            plan.tail_radius = {0.036F, 0.046F, 0.044F, 0.014F};
            plan.eye_color = hex(0xC79A2E);
            plan.relief = 0.9F;
            plan.fur = 0.018F;
            const Coat coat{
                .main = hex(0x77716A),
                .mottle = hex(0x4A4541),
                .under = hex(0xBDB4A6),
                .feet = hex(0xA39A8C),
                .mask = hex(0x8B847A),
                .tip = hex(0x3A3633)
            };
            return build_quadruped(grown, plan, asked_coat(entity, coat));
        },
};

const Thing kFox{
    .name = "fox",
    .words = {"fox", "red fox", "vixen", "arctic fox", "raccoon"},
    .category = Category::kAnimal,
    .traits = {.outdoor = true},
    .usual_size = {0.20F, 0.55F, 0.98F},
    .build =
        [](const Entity& entity, Rng) {
            Entity small = entity;
            small.scale = clamp(entity.scale * 0.68F, 0.05F, 20.0F);
            const Coat coat{
                .main = hex(0xC4602A),
                .mottle = hex(0xAE5222),
                .under = hex(0xEEE6DA),
                .feet = hex(0x2B211D),
                .mask = hex(0xD88A58),
                .tip = hex(0xF0EBE2)
            };
            return build_quadruped(small, fox_plan(), asked_coat(entity, coat));
        },
};

}  // namespace hibari::world
