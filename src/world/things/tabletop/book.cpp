// A hardback, 15.5 x 23 x 3.5 cm, lying with its cover up and the spine at -X.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kBook{
    .name = "book",
    .words =
        {"book", "novel", "notebook", "textbook", "dictionary", "magazine", "diary", "encyclopedia"
        },
    .category = Category::kTabletop,
    .traits = {.holdable = true, .floats = true, .surface = true, .indoor = true, .outdoor = true},
    .usual_size = {0.155F, 0.035F, 0.23F},
    .build =
        [](const Entity& entity, Rng rng) {
            constexpr Vec3 kCovers[] = {
                hex(0x7B2D26), hex(0x23466E), hex(0x2F5D46), hex(0x8A6A2F), hex(0x4B2E5A)
            };
            const Material cover = tinted(
                {.surface = Surface::kBookCover,
                 .base = kCovers[rng.index(5)],
                 .accent = hex(0xE1C76E),
                 .roughness = 0.5F,
                 .scale = 0.155F,
                 .bump = 0.1F}
            );
            Assembly book(entity, Substance::kCardboard);
            book.part(box({0.074F, 0.0145F, 0.111F}, 0.001F), {0.002F, 0.0175F, 0}, paper());
            for (const float y : {0.0015F, 0.0335F}) {
                book.part(box({0.0775F, 0.0015F, 0.115F}, 0.001F), {0, y, 0}, cover);
            }
            book.part(box({0.002F, 0.0175F, 0.115F}, 0.0015F), {-0.0765F, 0.0175F, 0}, cover);
            for (const float z : {-0.075F, -0.035F, 0.07F}) {
                book.detail(
                    box({0.0022F, 0.0174F, 0.0025F}, 0.001F),
                    {-0.0767F, 0.0175F, z},
                    metal(kBrass, 0.3F)
                );
            }
            book.detail(
                box({0.003F, 0.0004F, 0.02F}), {0.02F, 0.012F, 0.128F}, fabric(hex(0xA3222B))
            );
            book.mass(0.75F);
            book.friction(0.4F);
            return book.finish();
        },
};

}  // namespace hibari::world
