// A doughnut, 9 cm, with icing and sprinkles, 70 g.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

const Thing kDonut{
    .name = "donut",
    .words = {"donut", "doughnut", "bagel", "pretzel"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .floats = true, .indoor = true},
    .usual_size = {0.09F, 0.035F, 0.09F},
    .build =
        [](const Entity& entity, Rng rng) {
            Assembly donut(entity, Substance::kFoam);
            donut.part(torus(0.029F, 0.0165F), {0, 0.0165F, 0}, plain(hex(0xC98A45), 0.7F));
            donut.detail(
                torus(0.029F, 0.0158F), {0, 0.0195F, 0}, tinted(paint(hex(0xE87FA5), 0.3F))
            );
            constexpr Vec3 kSprinkles[] = {kWhite, kYellow, kBlue, kGreen, kRed};
            for (int i = 0; i < 26; ++i) {
                Rng one = rng.split(i);
                const float turn =
                    360.0F * static_cast<float>(i) / 26.0F + one.uniform(-5.0F, 5.0F);
                const float across = one.uniform(-0.010F, 0.010F);
                const float up = 0.0195F + std::sqrt(0.0160F * 0.0160F - across * across);
                donut.detail(
                    capsule(0.0022F, 0.0009F),
                    {rotate(turn_y(turn), {0.029F + across, up, 0}),
                     turn_y(turn + one.uniform(0.0F, 180.0F)) * turn_z(90)},
                    plastic(kSprinkles[one.index(5)])
                );
            }
            donut.mass(0.07F);
            return donut.finish();
        },
};

}  // namespace hibari::world
