// A sandwich, 12 cm: two slices of bread with lettuce, tomato, cheese and ham between them.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

namespace {

// A slice: the pale crumb and the crust round it.
void add_slice(Assembly& sandwich, float y) {
    const Material crust = tinted(plain(hex(0xA8692E), 0.7F));
    sandwich.part(box({0.060F, 0.0075F, 0.058F}, 0.007F), {0, y, 0}, crust);
    for (const float side : {-1.0F, 1.0F}) {
        sandwich.detail(
            box({0.0555F, 0.0012F, 0.0535F}, 0.001F),
            {0, y + side * 0.0068F, 0},
            {.surface = Surface::kConcrete,
             .base = hex(0xF0DDB4),
             .accent = hex(0xD9C08E),
             .roughness = 0.9F,
             .scale = 0.012F,
             .bump = 0.5F}
        );
        // The two humps of a loaf.
        sandwich.detail(cylinder(0.0068F, 0.031F, 0.005F), {side * 0.029F, y, -0.048F}, crust);
    }
}

}  // namespace

const Thing kSandwich{
    .name = "sandwich",
    .words = {"sandwich", "club sandwich", "cheese sandwich", "ham sandwich", "toastie"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .surface = true, .indoor = true, .outdoor = true},
    .usual_size = {0.13F, 0.06F, 0.14F},
    .build =
        [](const Entity& entity, Rng rng) {
            Assembly sandwich(entity, Substance::kFlesh);
            add_slice(sandwich, 0.0075F);
            // Lettuce sticks out in waves.
            for (int i = 0; i < 18; ++i) {
                const float t = static_cast<float>(i) / 18.0F;
                const float side = 4.0F * t;
                const float run = 2.0F * (side - std::floor(side)) - 1.0F;
                const Quat yaw = turn_y(90.0F * std::floor(side));
                sandwich.detail(
                    ellipsoid({0.015F, 0.0022F, 0.012F}),
                    {rotate(yaw, {0.052F * run, 0.019F, 0.058F}) +
                         Vec3{0, i % 2 == 0 ? 0.0015F : -0.0012F, 0},
                     yaw * turn_x(i % 2 == 0 ? 20.0F : -14.0F)},
                    plain(hex(0x6FA33B) * rng.uniform(0.85F, 1.15F), 0.5F)
                );
            }
            sandwich.part(
                box({0.057F, 0.003F, 0.055F}, 0.002F), {0, 0.019F, 0}, plain(hex(0x7AAE44), 0.5F)
            );
            for (const float x : {-0.027F, 0.027F}) {
                for (const float z : {-0.026F, 0.026F}) {
                    sandwich.part(
                        cylinder(0.0032F, 0.029F, 0.002F),
                        {x, 0.0252F, z},
                        plain(hex(0xC8321E), 0.25F)
                    );
                }
            }
            sandwich.part(
                box({0.061F, 0.0015F, 0.061F}, 0.001F),
                {{0, 0.0300F, 0}, turn_y(9)},
                plain(hex(0xF0B62C), 0.35F)
            );
            sandwich.part(
                box({0.060F, 0.0025F, 0.058F}, 0.002F),
                {{0, 0.0340F, 0.002F}, turn_y(-5)},
                plain(hex(0xE59A92), 0.4F)
            );
            add_slice(sandwich, 0.0440F);
            sandwich.mass(0.22F);
            sandwich.friction(0.7F);
            sandwich.restitution(0.08F);
            sandwich.anchor("top", {0, 0.052F, 0});
            return sandwich.finish();
        },
};

}  // namespace hibari::world
