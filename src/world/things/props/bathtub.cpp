// A free-standing bathtub, 1.65 x 0.75 x 0.6 m, on four feet.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kBathtub{
    .name = "bathtub",
    .words = {"bathtub", "bath tub", "tub", "bath", "jacuzzi", "hot tub"},
    .category = Category::kProp,
    .traits = {.rideable = true, .vessel = true, .indoor = true},
    .usual_size = {1.65F, 0.85F, 0.78F},
    .build =
        [](const Entity& entity, Rng) {
            const Material enamel = tinted(ceramic(hex(0xF2F1EC)));
            Assembly bath(entity, Substance::kSteel);
            bath.part(box({0.68F, 0.02F, 0.24F}, 0.015F), {0, 0.17F, 0}, enamel);
            for (const float z : {-1.0F, 1.0F}) {
                bath.part(
                    box({0.76F, 0.215F, 0.02F}, 0.018F),
                    {{0, 0.375F, z * 0.31F}, turn_x(z * 12)},
                    enamel
                );
            }
            for (const float x : {-1.0F, 1.0F}) {
                bath.part(
                    box({0.02F, 0.215F, 0.31F}, 0.018F),
                    {{x * 0.745F, 0.375F, 0}, turn_z(-x * 14)},
                    enamel
                );
                for (const float z : {-0.24F, 0.24F}) {
                    bath.part(
                        round_cone(0.05F, 0.035F, 0.05F), {x * 0.55F, 0.09F, z}, metal(kBrass)
                    );
                }
                bath.detail(capsule(0.36F, 0.028F), {{x * 0.805F, 0.585F, 0}, turn_x(90)}, enamel);
            }
            for (const float z : {-0.362F, 0.362F}) {
                bath.detail(capsule(0.805F, 0.028F), {{0, 0.585F, z}, turn_z(90)}, enamel);
            }
            bath.detail(box({0.70F, 0.005F, 0.29F}), {0, 0.47F, 0}, glass(hex(0x9CCBD6), 0.45F));
            bath.thin_rod({0.80F, 0.58F, 0}, {0.80F, 0.78F, 0}, 0.018F, chrome());
            bath.thin_rod({0.80F, 0.78F, 0}, {0.66F, 0.76F, 0}, 0.016F, chrome());
            bath.basin({.surface = {0, 0.475F, 0}, .half = {0.64F, 0.25F}, .depth_m = 0.28F});
            bath.mass(90.0F);
            bath.anchor("seat", {-0.35F, 0.22F, 0}, turn_y(90));
            return bath.finish();
        },
};

}  // namespace hibari::world
