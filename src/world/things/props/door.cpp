// A door in its frame, 0.9 x 2.1 m; the leaf swings on a hinge, towards +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kDoor{
    .name = "door",
    .words = {"door", "wooden door", "doorway", "front door", "portal"},
    .category = Category::kProp,
    .traits = {.indoor = true, .outdoor = true},
    .usual_size = {1.1F, 2.2F, 0.2F},
    .build =
        [](const Entity& entity, Rng) {
            const Material leaf = tinted(paint(hex(0x8A3B2C), 0.4F));
            const Material frame = paint(hex(0xEDE9DF), 0.45F);
            Assembly door(entity, Substance::kWood);
            const int jamb = door.link("frame");
            for (const float x : {-0.50F, 0.50F}) {
                door.part(box({0.045F, 1.09F, 0.08F}, 0.01F), {x, 1.09F, 0}, frame);
            }
            door.part(box({0.545F, 0.045F, 0.08F}, 0.01F), {0, 2.16F, 0}, frame);
            door.part(box({0.50F, 0.01F, 0.10F}, 0.005F), {0, 0.01F, 0}, wood(kWalnut));
            door.mass(60.0F);
            door.link("leaf", jamb, hinge({-0.45F, 1.0F, 0}, {0, 1, 0}, -110, 0, 2.0F));
            door.part(box({0.445F, 1.04F, 0.022F}, 0.006F), {0, 1.065F, 0}, leaf);
            for (const float y : {0.50F, 1.45F}) {
                for (const float x : {-0.2F, 0.2F}) {
                    for (const float side : {-1.0F, 1.0F}) {
                        door.detail(
                            box({0.14F, y < 1.0F ? 0.30F : 0.42F, 0.006F}, 0.005F),
                            {x, y, side * 0.022F},
                            leaf
                        );
                    }
                }
            }
            for (const float side : {-1.0F, 1.0F}) {
                door.thin_rod(
                    {0.37F, 1.02F, side * 0.02F},
                    {0.37F, 1.02F, side * 0.06F},
                    0.01F,
                    metal(kBrass, 0.2F)
                );
                door.detail(sphere(0.028F), {0.37F, 1.02F, side * 0.075F}, metal(kBrass, 0.15F));
            }
            door.mass(24.0F);
            return door.finish();
        },
};

}  // namespace hibari::world
