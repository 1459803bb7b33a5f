// A wooden sled, 1.2 m, on curved runners. Slides to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

const Thing kSled{
    .name = "sled",
    .words = {"sled", "sledge", "toboggan", "sleigh", "bobsled"},
    .category = Category::kVehicle,
    .traits = {.rideable = true, .floats = true, .surface = true, .outdoor = true},
    .usual_size = {0.42F, 0.36F, 1.25F},
    .build =
        [](const Entity& entity, Rng) {
            const Material ash = tinted(wood(hex(0xC08A4C), 0.08F));
            const Material runner = wood(hex(0x8A5A32), 0.06F);
            Assembly sled(entity, Substance::kWood);
            sled.link("deck");
            for (const float x : {-0.17F, 0.17F}) {
                sled.rod({x, 0.016F, -0.55F}, {x, 0.016F, 0.40F}, 0.016F, runner);
                constexpr int kPieces = 6;
                const auto nose = [&](int i) {
                    const float turn = 0.62F * kPi * static_cast<float>(i) / kPieces;
                    return Vec3{x, 0.176F - 0.16F * std::cos(turn), 0.40F + 0.16F * std::sin(turn)};
                };
                for (int i = 0; i < kPieces; ++i) {
                    sled.thin_rod(nose(i), nose(i + 1), 0.016F, runner);
                }
                for (const float z : {-0.42F, 0.0F, 0.36F}) {
                    sled.rod({x, 0.03F, z}, {x, 0.21F, z}, 0.014F, runner);
                }
                sled.rod({x, 0.215F, -0.55F}, {x, 0.215F, 0.45F}, 0.014F, runner);
            }
            for (const float x : {-0.14F, -0.07F, 0.0F, 0.07F, 0.14F}) {
                sled.part(box({0.028F, 0.009F, 0.54F}, 0.005F), {x, 0.24F, -0.05F}, ash);
            }
            sled.thin_rod({-0.17F, 0.27F, 0.53F}, {0.17F, 0.27F, 0.53F}, 0.014F, runner);
            sled.thin_rod({-0.17F, 0.27F, 0.53F}, {0, 0.20F, 0.80F}, 0.006F, fabric(hex(0xB3242B)));
            sled.thin_rod({0.17F, 0.27F, 0.53F}, {0, 0.20F, 0.80F}, 0.006F, fabric(hex(0xB3242B)));
            sled.mass(6.0F);
            sled.friction(0.06F);
            sled.anchor("seat", {0, 0.25F, -0.2F});
            sled.anchor("deck", {0, 0.25F, 0});
            return sled.finish();
        },
};

}  // namespace hibari::world
