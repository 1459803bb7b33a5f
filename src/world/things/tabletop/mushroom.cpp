// A toadstool, 24 cm: red cap with white spots.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

const Thing kMushroom{
    .name = "mushroom",
    .words = {"mushroom", "toadstool", "fungus"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .floats = true, .surface = true, .outdoor = true},
    .usual_size = {0.22F, 0.24F, 0.22F},
    .build =
        [](const Entity& entity, Rng) {
            const Material cap = tinted(paint(hex(0xB8241C), 0.25F));
            const Material flesh = plain(hex(0xEDE6D3), 0.8F);
            Assembly mushroom(entity, Substance::kFoliage);
            mushroom.part(cone(0.075F, 0.038F, 0.024F), {0, 0.075F, 0}, flesh);
            mushroom.detail(cone(0.010F, 0.045F, 0.030F), {0, 0.115F, 0}, flesh);
            mushroom.part(cone(0.008F, 0.085F, 0.108F), {0, 0.152F, 0}, flesh);
            mushroom.part(ellipsoid({0.110F, 0.075F, 0.110F}), {0, 0.162F, 0}, cap).collides = true;
            for (int i = 0; i < 17; ++i) {
                const float y = 0.22F + 0.76F * (static_cast<float>(i) + 0.5F) / 17.0F;
                const float ring = std::sqrt(1.0F - y * y);
                const float turn = 2.4F * static_cast<float>(i);
                const Vec3 n{ring * std::cos(turn), y, ring * std::sin(turn)};
                mushroom.detail(
                    ellipsoid({0.012F, 0.004F, 0.012F}),
                    {Vec3{0, 0.162F, 0} + n * Vec3{0.109F, 0.074F, 0.109F},
                     rotation_between({0, 1, 0}, n)},
                    flesh
                );
            }
            mushroom.mass(0.3F);
            return mushroom.finish();
        },
};

}  // namespace hibari::world
