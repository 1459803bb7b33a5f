// A red barn, 9 x 12 m and 8 m high under a gambrel roof; its great door looks to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <iterator>

namespace hibari::world {

namespace {

constexpr float kBarnHalfWidth = 4.5F;
constexpr float kBarnHalfLength = 5.5F;
constexpr float kBarnEaves = 3.6F;

// Half of the roof's outline, from the eaves to the ridge.
constexpr Vec2 kGambrel[] = {{4.9F, 3.45F}, {3.4F, 6.1F}, {0.0F, 7.7F}};

Material boards(Vec3 color) {
    return {
        .surface = Surface::kWood,
        .base = color,
        .accent = color * 0.6F,
        .roughness = 0.8F,
        .scale = 0.25F,
        .bump = 0.4F
    };
}

void add_barn_roof(Assembly& barn) {
    const Material shingles = roof_tiles(hex(0x5A5E62));
    const Material trim = paint(kWhite, 0.6F);
    for (const float side : {1.0F, -1.0F}) {
        for (std::size_t i = 0; i + 1 < std::size(kGambrel); ++i) {
            const Vec3 low{side * kGambrel[i].x, kGambrel[i].y, 0};
            const Vec3 high{side * kGambrel[i + 1].x, kGambrel[i + 1].y, 0};
            const Pose slope = along(low, high);
            barn.part(
                box({0.09F, 0.5F * distance(low, high) + 0.04F, kBarnHalfLength + 0.5F}, 0.02F),
                slope,
                shingles
            );
            for (const float end : {1.0F, -1.0F}) {
                barn.detail(
                    box({0.13F, 0.5F * distance(low, high) + 0.06F, 0.05F}),
                    {slope.position + Vec3{0, 0, end * (kBarnHalfLength + 0.5F)}, slope.rotation},
                    trim
                );
            }
        }
    }
}

// A leaf of the great door with its cross of white boards.
void add_barn_door(Assembly& barn, float x, const Material& red) {
    const Material trim = paint(kWhite, 0.6F);
    const float z = kBarnHalfLength + 0.06F;
    barn.detail(box({0.92F, 1.40F, 0.05F}, 0.01F), {x, 1.42F, z}, red);
    const auto bar = [&](Vec3 half, const At& at) { barn.detail(box(half, 0.005F), at, trim); };
    for (const float y : {0.10F, 1.42F, 2.74F}) {
        bar({0.94F, 0.08F, 0.07F}, {x, y, z});
    }
    for (const float side : {-0.86F, 0.86F}) {
        bar({0.08F, 1.40F, 0.07F}, {x + side, 1.42F, z});
    }
    for (const float y : {0.76F, 2.08F}) {
        for (const float lean : {50.0F, -50.0F}) {
            bar({0.06F, 0.98F, 0.062F}, {{x, y, z}, turn_z(lean)});
        }
    }
}

}  // namespace

const Thing kBarn{
    .name = "barn",
    .words = {"barn", "red barn", "shed", "hayloft", "cowshed"},
    .category = Category::kScenery,
    .traits = {.outdoor = true},
    .usual_size = {9.8F, 7.8F, 12.0F},
    .build =
        [](const Entity& entity, Rng) {
            const Material red = tinted(boards(hex(0x8E2620)));
            const Material trim = paint(kWhite, 0.6F);
            Assembly barn(entity, Substance::kWood);
            barn.fix();
            barn.part(
                box({kBarnHalfWidth, 0.5F * kBarnEaves, kBarnHalfLength}),
                {0, 0.5F * kBarnEaves, 0},
                red
            );
            // The gables: a block up to the knee of the roof, and wedges beside and over it.
            barn.part(box({3.4F, 1.25F, kBarnHalfLength}), {0, 4.80F, 0}, red);
            for (const float side : {1.0F, -1.0F}) {
                const Quat inwards = turn_y(side * -90.0F);
                barn.part(
                    wedge({kBarnHalfLength, 1.25F, 0.55F}), {{side * 3.95F, 4.80F, 0}, inwards}, red
                );
                barn.part(
                    wedge({kBarnHalfLength, 0.78F, 1.70F}), {{side * 1.70F, 6.80F, 0}, inwards}, red
                );
            }
            barn.detail(
                box({kBarnHalfWidth + 0.06F, 0.25F, kBarnHalfLength + 0.06F}),
                {0, 0.25F, 0},
                rock(hex(0x8C867C), 0.3F)
            );
            add_barn_roof(barn);
            for (const float x : {-kBarnHalfWidth, kBarnHalfWidth}) {
                for (const float z : {-kBarnHalfLength, kBarnHalfLength}) {
                    barn.detail(
                        box({0.14F, 0.5F * kBarnEaves, 0.14F}), {x, 0.5F * kBarnEaves, z}, trim
                    );
                }
                for (const float z : {-3.2F, 0.0F, 3.2F}) {
                    const Vec3 at{x * 1.008F, 1.9F, z};
                    barn.detail(box({0.03F, 0.52F, 0.46F}), at, trim);
                    barn.detail(box({0.05F, 0.42F, 0.36F}), at, window_glass());
                    barn.detail(box({0.06F, 0.42F, 0.03F}), at, trim);
                    barn.detail(box({0.06F, 0.03F, 0.36F}), at, trim);
                }
            }
            add_barn_door(barn, -0.96F, red);
            add_barn_door(barn, 0.96F, red);
            // The frame of the door, the loft's hatch and its hoist.
            const float z = kBarnHalfLength + 0.04F;
            barn.detail(box({2.05F, 0.10F, 0.08F}), {0, 2.94F, z}, trim);
            barn.detail(box({0.75F, 0.80F, 0.04F}), {0, 4.75F, z}, trim);
            barn.detail(box({0.62F, 0.67F, 0.06F}), {0, 4.75F, z}, red);
            for (const float lean : {42.0F, -42.0F}) {
                barn.detail(box({0.06F, 0.85F, 0.07F}), {{0, 4.75F, z}, turn_z(lean)}, trim);
            }
            barn.thin_rod({0, 6.6F, 5.0F}, {0, 6.6F, 6.6F}, 0.09F, wood(kWalnut));
            return barn.finish();
        },
};

}  // namespace hibari::world
