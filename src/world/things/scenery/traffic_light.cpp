// A traffic light, 3.4 m, three lamps; red is lit.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kTrafficLight{
    .name = "traffic_light",
    .words = {"traffic light", "stoplight", "stop light", "traffic lights", "traffic signal"},
    .category = Category::kScenery,
    .traits = {.outdoor = true},
    .usual_size = {0.45F, 3.45F, 0.5F},
    .build =
        [](const Entity& entity, Rng) {
            Assembly light(entity, Substance::kSteel);
            light.fix();
            light.part(cylinder(1.25F, 0.06F), {0, 1.25F, 0}, metal(kCharcoal, 0.4F));
            light.part(cylinder(0.06F, 0.20F, 0.02F), {0, 0.06F, 0}, concrete());
            light.part(
                box({0.17F, 0.47F, 0.13F}, 0.04F), {0, 2.95F, 0}, tinted(paint(hex(0x1E2622), 0.4F))
            );
            light.detail(
                box({0.23F, 0.53F, 0.01F}, 0.008F), {0, 2.95F, 0.02F}, paint(kBlack, 0.5F)
            );
            constexpr Vec3 kLamps[] = {hex(0xFF2A1E), hex(0xE0A020), hex(0x2EA84A)};
            for (int i = 0; i < 3; ++i) {
                const float y = 3.24F - 0.29F * static_cast<float>(i);
                light.detail(
                    cylinder(0.01F, 0.105F, 0.008F),
                    {{0, y, 0.135F}, turn_x(90)},
                    i == 0 ? glow(kLamps[i], 3.0F) : plastic(kLamps[i] * 0.18F, 0.2F)
                );
                light.detail(
                    tube(0.06F, 0.118F, 0.108F),
                    {{0, y + 0.012F, 0.18F}, turn_x(90)},
                    paint(kBlack, 0.5F)
                );
            }
            return light.finish();
        },
};

}  // namespace hibari::world
