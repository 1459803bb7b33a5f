// A tin can of food, 11 cm, with a paper label; what is stacked at a fair and thrown at.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kCan{
    .name = "can",
    .words = {"can", "tin can", "soda can", "soup can", "beer can", "food can", "tin"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.076F, 0.11F, 0.076F},
    .build =
        [](const Entity& entity, Rng rng) {
            constexpr Vec3 kLabels[] = {
                hex(0xB8322A), hex(0x2F6B45), hex(0x2A5FA0), hex(0xD9A02E), hex(0xD06A2C)
            };
            const Material tin = metal(hex(0xC4C8CC), 0.28F);
            Assembly can(entity, Substance::kSteel);
            can.part(cylinder(0.055F, 0.0370F, 0.002F), {0, 0.055F, 0}, tin);
            can.detail(
                cylinder(0.043F, 0.0373F),
                {0, 0.055F, 0},
                tinted(paint(kLabels[rng.index(5)], 0.5F))
            );
            can.detail(
                cylinder(0.012F, 0.0376F),
                {0, 0.057F, 0},
                paper(entity.accent.value_or(hex(0xF0E8D2)))
            );
            for (const float y : {0.0022F, 0.1078F}) {
                can.detail(torus(0.0365F, 0.0018F), {0, y, 0}, tin);
            }
            can.detail(torus(0.028F, 0.0008F), {0, 0.1101F, 0}, tin);
            can.mass(0.09F);  // Empty
            return can.finish();
        },
};

}  // namespace hibari::world
