// A smartphone, 15 cm, standing upright with its screen to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kPhone{
    .name = "phone",
    .words =
        {"phone",
         "smartphone",
         "cell phone",
         "mobile phone",
         "telephone",
         "tablet",
         "iphone",
         "remote control"},
    .category = Category::kProp,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.072F, 0.15F, 0.009F},
    .build =
        [](const Entity& entity, Rng) {
            Assembly phone(entity, Substance::kGlass);
            phone.part(
                box({0.036F, 0.075F, 0.0042F}, 0.004F),
                {0, 0.075F, 0},
                tinted(metal(hex(0x33363B), 0.25F))
            );
            phone.detail(
                box({0.034F, 0.0725F, 0.0006F}),
                {0, 0.075F, 0.004F},
                {.surface = Surface::kScreen,
                 .base = hex(0x24304E),
                 .accent = hex(0xA6D8FF),
                 .roughness = 0.08F,
                 .emission = 0.9F,
                 .scale = 0.14F}
            );
            phone.detail(
                box({0.011F, 0.013F, 0.0012F}, 0.001F),
                {0.02F, 0.132F, -0.0045F},
                plastic(hex(0x1B1C1F))
            );
            for (const float y : {0.126F, 0.138F}) {
                phone.detail(
                    cylinder(0.001F, 0.0045F), {{0.02F, y, -0.006F}, turn_x(90)}, window_glass()
                );
            }
            phone.mass(0.19F);
            return phone.finish();
        },
};

}  // namespace hibari::world
