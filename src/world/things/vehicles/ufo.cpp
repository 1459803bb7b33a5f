// A flying saucer, 6 m across, with a glass dome and running lights.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kUfo{
    .name = "ufo",
    .words = {"ufo", "flying saucer", "alien ship", "alien spaceship", "saucer ship", "mothership"},
    .category = Category::kVehicle,
    .traits = {.rideable = true, .flies = true, .outdoor = true},
    .usual_size = {6.0F, 2.1F, 6.0F},
    .build =
        [](const Entity& entity, Rng) {
            const Material hull = tinted(brushed(hex(0xB4BAC0)));
            Assembly ufo(entity, Substance::kSteel);
            const auto skin = [&](const Shape& shape, const At& at) {
                Part& part = ufo.part(shape, at, hull);
                part.group = 1;
                part.blend = 0.2F;
            };
            skin(ellipsoid({3.0F, 0.42F, 3.0F}), {0, 0.95F, 0});
            skin(ellipsoid({1.5F, 0.62F, 1.5F}), {0, 1.05F, 0});
            ufo.part(ellipsoid({1.05F, 0.85F, 1.05F}), {0, 1.30F, 0}, glass(hex(0x9FE0D0), 0.35F));
            ufo.detail(torus(1.08F, 0.07F), {0, 1.52F, 0}, chrome());
            ufo.detail(torus(2.9F, 0.06F), {0, 0.95F, 0}, chrome());
            constexpr Vec3 kLights[] = {hex(0xFF5A48), hex(0xFFD048), hex(0x58F090), hex(0x58B8FF)};
            for (int i = 0; i < 16; ++i) {
                const Vec3 out = rotate(turn_y(22.5F * static_cast<float>(i)), {2.35F, 0, 0});
                ufo.detail(sphere(0.13F), out + Vec3{0, 1.20F, 0}, glow(kLights[i % 4], 2.0F));
                ufo.detail(
                    sphere(0.10F), out * 0.9F + Vec3{0, 0.64F, 0}, glow(kLights[(i + 2) % 4], 1.6F)
                );
            }
            ufo.detail(cone(0.14F, 0.75F, 1.0F), {0, 0.42F, 0}, metal(kCharcoal, 0.4F));
            ufo.detail(cylinder(0.02F, 0.66F), {0, 0.285F, 0}, glow(hex(0x9FF7E8), 2.2F));
            for (int i = 0; i < 3; ++i) {
                const Vec3 out =
                    rotate(turn_y(120.0F * static_cast<float>(i) + 30.0F), {1.5F, 0, 0});
                ufo.rod(out * 0.8F + Vec3{0, 0.62F, 0}, out + Vec3{0, 0.06F, 0}, 0.05F, chrome());
                ufo.part(ellipsoid({0.2F, 0.05F, 0.2F}), out + Vec3{0, 0.05F, 0}, chrome());
            }
            ufo.mass(3000.0F);
            ufo.anchor("seat", {0, 1.2F, 0});
            return ufo.finish();
        },
};

}  // namespace hibari::world
