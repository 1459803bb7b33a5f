// An open laptop, 33 cm wide; the screen looks to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kLaptop{
    .name = "laptop",
    .words = {"laptop", "notebook computer", "macbook", "laptop computer", "typewriter"},
    .category = Category::kProp,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.33F, 0.23F, 0.30F},
    .build =
        [](const Entity& entity, Rng) {
            const Material shell = tinted(metal(hex(0xB9BCC0), 0.35F));
            Assembly laptop(entity, Substance::kPlastic);
            laptop.part(box({0.165F, 0.008F, 0.115F}, 0.004F), {0, 0.008F, 0.03F}, shell);
            for (int row = 0; row < 5; ++row) {
                for (int i = 0; i < 13; ++i) {
                    const float x = -0.138F + 0.023F * static_cast<float>(i);
                    laptop.detail(
                        box({0.0098F, 0.001F, 0.0085F}, 0.0008F),
                        {x, 0.0165F, -0.055F + 0.0205F * static_cast<float>(row)},
                        plastic(hex(0x1B1C1F))
                    );
                }
            }
            laptop.detail(
                box({0.05F, 0.0005F, 0.032F}), {0, 0.0162F, 0.10F}, metal(hex(0x9DA1A6), 0.25F)
            );
            const Quat lean = turn_x(-18);
            const auto at = [&](Vec3 p) { return Vec3{0, 0.016F, -0.085F} + rotate(lean, p); };
            laptop.part(box({0.165F, 0.108F, 0.004F}, 0.003F), {at({0, 0.108F, 0}), lean}, shell);
            laptop.detail(
                box({0.157F, 0.098F, 0.001F}),
                {at({0, 0.110F, 0.004F}), lean},
                {.surface = Surface::kScreen,
                 .base = hex(0x1B2C44),
                 .accent = hex(0x8FD0F5),
                 .roughness = 0.12F,
                 .emission = 0.9F,
                 .scale = 0.2F}
            );
            laptop.detail(
                cylinder(0.15F, 0.006F), {{0, 0.016F, -0.086F}, turn_z(90)}, plastic(hex(0x26282B))
            );
            laptop.mass(1.6F);
            return laptop.finish();
        },
};

}  // namespace hibari::world
