// A piano accordion, 45 cm wide when half open: keys on the player's right (-X), buttons on the
// left, the bellows between. "chest" leans on the player behind it.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kAccordion{
    .name = "accordion",
    .words = {"accordion", "squeezebox", "concertina", "bandoneon"},
    .category = Category::kProp,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.52F, 0.40F, 0.20F},
    .build =
        [](const Entity& entity, Rng) {
            constexpr float kY = 0.20F;
            const Material shell = tinted(paint(hex(0xA8161E), 0.1F));
            const Material ivory = plain(hex(0xF0EAD8), 0.25F);
            const Material ebony = plain(hex(0x141315), 0.2F);
            Assembly accordion(entity, Substance::kWood);
            const int right = accordion.link("body");
            accordion.part(box({0.055F, 0.19F, 0.085F}, 0.020F), {-0.17F, kY, 0}, shell);
            accordion.part(box({0.030F, 0.185F, 0.028F}, 0.008F), {-0.235F, kY, 0.045F}, shell);
            // White and black keys down the edge.
            for (int i = 0; i < 17; ++i) {
                const float y = kY - 0.170F + 0.0212F * static_cast<float>(i);
                accordion.detail(
                    box({0.034F, 0.0098F, 0.006F}, 0.003F), {-0.237F, y, 0.076F}, ivory
                );
                const int step = i % 7;
                if (step != 2 && step != 6 && i < 16) {
                    accordion.detail(
                        box({0.020F, 0.0055F, 0.006F}, 0.002F),
                        {-0.222F, y + 0.0106F, 0.083F},
                        ebony
                    );
                }
            }
            // The grille.
            for (int i = 0; i < 9; ++i) {
                accordion.detail(
                    box({0.034F, 0.006F, 0.004F}, 0.002F),
                    {-0.165F, kY - 0.14F + 0.035F * static_cast<float>(i), 0.086F},
                    chrome()
                );
            }
            accordion.mass(4.6F);
            accordion.anchor("chest", {0, kY + 0.02F, -0.095F});
            accordion.anchor("grip", {-0.10F, kY, 0});
            accordion.anchor("right_hand", {-0.262F, kY - 0.01F, 0.085F});
            // The folds stay with the right half: half way drawn, they reach into the other.
            for (int i = 0; i < 15; ++i) {
                const float x = -0.112F + 0.0165F * static_cast<float>(i);
                const float size = i % 2 == 0 ? 1.0F : 0.90F;
                accordion.detail(
                    box({0.0085F, 0.182F * size, 0.082F * size}, 0.004F),
                    {x, kY, 0},
                    i % 2 == 0 ? fabric(hex(0x8E1A22), 0.01F) : plain(hex(0x1A1718), 0.8F)
                );
            }
            accordion.link("left_half", right, slider({0.16F, kY, 0}, {1, 0, 0}, -0.045F, 0.045F));
            accordion.part(box({0.045F, 0.185F, 0.083F}, 0.020F), {0.17F, kY, 0}, shell);
            for (int row = 0; row < 4; ++row) {
                for (int i = 0; i < 12; ++i) {
                    accordion.detail(
                        cylinder(0.004F, 0.0062F, 0.003F),
                        {{0.190F - 0.021F * static_cast<float>(row),
                          kY - 0.135F + 0.0245F * static_cast<float>(i) +
                              0.006F * static_cast<float>(row),
                          0.085F},
                         turn_x(90)},
                        ivory
                    );
                }
            }
            accordion.detail(
                box({0.006F, 0.15F, 0.020F}, 0.005F), {0.222F, kY, 0.02F}, leather(kBlack)
            );
            accordion.mass(3.6F);
            accordion.anchor("left_hand", {0.236F, kY, 0.045F});
            return accordion.finish();
        },
};

}  // namespace hibari::world
