// A snowman, 1.7 m: three balls, carrot, coal, scarf, hat, stick arms; faces +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

const Thing kSnowman{
    .name = "snowman",
    .words = {"snowman", "snow man"},
    .category = Category::kScenery,
    .traits = {.outdoor = true},
    .usual_size = {1.5F, 1.95F, 0.95F},
    .build =
        [](const Entity& entity, Rng) {
            const Material snow = tinted(
                {.surface = Surface::kSnow,
                 .base = hex(0xEFF3F8),
                 .accent = hex(0xC9D8EC),
                 .roughness = 0.85F,
                 .scale = 0.15F,
                 .bump = 0.4F}
            );
            const Material coal = rock(hex(0x1C1C1E), 0.02F);
            const Material wool = fabric(entity.accent.value_or(hex(0xB6252B)), 0.01F);
            Assembly man(entity, Substance::kSnow);
            man.part(ellipsoid({0.48F, 0.44F, 0.48F}), {0, 0.44F, 0}, snow);
            man.part(sphere(0.34F), {0, 1.04F, 0}, snow);
            man.part(sphere(0.235F), {0, 1.51F, 0}, snow);
            man.detail(
                cone(0.13F, 0.035F, 0.004F),
                {{0, 1.50F, 0.35F}, turn_x(84)},
                plain(hex(0xE0741C), 0.6F)
            );
            for (const float x : {-0.085F, 0.085F}) {
                man.detail(sphere(0.028F), {x, 1.58F, 0.205F}, coal);
            }
            for (int i = -3; i <= 3; ++i) {
                const float s = static_cast<float>(i) / 3.0F;
                man.detail(
                    sphere(0.016F),
                    {s * 0.105F, 1.41F - 0.035F * (1.0F - s * s), 0.217F - 0.04F * s * s},
                    coal
                );
            }
            for (int i = 0; i < 3; ++i) {
                const float y = 1.20F - 0.16F * static_cast<float>(i);
                man.detail(
                    sphere(0.026F),
                    {0, y, std::sqrt(0.34F * 0.34F - (y - 1.04F) * (y - 1.04F))},
                    coal
                );
            }
            man.detail(torus(0.185F, 0.055F), {{0, 1.315F, 0.01F}, turn_x(6)}, wool);
            man.detail(
                box({0.055F, 0.20F, 0.025F}, 0.02F),
                {{0.13F, 1.12F, 0.33F}, turn_x(-12) * turn_z(8)},
                wool
            );
            man.part(cylinder(0.012F, 0.26F, 0.008F), {0, 1.715F, 0}, fabric(kBlack));
            man.part(cylinder(0.12F, 0.165F, 0.012F), {0, 1.83F, 0}, fabric(kBlack));
            man.detail(cylinder(0.03F, 0.168F), {0, 1.755F, 0}, wool);
            for (const float side : {-1.0F, 1.0F}) {
                const Vec3 hand{side * 0.78F, 1.34F, 0.08F};
                man.thin_rod({side * 0.30F, 1.10F, 0.03F}, hand, 0.017F, bark());
                man.thin_rod(hand, hand + Vec3{side * 0.10F, 0.09F, 0.02F}, 0.009F, bark());
                man.thin_rod(hand, hand + Vec3{side * 0.12F, -0.01F, 0.03F}, 0.009F, bark());
                man.thin_rod(
                    hand - Vec3{side * 0.08F, 0.03F, 0},
                    hand + Vec3{side * 0.02F, 0.10F, 0.0F},
                    0.009F,
                    bark()
                );
            }
            man.mass(120.0F);
            return man.finish();
        },
};

}  // namespace hibari::world
