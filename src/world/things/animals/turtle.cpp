// Turtle and tortoise: a dome of scutes on four short legs.
#include "world/things/animals/quadruped.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

namespace {

QuadrupedPlan turtle_plan() {
    return {
        .mass_kg = 6.0F,
        .waist = {0.0F, 0.1F, -0.11F},
        .nape = {0.0F, 0.1F, 0.125F},
        .chest = {{0.0F, 0.105F, 0.035F}, {0.105F, 0.055F, 0.1F}},
        .belly = {{0.0F, 0.1F, -0.03F}, {0.11F, 0.055F, 0.12F}},
        .rump = {{0.0F, 0.1F, -0.09F}, {0.09F, 0.05F, 0.06F}},
        .neck_radius = 0.036F,
        .throat_radius = 0.032F,
        .fore =
            {.top = {0.085F, 0.085F, 0.105F},
             .bend = {0.125F, 0.065F, 0.1F},
             .wrist = {0.125F, 0.03F, 0.125F},
             .knuckle = {0.125F, 0.015F, 0.13F},
             .radius = {0.034F, 0.03F, 0.026F, 0.024F},
             .muscle = {0.024F, 0.03F, 0.03F},
             .paw = {0.026F, 0.014F, 0.034F}},
        .hind =
            {.top = {0.085F, 0.085F, -0.105F},
             .bend = {0.12F, 0.065F, -0.09F},
             .wrist = {0.122F, 0.03F, -0.125F},
             .knuckle = {0.122F, 0.015F, -0.118F},
             .radius = {0.034F, 0.03F, 0.026F, 0.024F},
             .muscle = {0.024F, 0.03F, 0.03F},
             .paw = {0.026F, 0.014F, 0.034F}},
        .head =
            {.poll = {0.0F, 0.125F, 0.19F},
             .skull = {{0.0F, 0.137F, 0.212F}, {0.034F, 0.032F, 0.042F}},
             .muzzle_from = {0.0F, 0.134F, 0.226F},
             .muzzle_to = {0.0F, 0.126F, 0.25F},
             .muzzle_radius = 0.027F,
             .muzzle_tip = 0.018F,
             .nose_half = {0.003F, 0.002F, 0.002F},
             .jaw_from = {0.0F, 0.12F, 0.212F},
             .jaw_to = {0.0F, 0.113F, 0.243F},
             .jaw_radius = 0.018F,
             .jaw_tip = 0.012F,
             .eye = {0.03F, 0.146F, 0.23F},
             .eye_radius = 0.0068F,
             .ears = EarKind::kRound,
             .ear = {0.02F, 0.135F, 0.2F},
             .ear_half = {0.003F, 0.003F, 0.003F}},
        .tail =
            {Vec3{0.0F, 0.085F, -0.15F},
             Vec3{0.0F, 0.075F, -0.18F},
             Vec3{0.0F, 0.066F, -0.2F},
             Vec3{0.0F, 0.06F, -0.215F}},
        .tail_radius = {0.016F, 0.012F, 0.008F, 0.004F},
        .eye_color = hex(0x1A1208),
        .nose_color = hex(0x2A2A18),
        .blend = 0.02F,
        .fur = 0.02F,
        .relief = 0.7F,
    };
}

// The dome in scutes, a flat rim round it, and the pale plate below.
void add_shell(QuadrupedPlan& plan, Vec3 shell, Vec3 scute) {
    const Vec3 middle{0, 0.118F, -0.005F};
    const Vec3 half{0.150F, 0.098F, 0.185F};
    const auto add = [&](const Shape& shape, const Pose& at, const Material& material) {
        plan.pieces.push_back({kRibs, shape, at, material});
    };
    add(ellipsoid(half), {middle, {}}, tinted(plain(shell, 0.45F)));
    add(ellipsoid({0.164F, 0.020F, 0.200F}), {{0, 0.090F, -0.005F}, {}}, tinted(plain(scute, 0.45F))
    );
    add(ellipsoid({0.130F, 0.036F, 0.165F}), {{0, 0.072F, -0.005F}, {}}, plain(hex(0xD9C98A), 0.5F)
    );
    for (const float across : {-58.0F, 0.0F, 58.0F}) {
        const int count = across == 0.0F ? 5 : 4;
        for (int i = 0; i < count; ++i) {
            const float along = radians(
                112.0F * ((static_cast<float>(i) + 0.5F) / static_cast<float>(count) - 0.5F)
            );
            const float turn = radians(across);
            const Vec3 out{
                std::sin(turn) * std::cos(along), std::cos(turn) * std::cos(along), std::sin(along)
            };
            const Vec3 normal = normalize(out * Vec3{1.0F / half.x, 1.0F / half.y, 1.0F / half.z});
            add(ellipsoid({0.038F, 0.010F, across == 0.0F ? 0.034F : 0.042F}),
                {middle + out * half * 0.985F, rotation_between({0, 1, 0}, normal)},
                tinted(plain(scute, 0.4F)));
        }
    }
}

}  // namespace

const Thing kTurtle{
    .name = "turtle",
    .words = {"turtle", "tortoise", "sea turtle", "terrapin", "snapping turtle"},
    .category = Category::kAnimal,
    .traits = {.floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.34F, 0.22F, 0.47F},
    .build =
        [](const Entity& entity, Rng) {
            QuadrupedPlan plan = turtle_plan();
            const bool is_tortoise = entity.called.find("tortoise") != std::string::npos;
            add_shell(
                plan,
                is_tortoise ? hex(0x4A3A1E) : hex(0x2E4420),
                is_tortoise ? hex(0x9A7C40) : hex(0x64803A)
            );
            Coat coat{
                .main = hex(0x7A8A4A),
                .mottle = hex(0x5C6C34),
                .under = hex(0xC8C088),
                .feet = hex(0x6C7C40),
                .mask = hex(0x7E8E4E),
                .tip = hex(0x6C7C40),
                .surface = Surface::kLeather
            };
            if (is_tortoise) {
                coat.main = coat.mask = hex(0x8A7A54);
                coat.mottle = hex(0x6A5C3C);
                coat.feet = coat.tip = hex(0x7A6A48);
            }
            return build_quadruped(entity, plan, asked_coat(entity, coat));
        },
};

}  // namespace hibari::world
