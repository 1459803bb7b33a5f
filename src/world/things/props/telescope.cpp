// A telescope on a tripod, 1.5 m; it looks up towards +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kTelescope{
    .name = "telescope",
    .words = {"telescope", "spyglass"},
    .category = Category::kProp,
    .traits = {.indoor = true, .outdoor = true},
    .usual_size = {0.90F, 1.60F, 1.10F},
    .build =
        [](const Entity& entity, Rng) {
            const Material tube_paint = tinted(paint(hex(0xE6E4DC), 0.25F));
            const Material black = plastic(hex(0x1C1E22), 0.4F);
            const Material leg = wood(hex(0x8A5A32), 0.08F);
            Assembly telescope(entity, Substance::kSteel);
            for (const float turn : {0.0F, 120.0F, 240.0F}) {
                const Vec3 foot = rotate(turn_y(turn), Vec3{0, 0.02F, 0.42F});
                telescope.rod(foot, Vec3{0.08F * foot.x, 1.04F, 0.08F * foot.z}, 0.02F, leg);
                telescope.thin_rod(
                    foot * 0.55F + Vec3{0, 0.48F, 0}, Vec3{0, 0.48F, 0}, 0.007F, chrome()
                );
            }
            telescope.part(cylinder(0.05F, 0.06F, 0.01F), {0, 1.08F, 0}, black);
            const Quat aim = turn_x(90.0F - 32.0F);
            const Vec3 middle{0, 1.19F, 0.06F};
            const auto at = [&](float ahead) { return middle + rotate(aim, Vec3{0, ahead, 0}); };
            telescope.part(cylinder(0.40F, 0.065F, 0.004F), {at(0.10F), aim}, tube_paint);
            telescope.part(cylinder(0.07F, 0.078F, 0.006F), {at(0.52F), aim}, black);
            telescope.detail(
                cylinder(0.002F, 0.066F), {at(0.592F), aim}, window_glass(hex(0x3A5A78))
            );
            telescope.part(cylinder(0.10F, 0.032F, 0.004F), {at(-0.38F), aim}, black);
            telescope.detail(cylinder(0.035F, 0.022F), {at(-0.50F), aim}, chrome());
            for (const float ahead : {-0.28F, 0.12F}) {
                telescope.detail(torus(0.066F, 0.006F), {at(ahead), aim}, metal(kBrass, 0.25F));
            }
            const Vec3 up = rotate(aim, Vec3{0, 0, -0.09F});
            telescope.detail(cylinder(0.10F, 0.014F), {at(-0.18F) + up, aim}, black);
            telescope.mass(8.0F);
            telescope.center_of_mass({0, 0.5F, 0});
            return telescope.finish();
        },
};

}  // namespace hibari::world
