// An oak barrel, 88 cm high, with iron hoops.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

namespace {

void add_staves(Assembly& barrel, const Shape& shape, float y, const Material& material) {
    Part& part = barrel.part(shape, {0, y, 0}, material);
    part.group = 1;
    part.blend = 0.008F;
}

}  // namespace

const Thing kBarrel{
    .name = "barrel",
    .words =
        {"barrel", "cask", "keg", "oil drum", "wine barrel", "trash can", "garbage can", "bin"},
    .category = Category::kProp,
    .traits = {.floats = true, .surface = true, .indoor = true, .outdoor = true},
    .usual_size = {0.64F, 0.88F, 0.64F},
    .build =
        [](const Entity& entity, Rng) {
            const Material oak = tinted(wood(hex(0x9C6B3C), 0.09F));
            const Material iron = metal(kCharcoal, 0.5F);
            Assembly barrel(entity, Substance::kWood);
            add_staves(barrel, cone(0.11F, 0.255F, 0.295F), 0.11F, oak);
            add_staves(barrel, cone(0.11F, 0.295F, 0.318F), 0.33F, oak);
            add_staves(barrel, cone(0.11F, 0.318F, 0.295F), 0.55F, oak);
            add_staves(barrel, cone(0.11F, 0.295F, 0.255F), 0.77F, oak);
            barrel.detail(cylinder(0.004F, 0.235F), {0, 0.876F, 0}, wood(hex(0x7A5330), 0.12F));
            barrel.detail(torus(0.245F, 0.012F), {0, 0.875F, 0}, oak);
            struct Hoop {
                float y, low, high;
            };
            for (const Hoop& hoop :
                 {Hoop{0.05F, 0.264F, 0.282F},
                  {0.26F, 0.303F, 0.313F},
                  {0.62F, 0.313F, 0.303F},
                  {0.83F, 0.282F, 0.264F}}) {
                barrel.detail(
                    cone(0.028F, hoop.low + 0.006F, hoop.high + 0.006F), {0, hoop.y, 0}, iron
                );
            }
            barrel.mass(45.0F);
            barrel.rolling_friction(0.003F);
            barrel.anchor("top", {0, 0.88F, 0});
            return barrel.finish();
        },
};

}  // namespace hibari::world
