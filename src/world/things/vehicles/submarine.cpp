// A small yellow submarine, 6 m, with portholes, tower, periscope and screw. Moves to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kSubmarine{
    .name = "submarine",
    .words = {"submarine", "sub", "u-boat", "bathyscaphe"},
    .category = Category::kVehicle,
    .traits = {.rideable = true, .floats = true, .outdoor = true},
    .usual_size = {2.0F, 3.0F, 6.2F},
    .build =
        [](const Entity& entity, Rng) {
            const Material hull = tinted(paint(hex(0xE8B52C), 0.2F));
            const Material trim = paint(entity.accent.value_or(hex(0x2B4A78)), 0.3F);
            constexpr float kY = 0.95F;
            Assembly sub(entity, Substance::kSteel);
            const int body = sub.link("hull");
            const auto skin = [&](const Shape& shape, const At& at) {
                Part& part = sub.part(shape, at, hull);
                part.group = 1;
                part.blend = 0.15F;
            };
            skin(capsule(1.7F, 0.9F), {{0, kY, 0.3F}, turn_x(90)});
            skin(round_cone(0.9F, 0.78F, 0.2F), {{0, kY, -1.9F}, turn_x(-90)});
            skin(box({0.38F, 0.45F, 0.75F}, 0.3F), {0, kY + 1.0F, 0.35F});
            sub.detail(torus(0.905F, 0.035F), {{0, kY, 1.5F}, turn_x(90)}, trim);
            sub.detail(torus(0.905F, 0.035F), {{0, kY, -0.9F}, turn_x(90)}, trim);
            sub.detail(box({0.30F, 0.03F, 1.9F}, 0.02F), {0, kY + 0.90F, 0.2F}, trim);
            for (const float x : {-1.0F, 1.0F}) {
                for (const float z : {-0.4F, 0.35F, 1.1F}) {
                    sub.detail(
                        torus(0.19F, 0.045F),
                        {{x * 0.88F, kY + 0.15F, z}, turn_z(90)},
                        metal(kBrass, 0.2F)
                    );
                    sub.detail(
                        ellipsoid({0.04F, 0.18F, 0.18F}),
                        {x * 0.875F, kY + 0.15F, z},
                        window_glass(hex(0x35586A))
                    );
                }
                sub.part(box({0.55F, 0.035F, 0.25F}, 0.03F), {x * 0.75F, kY, -2.45F}, trim);
                sub.thin_rod(
                    {x * 0.25F, kY + 0.93F, 1.2F}, {x * 0.25F, kY + 1.25F, 1.2F}, 0.018F, metal()
                );
            }
            sub.part(box({0.035F, 0.6F, 0.25F}, 0.03F), {0, kY + 0.15F, -2.45F}, trim);
            sub.rod({0, kY + 1.4F, 0.4F}, {0, kY + 1.98F, 0.4F}, 0.05F, metal());
            sub.detail(capsule(0.08F, 0.06F), {{0, kY + 1.98F, 0.46F}, turn_x(90)}, metal());
            sub.detail(ellipsoid({0.5F, 0.5F, 0.25F}), {0, kY, 2.75F}, window_glass(hex(0x35586A)));
            sub.detail(torus(0.5F, 0.05F), {{0, kY, 2.72F}, turn_x(90)}, metal(kBrass, 0.2F));
            sub.mass(9000.0F);
            sub.center_of_mass({0, kY - 0.3F, 0.1F});
            sub.anchor("seat", {0, kY - 0.2F, 1.2F});
            sub.anchor("waterline", {0, kY + 0.4F, 0});
            sub.link("screw", body, hinge({0, kY, -2.95F}, {0, 0, 1}));
            sub.part(
                round_cone(0.10F, 0.11F, 0.06F), {{0, kY, -2.95F}, turn_x(-90)}, metal(kBrass, 0.2F)
            );
            for (int i = 0; i < 4; ++i) {
                const Quat turn = turn_z(90.0F * static_cast<float>(i));
                sub.part(
                    ellipsoid({0.24F, 0.09F, 0.025F}),
                    {Vec3{0, kY, -2.95F} + rotate(turn, {0.26F, 0, 0}), turn * turn_x(30)},
                    metal(kBrass, 0.2F)
                );
            }
            sub.mass(60.0F);
            return sub.finish();
        },
};

}  // namespace hibari::world
