// An all-mountain board, 156 x 25 cm, with bindings. The nose points to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kSnowboard{
    .name = "snowboard",
    .words = {"snowboard", "snow board"},
    .category = Category::kGear,
    .traits = {.rideable = true, .floats = true, .surface = true, .outdoor = true},
    .usual_size = {0.30F, 0.16F, 1.60F},
    .build =
        [](const Entity& entity, Rng) {
            const Material top = tinted(
                {.surface = Surface::kStripes,
                 .base = hex(0x1F5FA8),
                 .accent = hex(0xF1A22B),
                 .roughness = 0.2F,
                 .scale = 0.35F}
            );
            const Material dark = plastic(kBlack);
            Assembly board(entity, Substance::kPlastic);
            board.link("deck");
            board.part(box({0.125F, 0.008F, 0.60F}, 0.004F), {0, 0.012F, 0}, top);
            for (const float end : {-1.0F, 1.0F}) {
                const Quat bend = turn_x(-end * 17.0F);
                board.part(
                    box({0.135F, 0.008F, 0.07F}, 0.004F), {{0, 0.028F, end * 0.655F}, bend}, top
                );
                board.detail(
                    cylinder(0.008F, 0.138F, 0.004F),
                    {{0, 0.048F, end * 0.70F}, turn_x(-end * 20.0F)},
                    top
                );
                const float z = end * 0.27F;
                const Quat stance = turn_y(90.0F - end * 12.0F);
                const auto at = [&](Vec3 p) { return Vec3{0, 0, z} + rotate(stance, p); };
                board.detail(
                    box({0.055F, 0.012F, 0.13F}, 0.008F), {at({0, 0.032F, 0}), stance}, dark
                );
                board.detail(
                    box({0.055F, 0.07F, 0.012F}, 0.01F), {at({0, 0.10F, -0.125F}), stance}, dark
                );
                for (const float x : {-0.05F, 0.05F}) {
                    board.detail(
                        box({0.006F, 0.03F, 0.11F}, 0.004F), {at({x, 0.055F, -0.01F}), stance}, dark
                    );
                }
            }
            board.mass(4.2F);
            board.friction(0.06F);
            board.anchor("deck", {0, 0.044F, 0});
            return board.finish();
        },
};

}  // namespace hibari::world
