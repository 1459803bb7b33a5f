// A wax candle on a brass holder, lit.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kCandle{
    .name = "candle",
    .words = {"candle", "candlestick", "birthday candle", "torch"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.12F, 0.30F, 0.12F},
    .build =
        [](const Entity& entity, Rng) {
            const Material wax = tinted(plain(hex(0xEFE3C4), 0.4F));
            const Material brass = metal(kBrass, 0.2F);
            Assembly candle(entity, Substance::kPlastic);
            candle.part(cone(0.006F, 0.060F, 0.056F), {0, 0.006F, 0}, brass);
            candle.detail(torus(0.057F, 0.004F), {0, 0.014F, 0}, brass);
            candle.part(cylinder(0.014F, 0.022F, 0.004F), {0, 0.026F, 0}, brass);
            candle.part(cylinder(0.095F, 0.0165F, 0.004F), {0, 0.130F, 0}, wax);
            candle.detail(capsule(0.03F, 0.004F), {0.0155F, 0.185F, 0.004F}, wax);
            candle.detail(capsule(0.018F, 0.0045F), {-0.008F, 0.198F, 0.0135F}, wax);
            candle.thin_rod({0, 0.225F, 0}, {0.001F, 0.238F, 0}, 0.0016F, plain(kBlack));
            candle.mass(0.4F);
            candle.anchor("flame", {0, 0.26F, 0});
            candle.flames();
            candle.detail(round_cone(0.022F, 0.0085F, 0.0015F), {0, 0.262F, 0}, flame(8.0F));
            return candle.finish();
        },
};

}  // namespace hibari::world
