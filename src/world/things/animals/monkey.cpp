// Monkeys and apes: long arms, hands for feet, a bare face between round ears, and a long tail.
#include "world/things/animals/quadruped.h"
#include "world/things/thing_list.h"

namespace hibari::world {

namespace {

QuadrupedPlan monkey_plan() {
    return {
        .mass_kg = 9.0F,
        .waist = {0.0F, 0.4F, -0.03F},
        .nape = {0.0F, 0.45F, 0.15F},
        .chest = {{0.0F, 0.375F, 0.09F}, {0.098F, 0.108F, 0.125F}},
        .belly = {{0.0F, 0.36F, -0.03F}, {0.082F, 0.088F, 0.14F}},
        .rump = {{0.0F, 0.355F, -0.15F}, {0.085F, 0.09F, 0.09F}},
        .neck_radius = 0.062F,
        .throat_radius = 0.052F,
        .fore =
            {.top = {0.085F, 0.37F, 0.14F},
             .bend = {0.105F, 0.225F, 0.1F},
             .wrist = {0.095F, 0.062F, 0.135F},
             .knuckle = {0.095F, 0.024F, 0.145F},
             .radius = {0.044F, 0.031F, 0.023F, 0.021F},
             .muscle = {0.03F, 0.075F, 0.042F},
             .paw = {0.024F, 0.016F, 0.045F}},
        .hind =
            {.top = {0.07F, 0.335F, -0.15F},
             .bend = {0.095F, 0.215F, -0.06F},
             .wrist = {0.085F, 0.07F, -0.185F},
             .knuckle = {0.085F, 0.024F, -0.155F},
             .radius = {0.055F, 0.038F, 0.024F, 0.022F},
             .muscle = {0.04F, 0.078F, 0.055F},
             .paw = {0.026F, 0.018F, 0.052F}},
        .head =
            {.poll = {0.0F, 0.515F, 0.185F},
             .skull = {{0.0F, 0.565F, 0.205F}, {0.08F, 0.08F, 0.078F}},
             .muzzle_from = {0.0F, 0.54F, 0.25F},
             .muzzle_to = {0.0F, 0.527F, 0.285F},
             .muzzle_radius = 0.048F,
             .muzzle_tip = 0.04F,
             .nose_half = {0.01F, 0.006F, 0.005F},
             .jaw_from = {0.0F, 0.512F, 0.235F},
             .jaw_to = {0.0F, 0.496F, 0.278F},
             .jaw_radius = 0.034F,
             .jaw_tip = 0.028F,
             .eye = {0.027F, 0.578F, 0.277F},
             .eye_radius = 0.0125F,
             .ears = EarKind::kRound,
             .ear = {0.09F, 0.57F, 0.195F},
             .ear_half = {0.03F, 0.038F, 0.012F}},
        .tail =
            {Vec3{0.0F, 0.385F, -0.235F},
             Vec3{0.0F, 0.4F, -0.37F},
             Vec3{0.0F, 0.52F, -0.47F},
             Vec3{0.0F, 0.66F, -0.43F}},
        .tail_radius = {0.022F, 0.018F, 0.016F, 0.013F},
        .eye_color = hex(0x5A3414),
        .nose_color = hex(0x3A2A22),
        .blend = 0.03F,
        .fur = 0.012F,
        .relief = 0.7F,
    };
}

// The bare face: a pale disc round the eyes, and brows.
void add_monkey_face(QuadrupedPlan& plan, Vec3 skin) {
    const Material bare = plain(skin, 0.6F);
    plan.pieces.push_back(
        {kSkull, ellipsoid({0.058F, 0.030F, 0.018F}), {{0, 0.578F, 0.264F}, {}}, bare}
    );
    for (const float side : {1.0F, -1.0F}) {
        plan.pieces.push_back(
            {kSkull,
             ellipsoid({0.030F, 0.030F, 0.016F}),
             {{side * 0.028F, 0.582F, 0.266F}, {}},
             bare}
        );
    }
}

}  // namespace

const Thing kMonkey{
    .name = "monkey",
    .words =
        {"monkey",
         "chimpanzee",
         "chimp",
         "ape",
         "baboon",
         "macaque",
         "orangutan",
         "lemur",
         "gibbon",
         "marmoset"},
    .category = Category::kAnimal,
    .traits = {.indoor = true, .outdoor = true},
    .usual_size = {0.24F, 0.66F, 0.75F},
    .build =
        [](const Entity& entity, Rng) {
            const auto is = [&](std::string_view word) {
                return entity.called.find(word) != std::string::npos;
            };
            QuadrupedPlan plan = monkey_plan();
            Entity sized = entity;
            Coat coat{
                .main = hex(0x6E4A2C),
                .mottle = hex(0x5C3C22),
                .under = hex(0xB08C62),
                .feet = hex(0x4E3824),
                .mask = hex(0xD6A47C),
                .tip = hex(0x5C3C22)
            };
            Vec3 skin = hex(0xD6A47C);
            const bool is_ape = is("chimp") || is("ape") || is("orangutan");
            if (is_ape) {
                // Apes are larger, and have no tail.
                sized.scale = clamp(entity.scale * 1.7F, 0.05F, 20.0F);
                for (std::size_t i = 1; i < plan.tail.size(); ++i) {
                    plan.tail[i] = plan.tail[0] + Vec3{0, -0.006F, -0.004F} * static_cast<float>(i);
                }
                coat =
                    is("orangutan")
                        ? Coat{.main = hex(0xA0501C), .mottle = hex(0x8A4216), .under = hex(0x8A4216), .feet = hex(0x7A3A14), .mask = hex(0x6A4A38), .tip = hex(0x8A4216)}
                        : Coat{
                              .main = hex(0x221E1C),
                              .mottle = hex(0x1A1716),
                              .under = hex(0x2A2523),
                              .feet = hex(0x1E1A18),
                              .mask = hex(0x4A3A32),
                              .tip = hex(0x1A1716)
                          };
                skin = coat.mask;
            }
            add_monkey_face(plan, skin);
            return build_quadruped(sized, plan, asked_coat(entity, coat));
        },
};

}  // namespace hibari::world
