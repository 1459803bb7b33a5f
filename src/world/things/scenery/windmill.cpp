// A tower mill, 11 m, with a cap and four lattice sails that turn; front to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kWindmill{
    .name = "windmill",
    .words = {"windmill", "wind turbine", "mill", "waterwheel"},
    .category = Category::kScenery,
    .traits = {.outdoor = true},
    .usual_size = {9.5F, 13.5F, 6.0F},
    .build =
        [](const Entity& entity, Rng) {
            const Material wall = tinted(plaster(hex(0xE9E2D2)));
            const Material timber = wood(hex(0x6B4A30), 0.15F);
            constexpr Vec3 kHub{0, 8.6F, 2.4F};
            Assembly mill(entity, Substance::kStone);
            const int tower = mill.link("tower");
            mill.part(cone(4.0F, 2.8F, 1.75F), {0, 4.0F, 0}, wall);
            mill.detail(cylinder(0.1F, 2.86F), {0, 0.1F, 0}, rock(hex(0x8C857A), 0.4F));
            mill.detail(cone(0.08F, 1.95F, 1.95F), {0, 7.95F, 0}, timber);
            mill.part(ellipsoid({1.95F, 1.7F, 1.95F}), {0, 8.0F, 0}, roof_tiles(hex(0x6A4A38)));
            mill.rod({0, 8.6F, 0}, kHub, 0.16F, timber);
            mill.detail(box({0.55F, 1.05F, 0.1F}, 0.02F), {0, 1.05F, 2.72F}, timber);
            for (const Vec3& at : {Vec3{0, 3.9F, 2.32F}, {0, 6.1F, 2.05F}}) {
                mill.detail(box({0.34F, 0.42F, 0.1F}, 0.02F), at, window_glass());
                mill.detail(box({0.42F, 0.05F, 0.14F}, 0.02F), at - Vec3{0, 0.46F, 0}, timber);
                mill.detail(box({0.02F, 0.42F, 0.11F}), at, paint(kWhite, 0.5F));
            }
            mill.mass(90000.0F);
            mill.link("sails", tower, hinge(kHub, {0, 0, 1}, 1, -1, 20.0F));
            mill.part(cylinder(0.2F, 0.28F, 0.05F), {kHub, turn_x(90)}, timber);
            for (int i = 0; i < 4; ++i) {
                const Quat turn = turn_z(90.0F * static_cast<float>(i) + 20.0F);
                const auto at = [&](Vec3 p) { return kHub + rotate(turn, p); };
                mill.rod(at({0, 0.1F, 0.05F}), at({0, 4.6F, 0.05F}), 0.08F, timber);
                mill.detail(
                    box({0.48F, 1.75F, 0.01F}),
                    {at({0.52F, 2.75F, 0.05F}), turn},
                    fabric(hex(0xEDE6D4), 0.05F)
                );
                for (int k = 0; k < 9; ++k) {
                    const float y = 1.0F + 0.44F * static_cast<float>(k);
                    mill.thin_rod(at({-0.05F, y, 0.07F}), at({1.02F, y, 0.07F}), 0.025F, timber);
                }
                mill.thin_rod(at({1.02F, 1.0F, 0.07F}), at({1.02F, 4.52F, 0.07F}), 0.03F, timber);
                mill.thin_rod(at({0.5F, 1.0F, 0.07F}), at({0.5F, 4.52F, 0.07F}), 0.02F, timber);
            }
            mill.mass(900.0F);
            mill.center_of_mass(kHub);
            return mill.finish();
        },
};

}  // namespace hibari::world
