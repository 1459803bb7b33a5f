// Hay: a square bale of 95 x 48 x 46 cm in its two strings, 16 kg, and the round one of the fields,
// 1.3 m across, which rolls along Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

namespace {

constexpr Vec3 kHay = hex(0xD0AC58);

Material hay_stuff(Vec3 color) {
    return {
        .surface = Surface::kFur,
        .base = color,
        .accent = color * 0.55F,
        .roughness = 0.95F,
        .scale = 0.03F,
        .bump = 1.0F
    };
}

// A stalk that sticks out of the face whose outward direction is `out`.
void add_hay_stalk(Assembly& bale, Vec3 at, Vec3 out, Rng& rng, Vec3 color) {
    const Vec3 lean{rng.uniform(-0.6F, 0.6F), rng.uniform(-0.5F, 0.5F), rng.uniform(-0.6F, 0.6F)};
    const float reach = rng.uniform(0.02F, 0.06F);
    bale.thin_rod(
        at - out * 0.01F,
        at + normalize(out + lean) * reach,
        0.0016F,
        plain(color * rng.uniform(0.75F, 1.15F), 0.9F)
    );
}

}  // namespace

const Thing kHayBale{
    .name = "hay_bale",
    .words =
        {"hay bale", "bale of hay", "straw bale", "bale of straw", "bale", "square hay bale", "hay"
        },
    .category = Category::kProp,
    .traits = {.floats = true, .surface = true, .indoor = true, .outdoor = true},
    .usual_size = {0.95F, 0.48F, 0.46F},
    .build =
        [](const Entity& entity, Rng rng) {
            constexpr Vec3 kHalf{0.475F, 0.23F, 0.22F};
            Assembly bale(entity, Substance::kFoliage);
            bale.part(box(kHalf, 0.035F), {0, kHalf.y, 0}, tinted(hay_stuff(kHay)));
            // The flakes into which it was pressed.
            for (int i = -3; i <= 3; ++i) {
                bale.part(
                        box({0.060F, kHalf.y * 1.008F, kHalf.z * 1.012F}, 0.03F),
                        {{0.136F * static_cast<float>(i), kHalf.y, 0},
                         turn_x(rng.uniform(-1.6F, 1.6F))},
                        tinted(hay_stuff(kHay * (i % 2 == 0 ? 0.94F : 1.04F)))
                )
                    .collides = false;
            }
            for (const float x : {-0.20F, 0.20F}) {
                const Material twine = fabric(hex(0xB5522A), 0.004F);
                for (const float side : {-1.0F, 1.0F}) {
                    bale.detail(
                        box({0.005F, kHalf.y, 0.003F}),
                        {x, kHalf.y, side * (kHalf.z + 0.003F)},
                        twine
                    );
                }
                bale.detail(box({0.005F, 0.003F, kHalf.z}), {x, 2.0F * kHalf.y + 0.002F, 0}, twine);
            }
            for (int i = 0; i < 70; ++i) {
                const float x = rng.uniform(-0.45F, 0.45F);
                const float y = rng.uniform(0.03F, 0.43F);
                const float z = rng.uniform(-0.20F, 0.20F);
                switch (i % 4) {
                    case 0:
                        add_hay_stalk(bale, {x, 2.0F * kHalf.y, z}, {0, 1, 0}, rng, kHay);
                        break;
                    case 1:
                        add_hay_stalk(bale, {x, y, kHalf.z}, {0, 0, 1}, rng, kHay);
                        break;
                    case 2:
                        add_hay_stalk(bale, {x, y, -kHalf.z}, {0, 0, -1}, rng, kHay);
                        break;
                    default:
                        add_hay_stalk(
                            bale,
                            {x > 0 ? kHalf.x : -kHalf.x, y, z},
                            {x > 0 ? 1.0F : -1.0F, 0, 0},
                            rng,
                            kHay
                        );
                        break;
                }
            }
            bale.mass(16.0F);
            bale.friction(0.9F);
            bale.restitution(0.12F);
            bale.anchor("top", {0, 2.0F * kHalf.y, 0});
            return bale.finish();
        },
};

const Thing kRoundBale{
    .name = "round_bale",
    .words = {"round bale", "round hay bale", "round bale of hay", "hay roll", "roll of hay"},
    .category = Category::kProp,
    .traits = {.floats = true, .surface = true, .outdoor = true},
    .usual_size = {1.20F, 1.30F, 1.30F},
    .build =
        [](const Entity& entity, Rng rng) {
            constexpr float kRadius = 0.65F;
            constexpr float kHalfWidth = 0.58F;
            const Quat lie = turn_z(90);
            const Vec3 middle{0, kRadius, 0};
            Assembly bale(entity, Substance::kFoliage);
            bale.part(cylinder(kHalfWidth, kRadius, 0.06F), {middle, lie}, tinted(hay_stuff(kHay)));
            // The layers show as rings on its ends, and as bands round it.
            for (const float side : {-1.0F, 1.0F}) {
                for (int ring = 1; ring <= 7; ++ring) {
                    bale.detail(
                        torus(0.08F * static_cast<float>(ring), 0.022F),
                        {middle + Vec3{side * (kHalfWidth - 0.010F), 0, 0}, lie},
                        tinted(hay_stuff(kHay * (ring % 2 == 0 ? 1.05F : 0.82F)))
                    );
                }
            }
            for (int band = -4; band <= 4; ++band) {
                bale.detail(
                    torus(kRadius - 0.012F, 0.016F),
                    {middle + Vec3{0.115F * static_cast<float>(band), 0, 0}, lie},
                    tinted(hay_stuff(kHay * 0.9F))
                );
            }
            for (int i = 0; i < 80; ++i) {
                const float turn = rng.uniform(0.0F, 2.0F * kPi);
                const Vec3 out{0, std::sin(turn), std::cos(turn)};
                const Vec3 at = middle + out * kRadius + Vec3{rng.uniform(-0.52F, 0.52F), 0, 0};
                if (at.y > 0.08F) {
                    add_hay_stalk(bale, at, out, rng, kHay);
                }
            }
            bale.mass(230.0F);
            bale.friction(0.9F);
            bale.restitution(0.12F);
            bale.rolling_friction(0.012F);
            bale.anchor("top", {0, 2.0F * kRadius, 0});
            return bale.finish();
        },
};

}  // namespace hibari::world
