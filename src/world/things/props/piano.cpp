// An upright piano, 1.5 m wide; the keys look to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

namespace {

void add_keys(Assembly& piano) {
    constexpr int kWhiteKeys = 52;
    constexpr float kKey = 1.22F / kWhiteKeys;
    piano.part(box({0.61F, 0.010F, 0.075F}), {0, 0.735F, 0.235F}, ceramic(hex(0xF4F1E6)));
    for (int i = 1; i < kWhiteKeys; ++i) {
        const float x = -0.61F + kKey * static_cast<float>(i);
        piano.detail(box({0.0009F, 0.0103F, 0.0752F}), {x, 0.7352F, 0.235F}, plain(hex(0x6A665C)));
        // No black key between B and C, E and F; the lowest white key is an A.
        const int step = i % 7;
        if (step != 2 && step != 5) {
            piano.detail(
                box({0.006F, 0.009F, 0.047F}, 0.002F), {x, 0.751F, 0.208F}, plastic(kBlack, 0.15F)
            );
        }
    }
}

}  // namespace

const Thing kPiano{
    .name = "piano",
    .words = {"piano", "grand piano", "keyboard", "upright piano", "organ", "synthesizer"},
    .category = Category::kProp,
    .traits = {.surface = true, .indoor = true},
    .usual_size = {1.5F, 1.25F, 0.65F},
    .build =
        [](const Entity& entity, Rng) {
            const Material lacquer = tinted(paint(hex(0x17130F), 0.06F));
            Assembly piano(entity, Substance::kWood);
            piano.part(box({0.75F, 0.60F, 0.16F}, 0.012F), {0, 0.62F, -0.16F}, lacquer);
            piano.part(box({0.77F, 0.015F, 0.19F}, 0.01F), {0, 1.235F, -0.15F}, lacquer);
            piano.part(box({0.71F, 0.03F, 0.16F}, 0.01F), {0, 0.695F, 0.16F}, lacquer);
            for (const float x : {-0.69F, 0.69F}) {
                piano.part(box({0.05F, 0.07F, 0.16F}, 0.02F), {x, 0.76F, 0.16F}, lacquer);
                piano.part(box({0.035F, 0.32F, 0.035F}, 0.01F), {x, 0.34F, 0.26F}, lacquer);
                piano.part(box({0.05F, 0.03F, 0.30F}, 0.02F), {x, 0.03F, 0.04F}, lacquer);
            }
            piano.detail(
                box({0.62F, 0.20F, 0.006F}, 0.004F), {0, 0.98F, 0.003F}, paint(hex(0x241C15), 0.12F)
            );
            piano.detail(box({0.42F, 0.02F, 0.03F}, 0.006F), {0, 0.86F, 0.03F}, lacquer);
            piano.detail(box({0.15F, 0.11F, 0.004F}), {{0.0F, 0.98F, 0.04F}, turn_x(-12)}, paper());
            add_keys(piano);
            for (const float x : {-0.08F, 0.0F, 0.08F}) {
                piano.detail(
                    box({0.02F, 0.006F, 0.05F}, 0.005F), {x, 0.07F, 0.04F}, metal(kBrass, 0.15F)
                );
            }
            piano.mass(210.0F);
            piano.anchor("keys", {0, 0.75F, 0.25F});
            return piano.finish();
        },
};

}  // namespace hibari::world
