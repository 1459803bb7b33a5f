// A five-string banjo, 97 cm, upright with its strings to +Z: a drum of skin with a neck.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

const Thing kBanjo{
    .name = "banjo",
    .words = {"banjo"},
    .category = Category::kProp,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.30F, 0.97F, 0.09F},
    .build =
        [](const Entity& entity, Rng) {
            constexpr float kRadius = 0.145F;
            const Vec3 drum{0, 0.16F, 0};
            const Quat facing = turn_x(90);
            const Material maple = tinted(wood(hex(0x9A5A2C), 0.05F));
            const Material dark = wood(hex(0x241812), 0.05F);
            Assembly banjo(entity, Substance::kWood);
            banjo.part(cylinder(0.036F, kRadius, 0.006F), {drum, facing}, maple);
            banjo.detail(
                cylinder(0.002F, kRadius - 0.010F),
                {drum + Vec3{0, 0, 0.037F}, facing},
                plain(hex(0xEFE9DA), 0.6F)
            );
            banjo.detail(
                torus(kRadius - 0.006F, 0.007F), {drum + Vec3{0, 0, 0.036F}, facing}, chrome()
            );
            banjo.detail(
                torus(kRadius + 0.012F, 0.006F), {drum - Vec3{0, 0, 0.012F}, facing}, chrome()
            );
            for (int i = 0; i < 20; ++i) {
                const Vec3 out =
                    rotate(turn_z(18.0F * static_cast<float>(i)), {kRadius + 0.008F, 0, 0});
                banjo.thin_rod(
                    drum + out + Vec3{0, 0, -0.014F},
                    drum + out + Vec3{0, 0, 0.036F},
                    0.0035F,
                    chrome()
                );
            }
            banjo.part(box({0.021F, 0.27F, 0.011F}, 0.006F), {0, 0.58F, 0.026F}, maple);
            banjo.detail(box({0.0205F, 0.285F, 0.003F}), {0, 0.575F, 0.040F}, dark);
            for (int i = 0; i < 18; ++i) {
                const float y = 0.86F - 0.56F * (1.0F - std::pow(0.944F, static_cast<float>(i)));
                banjo.detail(box({0.0205F, 0.0010F, 0.001F}), {0, y, 0.0435F}, metal());
                if (i == 3 || i == 5 || i == 7 || i == 12) {
                    banjo.detail(
                        cylinder(0.0006F, 0.006F),
                        {{0, y + 0.012F, 0.0432F}, facing},
                        plain(kWhite, 0.3F)
                    );
                }
            }
            banjo.part(
                box({0.032F, 0.055F, 0.008F}, 0.006F), {{0, 0.905F, 0.022F}, turn_x(-10)}, dark
            );
            for (const float side : {-1.0F, 1.0F}) {
                for (const float y : {0.885F, 0.925F}) {
                    banjo.thin_rod(
                        {side * 0.028F, y, 0.022F}, {side * 0.050F, y, 0.018F}, 0.005F, chrome()
                    );
                }
            }
            // The peg of the fifth string, half way up.
            banjo.thin_rod({0.020F, 0.62F, 0.030F}, {0.045F, 0.62F, 0.030F}, 0.004F, chrome());
            banjo.detail(
                box({0.036F, 0.009F, 0.005F}, 0.002F), {0, 0.105F, 0.044F}, wood(kMaple, 0.02F)
            );
            banjo.detail(box({0.020F, 0.016F, 0.004F}, 0.002F), {0, 0.030F, 0.042F}, chrome());
            for (int i = 0; i < 5; ++i) {
                const float x = (static_cast<float>(i) - 2.0F) * 0.0085F;
                const float top = i == 4 ? 0.62F : 0.86F;
                banjo.thin_rod({x, 0.036F, 0.044F}, {x * 0.95F, 0.107F, 0.0505F}, 0.0006F, metal());
                banjo.thin_rod(
                    {x * 0.95F, 0.107F, 0.0505F}, {x * 0.75F, top, 0.0465F}, 0.0006F, metal()
                );
            }
            banjo.mass(2.8F);
            banjo.anchor("grip", {0, 0.74F, 0.02F});
            banjo.anchor("strum", {0, 0.17F, 0.055F});
            return banjo.finish();
        },
};

}  // namespace hibari::world
