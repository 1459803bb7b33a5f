// A glass marble, 5 cm: a large "shooter", so that it reads on the screen.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kMarble{
    .name = "marble",
    .words = {"marble", "glass marble", "ball bearing", "bead", "pearl"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.05F, 0.05F, 0.05F},
    .build =
        [](const Entity& entity, Rng rng) {
            constexpr Vec3 kSwirls[] = {hex(0x2F6FB5), hex(0x3E9C63), hex(0xC4463C), hex(0xD8A133)};
            const Vec3 swirl = kSwirls[rng.index(4)];
            Material clear = glass(entity.color.value_or(swirl), 0.45F);
            clear.tintable = true;
            Assembly marble(entity, Substance::kGlass);
            marble.part(sphere(0.025F), {0, 0.025F, 0}, clear);
            marble.detail(
                ellipsoid({0.006F, 0.019F, 0.011F}),
                {{0, 0.025F, 0}, turn_z(35)},
                paint(marble.accent_or(kOffWhite))
            );
            marble.mass(0.164F);
            marble.restitution(0.85F);
            marble.friction(0.3F);
            return marble.finish();
        },
};

}  // namespace hibari::world
