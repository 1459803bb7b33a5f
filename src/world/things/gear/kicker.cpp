// A jump ramp: 1.8 m long, 0.55 m high, 1.2 m wide, curved in three facets, rising towards +X.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kKicker{
    .name = "kicker",
    .words =
        {"kicker", "jump ramp", "launch ramp", "skate ramp", "ski jump", "bike ramp", "stunt ramp"},
    .category = Category::kGear,
    .traits = {.surface = true, .indoor = true, .outdoor = true},
    .usual_size = {1.8F, 0.55F, 1.2F},
    .build =
        [](const Entity& entity, Rng) {
            const Material ply = tinted(wood(hex(0xC39A63), 0.2F));
            Assembly kicker(entity, Substance::kWood);
            kicker.fix();
            // Facets of growing slope; each wedge stands on a box.
            constexpr float kX[] = {-0.9F, -0.3F, 0.3F, 0.9F};
            constexpr float kTop[] = {0.0F, 0.11F, 0.29F, 0.55F};
            for (int i = 0; i < 3; ++i) {
                const float half = 0.5F * (kX[i + 1] - kX[i]);
                const float rise = 0.5F * (kTop[i + 1] - kTop[i]);
                const float x = 0.5F * (kX[i] + kX[i + 1]);
                kicker.part(wedge({0.6F, rise, half}), {{x, kTop[i] + rise, 0}, turn_y(90)}, ply);
                if (kTop[i] > 0.0F) {
                    kicker.part(box({half, kTop[i] * 0.5F, 0.6F}), {x, kTop[i] * 0.5F, 0}, ply);
                }
            }
            for (const float z : {-0.605F, 0.605F}) {
                kicker.detail(box({0.02F, 0.26F, 0.008F}), {0.87F, 0.27F, z}, wood(kWalnut));
                kicker.detail(box({0.85F, 0.02F, 0.008F}), {0.05F, 0.02F, z}, wood(kWalnut));
            }
            kicker.detail(
                box({0.06F, 0.004F, 0.58F}, 0.002F), {{-0.84F, 0.016F, 0}, turn_z(10)}, metal()
            );
            kicker.anchor("entry", {-0.9F, 0, 0});
            kicker.anchor("lip", {0.9F, 0.55F, 0});
            return kicker.finish();
        },
};

}  // namespace hibari::world
