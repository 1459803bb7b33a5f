// Cats, small and great: a long supple back, a short face, a long tail.
#include "world/things/animals/quadruped.h"
#include "world/things/animals/young.h"
#include "world/things/thing_list.h"

namespace hibari::world {

namespace {

// A house cat, 27 cm at the shoulder.
QuadrupedPlan cat_plan() {
    return {
        .mass_kg = 4.5F,
        .waist = {0, 0.238F, -0.020F},
        .nape = {0, 0.248F, 0.125F},
        .chest = {{0, 0.202F, 0.065F}, {0.057F, 0.072F, 0.105F}},
        .belly = {{0, 0.203F, -0.040F}, {0.056F, 0.069F, 0.120F}},
        .rump = {{0, 0.220F, -0.130F}, {0.054F, 0.060F, 0.078F}},
        .neck_radius = 0.046F,
        .throat_radius = 0.040F,
        .fore =
            {.top = {0.036F, 0.198F, 0.112F},
             .bend = {0.042F, 0.142F, 0.068F},
             .wrist = {0.038F, 0.052F, 0.088F},
             .knuckle = {0.038F, 0.018F, 0.095F},
             .radius = {0.028F, 0.021F, 0.0145F, 0.0140F},
             .muscle = {0.022F, 0.046F, 0.036F},
             .paw = {0.019F, 0.0125F, 0.025F}},
        .hind =
            {.top = {0.036F, 0.222F, -0.135F},
             .bend = {0.046F, 0.145F, -0.088F},
             .wrist = {0.040F, 0.070F, -0.180F},
             .knuckle = {0.040F, 0.018F, -0.155F},
             .radius = {0.038F, 0.026F, 0.0140F, 0.0135F},
             .muscle = {0.031F, 0.062F, 0.052F},
             .paw = {0.018F, 0.0120F, 0.026F}},
        .head =
            {.poll = {0, 0.305F, 0.172F},
             .skull = {{0, 0.320F, 0.198F}, {0.056F, 0.050F, 0.052F}},
             .muzzle_from = {0, 0.308F, 0.222F},
             .muzzle_to = {0, 0.304F, 0.240F},
             .muzzle_radius = 0.027F,
             .muzzle_tip = 0.019F,
             .nose_half = {0.0065F, 0.0045F, 0.0045F},
             .jaw_from = {0, 0.296F, 0.208F},
             .jaw_to = {0, 0.289F, 0.236F},
             .jaw_radius = 0.017F,
             .jaw_tip = 0.012F,
             .eye = {0.0245F, 0.3275F, 0.2395F},
             .eye_radius = 0.0112F,
             .slit_pupil = true,
             .ears = EarKind::kPricked,
             .ear = {0.034F, 0.354F, 0.190F},
             .ear_half = {0.0215F, 0.0350F, 0.0090F}},
        .tail =
            {Vec3{0, 0.248F, -0.195F},
             Vec3{0, 0.262F, -0.285F},
             Vec3{0, 0.285F, -0.375F},
             Vec3{0, 0.325F, -0.450F}},
        .tail_radius = {0.018F, 0.0155F, 0.0145F, 0.011F},
        .eye_color = hex(0x9DAA3A),
        .nose_color = hex(0xB5746C),
        .extra = Extra::kWhiskers,
        .blend = 0.022F,
        .fur = 0.007F,
    };
}

Coat draw_cat_coat(Rng& rng, QuadrupedPlan& plan) {
    switch (rng.index(5)) {
        case 0:  // Ginger.
            return {
                .main = hex(0xCB7B36),
                .mottle = hex(0xA85C22),
                .under = hex(0xEAD2B0),
                .feet = hex(0xE6C79E),
                .mask = hex(0xEAD7BC),
                .tip = hex(0xA85C22)
            };
        case 1:  // Grey tabby.
            return {
                .main = hex(0x7E776C),
                .mottle = hex(0x453F38),
                .under = hex(0xB5AC9C),
                .feet = hex(0x8E8678),
                .mask = hex(0xB5AC9C),
                .tip = hex(0x38332E)
            };
        case 2:  // Black and white.
            return {
                .main = hex(0x201E1E),
                .mottle = hex(0x1C1A1A),
                .under = hex(0xEDEAE4),
                .feet = hex(0xEDEAE4),
                .mask = hex(0xEDEAE4),
                .tip = hex(0x201E1E)
            };
        case 3:  // Siamese.
            plan.eye_color = hex(0x5A9BC8);
            return {
                .main = hex(0xDCCDB2),
                .mottle = hex(0xCDB996),
                .under = hex(0xE8DEC9),
                .feet = hex(0x47372C),
                .mask = hex(0x47372C),
                .tip = hex(0x47372C)
            };
        default:
            return {
                .main = hex(0xE8E4DC),
                .mottle = hex(0xC98A4E),
                .under = hex(0xF0EDE6),
                .feet = hex(0xF0EDE6),
                .mask = hex(0xF0EDE6),
                .tip = hex(0x3A332E)
            };
    }
}

// The plan of a lion: the cat grown four times, heavier in front.
QuadrupedPlan great_cat_plan() {
    QuadrupedPlan plan = cat_plan();
    plan.mass_kg = 2.9F;  // Of the small cat; the entity is grown by its scale.
    plan.chest.half = plan.chest.half * Vec3{1.08F, 1.10F, 1.05F};
    plan.neck_radius = 0.054F;
    plan.throat_radius = 0.046F;
    plan.head.skull.half = {0.041F, 0.041F, 0.047F};
    plan.head.muzzle_to = {0, 0.302F, 0.254F};
    plan.head.muzzle_radius = 0.028F;
    plan.head.muzzle_tip = 0.0215F;
    plan.head.nose_half = {0.0115F, 0.0075F, 0.006F};
    plan.head.jaw_to = {0, 0.285F, 0.249F};
    plan.head.jaw_radius = 0.019F;
    plan.head.jaw_tip = 0.0145F;
    plan.head.eye = {0.0185F, 0.3285F, 0.2400F};
    plan.head.eye_radius = 0.0062F;
    plan.head.slit_pupil = false;
    plan.head.ears = EarKind::kRound;
    plan.head.ear = {0.034F, 0.358F, 0.190F};
    plan.head.ear_half = {0.0155F, 0.0155F, 0.008F};
    plan.fore.radius = {0.031F, 0.0245F, 0.0185F, 0.0185F};
    plan.fore.paw = {0.024F, 0.015F, 0.028F};
    plan.hind.radius = {0.041F, 0.029F, 0.0165F, 0.0165F};
    plan.hind.paw = {0.022F, 0.014F, 0.028F};
    plan.tail = {
        Vec3{0, 0.243F, -0.195F},
        Vec3{0, 0.190F, -0.250F},
        Vec3{0, 0.130F, -0.280F},
        Vec3{0, 0.105F, -0.340F}
    };
    plan.tail_radius = {0.014F, 0.010F, 0.009F, 0.015F};
    plan.eye_color = hex(0xB8862A);
    plan.nose_color = hex(0x6B3F38);
    plan.fur = 0.004F;
    return plan;
}

Entity grown(const Entity& entity, float by) {
    Entity big = entity;
    big.scale = clamp(entity.scale * by, 0.05F, 20.0F);
    return big;
}

}  // namespace

const Thing kCat{
    .name = "cat",
    .words = {"cat", "kitten", "kitty", "tabby", "tomcat", "siamese cat", "pussycat", "house cat"},
    .category = Category::kAnimal,
    .traits = {.indoor = true, .outdoor = true},
    .usual_size = {0.13F, 0.40F, 0.72F},
    .build =
        [](const Entity& entity, Rng rng) {
            QuadrupedPlan plan = cat_plan();
            Rng coat_rng = rng.split("coat");
            const Coat coat = draw_cat_coat(coat_rng, plan);
            return build_quadruped(
                sized_by_age(entity),
                is_young(entity) ? young_of(plan) : plan,
                asked_coat(entity, coat)
            );
        },
};

const Thing kLion{
    .name = "lion",
    .words = {"lion", "lioness", "lion cub"},
    .category = Category::kAnimal,
    .traits = {.outdoor = true},
    .usual_size = {0.55F, 1.35F, 2.4F},
    .build =
        [](const Entity& entity, Rng) {
            QuadrupedPlan plan = great_cat_plan();
            if (entity.called.find("lioness") == std::string::npos) {
                plan.extra = Extra::kLionMane;
            }
            if (is_young(entity)) {
                plan = young_of(plan);
            }
            const Coat coat{
                .main = hex(0xC39A5C),
                .mottle = hex(0xB78C50),
                .under = hex(0xDCC39A),
                .feet = hex(0xC9A56C),
                .mask = hex(0xD9BE95),
                .tip = hex(0x4A2E18),
                .mane = hex(0x6E4219)
            };
            return build_quadruped(
                grown(sized_by_age(entity), 4.0F), plan, asked_coat(entity, coat)
            );
        },
};

const Thing kTiger{
    .name = "tiger",
    .words =
        {"tiger", "tiger cub", "leopard", "cheetah", "panther", "jaguar", "puma", "cougar", "lynx"},
    .category = Category::kAnimal,
    .traits = {.outdoor = true},
    .usual_size = {0.55F, 1.25F, 2.4F},
    .build =
        [](const Entity& entity, Rng) {
            QuadrupedPlan plan = great_cat_plan();
            plan.tail_radius = {0.014F, 0.012F, 0.011F, 0.009F};
            if (is_young(entity)) {
                plan = young_of(plan);
            }
            const auto is = [&](std::string_view word) {
                return entity.called.find(word) != std::string::npos;
            };
            Coat coat{
                .main = hex(0xCF7A2C),
                .mottle = hex(0xC06C22),
                .under = hex(0xEFE3CF),
                .feet = hex(0xD89550),
                .mask = hex(0xEFE3CF),
                .tip = hex(0x1E1612)
            };
            if (is("panther")) {
                coat = {
                    .main = hex(0x1C1B1D),
                    .mottle = hex(0x151416),
                    .under = hex(0x1F1E20),
                    .feet = hex(0x1C1B1D),
                    .mask = hex(0x1C1B1D),
                    .tip = hex(0x1C1B1D)
                };
            } else if (is("puma") || is("cougar") || is("lynx")) {
                coat = {
                    .main = hex(0xAE8355),
                    .mottle = hex(0x9C7447),
                    .under = hex(0xDCC8A8),
                    .feet = hex(0xB08A5E),
                    .mask = hex(0xDCC8A8),
                    .tip = hex(0x3A2A1E)
                };
            } else if (is("leopard") || is("cheetah") || is("jaguar")) {
                coat = {
                    .main = hex(0xC79A52),
                    .mottle = hex(0x2A2018),
                    .under = hex(0xEADBBE),
                    .feet = hex(0xC79A52),
                    .mask = hex(0xE2CFA8),
                    .tip = hex(0x2A2018)
                };
            } else {
                plan.stripes = true;
                Coat striped = asked_coat(entity, coat);
                striped.mottle = entity.accent.value_or(hex(0x1E1612));
                return build_quadruped(grown(sized_by_age(entity), 4.0F), plan, striped);
            }
            return build_quadruped(
                grown(sized_by_age(entity), 4.0F), plan, asked_coat(entity, coat)
            );
        },
};

}  // namespace hibari::world
