// A double bed, 1.6 x 2.1 m, with headboard, pillows and a blanket; its foot end points to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kDoubleBed{
    .name = "bed",
    .words = {"bed", "double bed", "cot", "crib", "bunk", "hospital bed"},
    .category = Category::kProp,
    .traits = {.rideable = true, .surface = true, .indoor = true},
    .usual_size = {1.7F, 1.05F, 2.15F},
    .build =
        [](const Entity& entity, Rng) {
            const Material oak = wood(kOak, 0.15F);
            const Material blanket = tinted(fabric(hex(0x46688C), 0.01F));
            const Material sheet = fabric(hex(0xEDEAE2), 0.01F);
            Assembly bed(entity, Substance::kFabric);
            bed.part(box({0.82F, 0.09F, 1.02F}, 0.02F), {0, 0.24F, 0}, oak);
            bed.part(box({0.84F, 0.40F, 0.03F}, 0.02F), {0, 0.65F, -1.04F}, oak);
            for (const float x : {-0.76F, 0.76F}) {
                for (const float z : {-0.96F, 0.96F}) {
                    bed.part(box({0.04F, 0.09F, 0.04F}, 0.01F), {x, 0.09F, z}, oak);
                }
            }
            bed.part(box({0.79F, 0.11F, 0.99F}, 0.06F), {0, 0.42F, 0}, sheet);
            bed.detail(box({0.82F, 0.115F, 0.66F}, 0.07F), {0, 0.435F, 0.34F}, blanket);
            bed.detail(box({0.82F, 0.02F, 0.12F}, 0.02F), {0, 0.552F, -0.30F}, sheet);
            for (const float x : {-0.38F, 0.38F}) {
                bed.detail(
                    box({0.31F, 0.075F, 0.19F}, 0.07F), {{x, 0.60F, -0.74F}, turn_x(-14)}, sheet
                );
            }
            bed.mass(75.0F);
            bed.friction(0.7F);
            bed.anchor("seat", {0.5F, 0.55F, 0.5F});
            bed.anchor("top", {0, 0.55F, 0.1F});
            return bed.finish();
        },
};

}  // namespace hibari::world
