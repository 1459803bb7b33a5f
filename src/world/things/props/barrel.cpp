// An oak barrel, 88 cm high, with iron hoops.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

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
            barrel.part(cone(0.11F, 0.255F, 0.295F), {0, 0.11F, 0}, oak);
            barrel.part(cone(0.11F, 0.295F, 0.318F), {0, 0.33F, 0}, oak);
            barrel.part(cone(0.11F, 0.318F, 0.295F), {0, 0.55F, 0}, oak);
            barrel.part(cone(0.11F, 0.295F, 0.255F), {0, 0.77F, 0}, oak);
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
                    cone(0.028F, hoop.low + 0.003F, hoop.high + 0.003F), {0, hoop.y, 0}, iron
                );
            }
            barrel.mass(45.0F);
            barrel.rolling_friction(0.003F);
            barrel.anchor("top", {0, 0.88F, 0});
            return barrel.finish();
        },
};

}  // namespace hibari::world
