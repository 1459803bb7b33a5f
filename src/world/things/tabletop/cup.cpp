// A paper or plastic beaker, 0.4 l.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kCup{
    .name = "cup",
    .words = {"cup", "paper cup", "beaker", "plastic cup", "goblet"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.09F, 0.12F, 0.09F},
    .build =
        [](const Entity& entity, Rng) {
            Assembly cup(entity, Substance::kPlastic);
            // Thin staves around a floor make a hollow cup that a ball can fall into.
            constexpr int kStaves = 12;
            const Material wall = tinted(plastic(hex(0xD8392F), 0.3F));
            cup.part(cone(0.003F, 0.030F, 0.031F), {0, 0.003F, 0}, wall);
            for (int i = 0; i < kStaves; ++i) {
                const Quat yaw = turn_y(360.0F * static_cast<float>(i) / kStaves);
                const Quat lean = yaw * turn_z(-7.0F);
                const Vec3 at = rotate(yaw, {0.0365F, 0.06F, 0});
                cup.part(box({0.0012F, 0.058F, 0.0105F}), {at, lean}, wall).visible = false;
            }
            cup.detail(cone(0.058F, 0.0305F, 0.0445F), {0, 0.058F, 0}, wall);
            cup.detail(torus(0.0442F, 0.0022F), {0, 0.1165F, 0}, wall);
            // The dark inside.
            cup.detail(
                cylinder(0.0004F, 0.0428F),
                {0, 0.1166F, 0},
                plain(entity.accent.value_or(hex(0x3A2114)), 0.15F)
            );
            cup.detail(cone(0.006F, 0.0385F, 0.0400F), {0, 0.085F, 0}, plain(kWhite, 0.6F));
            cup.mass(0.15F);
            return cup.finish();
        },
};

}  // namespace hibari::world
