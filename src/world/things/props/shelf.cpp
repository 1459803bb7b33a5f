// An open shelf, 1.2 x 1.05 x 0.30 m: two frames, three boards, the top one free to put things on.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kShelf{
    .name = "shelf",
    .words = {"shelf", "wooden shelf", "shelves", "wall shelf", "rack", "mantelpiece"},
    .category = Category::kProp,
    .traits = {.surface = true, .indoor = true, .outdoor = true},
    .usual_size = {1.2F, 1.05F, 0.30F},
    .build =
        [](const Entity& entity, Rng) {
            const Material board = tinted(wood(kOak));
            Assembly shelf(entity, Substance::kWood);
            shelf.fix();
            for (const float y : {0.12F, 0.58F, 1.035F}) {
                shelf.part(box({0.60F, 0.015F, 0.15F}, 0.004F), {0, y, 0}, board);
            }
            for (const float x : {-0.56F, 0.56F}) {
                for (const float z : {-0.13F, 0.13F}) {
                    shelf.part(
                        box({0.018F, 0.51F, 0.018F}, 0.004F), {x, 0.51F, z}, paint(kCharcoal)
                    );
                }
            }
            constexpr Vec3 kSpines[] = {hex(0x8C2F2A), hex(0x2F4F6E), hex(0x3F6B3A), hex(0xC7A54A)};
            for (int i = 0; i < 8; ++i) {
                shelf.detail(
                    box({0.016F, 0.11F + 0.01F * static_cast<float>(i % 3), 0.09F}, 0.003F),
                    {-0.48F + 0.035F * static_cast<float>(i), 0.70F, 0},
                    plain(kSpines[i % 4], 0.7F)
                );
            }
            shelf.detail(
                box({0.17F, 0.10F, 0.11F}, 0.02F), {0.25F, 0.235F, 0}, fabric(hex(0xD8CDB8))
            );
            shelf.anchor("top", {0, 1.05F, 0});
            return shelf.finish();
        },
};

}  // namespace hibari::world
