// A hard-shell suitcase on four casters, 70 cm.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kSuitcase{
    .name = "suitcase",
    .words = {"suitcase", "luggage", "bag", "briefcase", "baggage", "trunk", "handbag"},
    .category = Category::kProp,
    .traits = {.holdable = true, .floats = true, .surface = true, .indoor = true, .outdoor = true},
    .usual_size = {0.46F, 0.75F, 0.28F},
    .build =
        [](const Entity& entity, Rng) {
            const Material shell = tinted(plastic(hex(0x2D5F78), 0.25F));
            Assembly suitcase(entity, Substance::kPlastic);
            suitcase.part(box({0.23F, 0.32F, 0.13F}, 0.05F), {0, 0.37F, 0}, shell);
            for (int i = -3; i <= 3; ++i) {
                suitcase.detail(
                    box({0.010F, 0.27F, 0.134F}, 0.008F),
                    {0.058F * static_cast<float>(i), 0.37F, 0},
                    shell
                );
            }
            for (const float side : {-1.0F, 1.0F}) {
                const Material band = metal(kCharcoal, 0.4F);
                suitcase.detail(
                    box({0.004F, 0.26F, 0.007F}, 0.003F), {side * 0.229F, 0.37F, 0}, band
                );
                suitcase.detail(
                    box({0.17F, 0.004F, 0.007F}, 0.003F), {0, 0.37F + side * 0.319F, 0}, band
                );
            }
            suitcase.thin_rod({-0.07F, 0.69F, 0}, {-0.07F, 0.735F, 0}, 0.011F, rubber());
            suitcase.thin_rod({0.07F, 0.69F, 0}, {0.07F, 0.735F, 0}, 0.011F, rubber());
            suitcase.thin_rod({-0.07F, 0.735F, 0}, {0.07F, 0.735F, 0}, 0.013F, rubber());
            for (const float x : {-0.18F, 0.18F}) {
                for (const float z : {-0.09F, 0.09F}) {
                    suitcase.part(
                        cylinder(0.012F, 0.028F, 0.004F), {{x, 0.028F, z}, turn_z(90)}, rubber()
                    );
                }
            }
            suitcase.mass(14.0F);
            suitcase.anchor("grip", {0, 0.735F, 0}, turn_z(90));
            return suitcase.finish();
        },
};

}  // namespace hibari::world
