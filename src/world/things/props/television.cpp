// A flat television, 1.2 m wide, on a foot; its screen looks to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kTelevision{
    .name = "television",
    .words =
        {"television",
         "tv",
         "computer",
         "tv set",
         "desktop computer",
         "television screen",
         "computer screen",
         "computer monitor"},
    .category = Category::kProp,
    .traits = {.indoor = true},
    .usual_size = {1.22F, 0.78F, 0.26F},
    .build =
        [](const Entity& entity, Rng) {
            const Material frame = tinted(plastic(hex(0x17181B), 0.25F));
            Assembly tv(entity, Substance::kPlastic);
            tv.part(box({0.61F, 0.35F, 0.022F}, 0.012F), {0, 0.43F, 0}, frame);
            tv.detail(
                box({0.59F, 0.328F, 0.002F}),
                {0, 0.435F, 0.0225F},
                {.surface = Surface::kScreen,
                 .base = hex(0x16304A),
                 .accent = hex(0x6FC3F0),
                 .roughness = 0.1F,
                 .emission = 0.9F,
                 .scale = 0.66F}
            );
            tv.detail(box({0.35F, 0.18F, 0.03F}, 0.02F), {0, 0.40F, -0.03F}, frame);
            tv.part(box({0.04F, 0.05F, 0.02F}, 0.008F), {0, 0.055F, -0.02F}, frame);
            tv.part(box({0.24F, 0.008F, 0.13F}, 0.006F), {0, 0.008F, 0}, brushed(hex(0x55585C)));
            tv.detail(sphere(0.004F), {0.56F, 0.09F, 0.022F}, glow(hex(0xE03020), 1.2F));
            tv.mass(14.0F);
            return tv.finish();
        },
};

}  // namespace hibari::world
