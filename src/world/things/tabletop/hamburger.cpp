// A hamburger, 12 cm: bun with sesame, salad, tomato, cheese, patty.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

const Thing kHamburger{
    .name = "hamburger",
    .words = {"hamburger", "burger", "cheeseburger", "bun", "taco"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.12F, 0.095F, 0.12F},
    .build =
        [](const Entity& entity, Rng) {
            const Material bun = tinted(plain(hex(0xC9853C), 0.5F));
            Assembly burger(entity, Substance::kFlesh);
            burger.part(cylinder(0.011F, 0.056F, 0.009F), {0, 0.011F, 0}, bun);
            burger.part(
                cylinder(0.010F, 0.059F, 0.008F), {0, 0.031F, 0}, rock(hex(0x5A331F), 0.02F)
            );
            burger.detail(
                box({0.052F, 0.0018F, 0.052F}, 0.001F),
                {{0, 0.0425F, 0}, turn_y(20)},
                plain(hex(0xEBB22E), 0.35F)
            );
            burger.part(
                cylinder(0.004F, 0.054F, 0.003F), {0, 0.047F, 0}, plain(hex(0xC2321F), 0.25F)
            );
            for (int i = 0; i < 16; ++i) {
                const Quat yaw = turn_y(22.5F * static_cast<float>(i));
                burger.detail(
                    ellipsoid({0.014F, 0.0025F, 0.013F}),
                    {rotate(yaw, {0.054F, 0.0535F, 0}), yaw * turn_z(i % 2 == 0 ? 18.0F : -20.0F)},
                    plain(hex(0x6FA33B), 0.5F)
                );
            }
            burger.part(ellipsoid({0.060F, 0.036F, 0.060F}), {0, 0.060F, 0}, bun).collides = true;
            for (int i = 0; i < 26; ++i) {
                const float y = 0.45F + 0.55F * (static_cast<float>(i) + 0.5F) / 26.0F;
                const float ring = std::sqrt(1.0F - y * y);
                const float turn = 2.4F * static_cast<float>(i);
                burger.detail(
                    ellipsoid({0.0028F, 0.0011F, 0.0017F}),
                    {{0.060F * ring * std::cos(turn),
                      0.060F + 0.0365F * y,
                      0.060F * ring * std::sin(turn)},
                     turn_y(70.0F * static_cast<float>(i))},
                    plain(hex(0xF0E2BE), 0.6F)
                );
            }
            burger.mass(0.25F);
            burger.restitution(0.1F);
            return burger.finish();
        },
};

}  // namespace hibari::world
