// Horses, ponies, donkeys and zebras. The "seat" is on the back; stirrups and reins are anchors.
#include "world/things/animals/quadruped.h"
#include "world/things/animals/young.h"
#include "world/things/thing_list.h"

namespace hibari::world {

namespace {

// A riding horse, 1.55 m at the withers.
QuadrupedPlan horse_plan() {
    return {
        .mass_kg = 480.0F,
        .waist = {0, 1.300F, -0.120F},
        .nape = {0, 1.360F, 0.560F},
        .chest = {{0, 1.170F, 0.310F}, {0.270F, 0.350F, 0.430F}},
        .belly = {{0, 1.160F, -0.120F}, {0.275F, 0.300F, 0.460F}},
        .rump = {{0, 1.220F, -0.520F}, {0.265F, 0.280F, 0.330F}},
        .neck_radius = 0.225F,
        .throat_radius = 0.125F,
        .fore =
            {.top = {0.170F, 1.080F, 0.560F},
             .bend = {0.185F, 0.860F, 0.400F},
             .wrist = {0.170F, 0.470F, 0.430F},
             .knuckle = {0.168F, 0.150F, 0.425F},
             .radius = {0.145F, 0.098F, 0.058F, 0.045F},
             .muscle = {0.115F, 0.220F, 0.180F},
             .paw = {0.068F, 0.055F, 0.085F},
             .hoof = true},
        .hind =
            {.top = {0.160F, 1.200F, -0.560F},
             .bend = {0.195F, 0.880F, -0.400F},
             .wrist = {0.165F, 0.540F, -0.680F},
             .knuckle = {0.160F, 0.150F, -0.630F},
             .radius = {0.190F, 0.120F, 0.060F, 0.046F},
             .muscle = {0.150F, 0.290F, 0.230F},
             .paw = {0.064F, 0.055F, 0.082F},
             .hoof = true},
        .head =
            {.poll = {0, 1.800F, 0.960F},
             .skull = {{0, 1.790F, 1.030F}, {0.098F, 0.110F, 0.125F}},
             .muzzle_from = {0, 1.750F, 1.070F},
             .muzzle_to = {0, 1.480F, 1.350F},
             .muzzle_radius = 0.108F,
             .muzzle_tip = 0.066F,
             .nose_half = {0.020F, 0.012F, 0.012F},
             .jaw_from = {0, 1.690F, 1.050F},
             .jaw_to = {0, 1.430F, 1.300F},
             .jaw_radius = 0.075F,
             .jaw_tip = 0.045F,
             .eye = {0.088F, 1.800F, 1.105F},
             .eye_radius = 0.024F,
             .ears = EarKind::kPricked,
             .ear = {0.055F, 1.885F, 0.985F},
             .ear_half = {0.036F, 0.085F, 0.022F}},
        .tail =
            {Vec3{0, 1.400F, -0.830F},
             Vec3{0, 1.220F, -0.960F},
             Vec3{0, 0.900F, -1.020F},
             Vec3{0, 0.560F, -1.030F}},
        .tail_radius = {0.055F, 0.085F, 0.095F, 0.035F},
        .eye_color = hex(0x24140A),
        .nose_color = hex(0x2A2321),
        .extra = Extra::kHorseMane,
        .blend = 0.10F,
        .fur = 0.010F,
        .relief = 0.12F,
    };
}

Coat draw_horse_coat(Rng& rng) {
    switch (rng.index(5)) {
        case 0:  // Bay.
            return {
                .main = hex(0x7A4524),
                .mottle = hex(0x6C3B1D),
                .under = hex(0x7A4524),
                .feet = hex(0x1E1815),
                .mask = hex(0x4A2C1B),
                .tip = hex(0x1A1512),
                .mane = hex(0x1A1512)
            };
        case 1:  // Chestnut.
            return {
                .main = hex(0x9A5526),
                .mottle = hex(0x8A4A1F),
                .under = hex(0x9A5526),
                .feet = hex(0xE6DDD0),
                .mask = hex(0x9A5526),
                .tip = hex(0xB06A34),
                .mane = hex(0xB06A34)
            };
        case 2:  // Grey.
            return {
                .main = hex(0xB9B6B0),
                .mottle = hex(0x8F8C88),
                .under = hex(0xC9C6C0),
                .feet = hex(0x7A7773),
                .mask = hex(0x85817C),
                .tip = hex(0xD8D5CE),
                .mane = hex(0xD8D5CE)
            };
        case 3:  // Black.
            return {
                .main = hex(0x242120),
                .mottle = hex(0x1E1B1A),
                .under = hex(0x242120),
                .feet = hex(0x242120),
                .mask = hex(0x2E2A28),
                .tip = hex(0x141211),
                .mane = hex(0x141211)
            };
        default:  // Palomino.
            return {
                .main = hex(0xC79A55),
                .mottle = hex(0xBB8D48),
                .under = hex(0xCFA566),
                .feet = hex(0xE4D8C2),
                .mask = hex(0xC79A55),
                .tip = hex(0xEDE3CF),
                .mane = hex(0xEDE3CF)
            };
    }
}

// A donkey, 1.1 m at the withers: a heavy head with long ears, a mane that stands, a pale muzzle
// and a tail that is bare but for its tuft.
QuadrupedPlan donkey_plan() {
    QuadrupedPlan plan = horse_plan();
    plan.extra = Extra::kNone;
    plan.mass_kg = 480.0F;  // Of a horse; the entity is shrunk by its scale.
    grow_head(plan, 1.16F);
    plan.head.ear_half = {0.058F, 0.185F, 0.030F};
    plan.head.muzzle_tip *= 1.12F;
    plan.neck_radius = 0.205F;
    plan.chest.half.x *= 1.04F;
    plan.belly.half = plan.belly.half * Vec3{1.08F, 1.08F, 1.0F};
    plan.tail_radius = {0.045F, 0.032F, 0.030F, 0.062F};
    plan.pieces.push_back(
        {kSkull,
         sphere(plan.head.muzzle_tip * 1.10F),
         {lerp(plan.head.muzzle_to, plan.head.muzzle_from, 0.12F), {}},
         {},
         true,
         hex(0xDDD6CB)}
    );
    const Vec3 way = normalize(plan.head.poll - plan.nape);
    const Vec3 crest = normalize(cross({1, 0, 0}, way));
    for (int i = 0; i < 12; ++i) {
        const float t = static_cast<float>(i) / 11.0F;
        const float thick = lerp(plan.neck_radius, plan.throat_radius, t);
        const Vec3 root =
            lerp(plan.nape, plan.head.poll, lerp(0.0F, 1.12F, t)) - crest * (0.8F * thick);
        plan.pieces.push_back(
            {kNape,
             ellipsoid({0.022F, 0.075F, 0.042F}),
             along(root, root - crest * 0.1F),
             {.surface = Surface::kHair,
              .base = hex(0x3A3430),
              .accent = hex(0x2A2522),
              .roughness = 0.8F,
              .scale = 0.02F,
              .bump = 0.7F}}
        );
    }
    return plan;
}

}  // namespace

const Thing kDonkey{
    .name = "donkey",
    .words = {"donkey", "mule", "burro"},
    .category = Category::kAnimal,
    .traits = {.rideable = true, .outdoor = true},
    .usual_size = {0.46F, 1.55F, 1.85F},
    .build =
        [](const Entity& entity, Rng) {
            Entity sized = entity;
            sized.scale = clamp(entity.scale * 0.74F, 0.05F, 20.0F);
            const Coat coat{
                .main = hex(0x847B72),
                .mottle = hex(0x776E66),
                .under = hex(0xC9C2B6),
                .feet = hex(0x9A9188),
                .mask = hex(0x8C837A),
                .tip = hex(0x3A3531),
                .mane = hex(0x3A3531)
            };
            return build_quadruped(sized, donkey_plan(), asked_coat(entity, coat));
        },
};

const Thing kHorse{
    .name = "horse",
    .words =
        {"horse",
         "pony",
         "stallion",
         "mare",
         "foal",
         "colt",
         "racehorse",
         "steed",
         "mustang",
         "unicorn"},
    .category = Category::kAnimal,
    .traits = {.rideable = true, .outdoor = true},
    .usual_size = {0.60F, 1.97F, 2.50F},
    .build =
        [](const Entity& entity, Rng rng) {
            Rng coat_rng = rng.split("coat");
            Entity sized = entity;
            const auto is = [&](std::string_view word) {
                return entity.called.find(word) != std::string::npos;
            };
            QuadrupedPlan plan = horse_plan();
            Coat coat = draw_horse_coat(coat_rng);
            if (is("pony")) {
                sized.scale = clamp(entity.scale * 0.72F, 0.05F, 20.0F);
            } else if (is_young(entity)) {
                // A foal stands on long legs.
                sized.scale = clamp(entity.scale * 0.60F, 0.05F, 20.0F);
                grow_head(plan, 1.16F);
            }
            Blueprint blueprint = build_quadruped(sized, plan, asked_coat(entity, coat));
            if (is("unicorn")) {
                Link& head = blueprint.links[kSkull];
                const float s = sized.scale;
                head.parts.push_back({
                    .shape = cone(0.16F * s, 0.028F * s, 0.002F * s),
                    .local = {Vec3{0, 1.98F, 1.19F} * s - head.rest.position, turn_x(34)},
                    .material = metal(hex(0xE8D9A8), 0.3F),
                    .collides = false,
                });
            }
            return blueprint;
        },
};

const Thing kZebra{
    .name = "zebra",
    .words = {"zebra"},
    .category = Category::kAnimal,
    .traits = {.rideable = true, .outdoor = true},
    .usual_size = {0.52F, 1.70F, 2.15F},
    .build =
        [](const Entity& entity, Rng) {
            Entity sized = entity;
            sized.scale = clamp(entity.scale * 0.86F, 0.05F, 20.0F);
            QuadrupedPlan plan = horse_plan();
            plan.stripes = true;
            Coat coat{
                .main = hex(0xE8E4DB),
                .mottle = hex(0x1C1A19),
                .under = hex(0xEFECE5),
                .feet = hex(0x8A8682),
                .mask = hex(0x37322F),
                .tip = hex(0x1C1A19),
                .mane = hex(0x2A2725)
            };
            coat = asked_coat(entity, coat);
            coat.mottle = entity.accent.value_or(hex(0x1C1A19));
            return build_quadruped(sized, plan, coat);
        },
};

}  // namespace hibari::world
