// A bar stool, 65 cm, on three splayed legs.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kStool{
    .name = "stool",
    .words = {"stool", "bar stool", "ottoman"},
    .category = Category::kProp,
    .traits = {.rideable = true, .surface = true, .indoor = true},
    .usual_size = {0.34F, 0.65F, 0.34F},
    .build =
        [](const Entity& entity, Rng) {
            Assembly stool(entity, Substance::kWood);
            stool.part(cylinder(0.02F, 0.17F, 0.008F), {0, 0.63F, 0}, tinted(wood(kOak)));
            for (int i = 0; i < 3; ++i) {
                const Vec3 foot =
                    rotate(turn_y(120.0F * static_cast<float>(i)), {0.15F, 0.015F, 0});
                const Vec3 next = rotate(turn_y(120.0F), foot);
                stool.rod(foot, foot * 0.6F + Vec3{0, 0.6F, 0}, 0.015F, wood(kWalnut));
                stool.thin_rod(
                    foot * 0.86F + Vec3{0, 0.2F, 0},
                    next * 0.86F + Vec3{0, 0.2F, 0},
                    0.009F,
                    wood(kWalnut)
                );
            }
            stool.mass(4.0F);
            stool.anchor("seat", {0, 0.65F, 0});
            return stool.finish();
        },
};

}  // namespace hibari::world
