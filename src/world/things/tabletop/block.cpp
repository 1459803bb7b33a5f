// A child's building block: 10 cm, painted wood in one of five colours.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kBlock{
    .name = "block",
    .words = {"block", "building block", "wooden block", "toy block"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .floats = true, .surface = true, .indoor = true, .outdoor = true},
    .usual_size = {0.10F, 0.10F, 0.10F},
    .build =
        [](const Entity& entity, Rng rng) {
            constexpr Vec3 kPaints[] = {
                hex(0xC0392B), hex(0x2E6FB5), hex(0xE2B33C), hex(0x3E8E4E), hex(0xD8C3A0)
            };
            Assembly block(entity, Substance::kWood);
            block.part(
                box({0.05F, 0.05F, 0.05F}, 0.0045F),
                {0, 0.05F, 0},
                tinted(paint(kPaints[rng.index(5)], 0.4F))
            );
            block.mass(0.52F);  // Solid but for the edges: of stone it sinks.
            return block.finish();
        },
};

}  // namespace hibari::world
