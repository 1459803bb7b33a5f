// A bookcase, 0.9 x 1.8 x 0.32 m, four boards with books on them.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kBookshelf{
    .name = "bookshelf",
    .words = {"bookshelf", "bookcase", "bookshelves", "cupboard", "cabinet", "wardrobe"},
    .category = Category::kProp,
    .traits = {.surface = true, .indoor = true},
    .usual_size = {0.9F, 1.8F, 0.32F},
    .build =
        [](const Entity& entity, Rng rng) {
            const Material board = tinted(wood(kOak));
            Assembly shelf(entity, Substance::kWood);
            for (const float x : {-0.435F, 0.435F}) {
                shelf.part(box({0.015F, 0.90F, 0.16F}, 0.004F), {x, 0.90F, 0}, board);
            }
            for (const float y : {0.07F, 0.51F, 0.93F, 1.35F, 1.785F}) {
                shelf.part(box({0.42F, 0.015F, 0.155F}, 0.003F), {0, y, 0}, board);
            }
            shelf.part(box({0.42F, 0.88F, 0.006F}), {0, 0.90F, -0.152F}, board);
            constexpr Vec3 kSpines[] = {
                hex(0x8C2F2A),
                hex(0x2F4F6E),
                hex(0x3F6B3A),
                hex(0xC7A54A),
                hex(0x5A3F6B),
                hex(0xD8D2C4)
            };
            int row = 0;
            for (const float y : {0.085F, 0.525F, 0.945F, 1.365F}) {
                Rng one = rng.split(row++);
                float x = -0.40F;
                const float end = one.uniform(0.05F, 0.36F);
                while (x < end) {
                    const float thick = one.uniform(0.010F, 0.024F);
                    const float tall = one.uniform(0.10F, 0.15F);
                    shelf.detail(
                        box({thick, tall, one.uniform(0.085F, 0.115F)}, 0.003F),
                        {x + thick, y + tall, -0.02F},
                        plain(kSpines[one.index(6)], 0.7F)
                    );
                    x += 2.0F * thick + 0.002F;
                }
            }
            shelf.mass(38.0F);
            shelf.anchor("top", {0, 1.80F, 0});
            return shelf.finish();
        },
};

}  // namespace hibari::world
