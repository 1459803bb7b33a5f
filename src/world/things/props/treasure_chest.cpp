// A treasure chest, 0.8 m: a rounded lid that stands open on gold.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace hibari::world {

const Thing kTreasureChest{
    .name = "treasure_chest",
    .words = {"treasure chest", "treasure", "pirate chest", "chest of gold"},
    .category = Category::kProp,
    .traits = {.indoor = true, .outdoor = true},
    .usual_size = {0.82F, 0.90F, 0.62F},
    .build =
        [](const Entity& entity, Rng rng) {
            const Material board = tinted(wood(hex(0x7A4A26), 0.1F));
            const Material iron = metal(hex(0xB8923A), 0.3F);
            Assembly chest(entity, Substance::kWood);
            chest.part(box({0.40F, 0.20F, 0.25F}, 0.01F), {0, 0.20F, 0}, board);
            for (const float x : {-0.36F, 0.0F, 0.36F}) {
                chest.detail(box({0.035F, 0.204F, 0.256F}, 0.008F), {x, 0.20F, 0}, iron);
            }
            for (const float y : {0.02F, 0.385F}) {
                chest.detail(box({0.404F, 0.018F, 0.256F}, 0.008F), {0, y, 0}, iron);
            }
            chest.detail(box({0.055F, 0.07F, 0.012F}, 0.01F), {0, 0.33F, 0.262F}, iron);
            chest.detail(
                cylinder(0.004F, 0.014F), {{0, 0.325F, 0.275F}, turn_x(90)}, plain(kBlack)
            );
            // The lid leans back behind the rim.
            const Quat open = turn_x(-72);
            const Vec3 hinge_at{0, 0.40F, -0.25F};
            const auto at = [&](Vec3 v) { return hinge_at + rotate(open, v); };
            chest.part(
                cylinder(0.40F, 0.25F, 0.01F), {at({0, 0, 0.25F}), open * turn_z(90)}, board
            );
            for (const float x : {-0.36F, 0.0F, 0.36F}) {
                chest.detail(
                    cylinder(0.035F, 0.256F, 0.008F), {at({x, 0, 0.25F}), open * turn_z(90)}, iron
                );
            }
            chest.detail(
                box({0.37F, 0.23F, 0.006F}, 0.004F),
                {at({0, -0.004F, 0.25F}), open * turn_x(90)},
                wood(hex(0x4A2C18), 0.1F)
            );
            // Gold heaped above the rim.
            const Material gold = metal(hex(0xE0B040), 0.18F);
            chest.detail(ellipsoid({0.37F, 0.10F, 0.21F}), {0, 0.40F, 0.01F}, gold);
            Rng coins = rng.split("coins");
            for (int i = 0; i < 46; ++i) {
                const auto x = static_cast<float>(coins.uniform(-0.33, 0.33));
                const auto z = static_cast<float>(coins.uniform(-0.17, 0.19));
                const float high =
                    0.10F *
                    std::sqrt(std::max(
                        0.0F,
                        1.0F - x * x / (0.37F * 0.37F) - (z - 0.01F) * (z - 0.01F) / (0.21F * 0.21F)
                    ));
                const Quat lies = turn_x(static_cast<float>(coins.uniform(-40.0, 40.0))) *
                                  turn_z(static_cast<float>(coins.uniform(-40.0, 40.0)));
                chest.detail(cylinder(0.004F, 0.026F, 0.002F), {{x, 0.405F + high, z}, lies}, gold);
            }
            for (const auto& [x, color] :
                 {std::pair{-0.14F, hex(0xC01838)}, {0.17F, hex(0x1E9A5A)}}) {
                chest.detail(sphere(0.028F), {x, 0.51F, 0.05F}, glass(color, 0.35F));
            }
            chest.mass(45.0F);
            chest.anchor("top", {0, 0.50F, 0});
            return chest.finish();
        },
};

}  // namespace hibari::world
