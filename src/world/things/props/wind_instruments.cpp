// A flute, 0.67 m and 0.4 kg, lying along X with its lip plate at +X; and a tenor saxophone, 0.8 m
// and 3 kg, upright with its mouthpiece at the back (-Z). "blow" is where the lips are, turned as
// the player holds it.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kFlute{
    .name = "flute",
    .words = {"flute", "piccolo", "silver flute"},
    .category = Category::kProp,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.67F, 0.04F, 0.05F},
    .build =
        [](const Entity& entity, Rng) {
            constexpr float kY = 0.014F;
            const Material silver = tinted(metal(hex(0xC8CCD2), 0.15F));
            Assembly flute(entity, Substance::kSteel);
            flute.rod({-0.325F, kY, 0}, {0.325F, kY, 0}, 0.0105F, silver);
            flute.detail(ellipsoid({0.020F, 0.005F, 0.012F}), {0.245F, kY + 0.009F, 0}, silver);
            flute.detail(
                ellipsoid({0.006F, 0.002F, 0.004F}), {0.245F, kY + 0.0135F, 0}, plain(kBlack)
            );
            for (const float x : {-0.20F, 0.15F, 0.325F}) {
                flute.detail(cylinder(0.010F, 0.0125F, 0.002F), {{x, kY, 0}, turn_z(90)}, chrome());
            }
            for (int i = 0; i < 13; ++i) {
                const float x = -0.29F + 0.031F * static_cast<float>(i);
                flute.detail(cylinder(0.003F, 0.0085F, 0.001F), {x, kY + 0.012F, 0}, chrome());
            }
            flute.thin_rod(
                {-0.29F, kY + 0.006F, 0.013F}, {0.10F, kY + 0.006F, 0.013F}, 0.002F, chrome()
            );
            flute.mass(0.42F);
            flute.anchor("blow", {0.245F, kY + 0.004F, -0.012F});
            flute.anchor("grip", {0.0F, kY, 0});
            flute.anchor("left_hand", {0.085F, kY - 0.012F, 0.030F});
            flute.anchor("right_hand", {-0.145F, kY - 0.012F, 0.030F});
            return flute.finish();
        },
};

const Thing kSaxophone{
    .name = "saxophone",
    .words = {"saxophone", "sax", "tenor saxophone", "alto saxophone"},
    .category = Category::kProp,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.16F, 0.80F, 0.50F},
    .build =
        [](const Entity& entity, Rng) {
            const Material brass = tinted(metal(kBrass, 0.15F));
            const Material pearl = ceramic(hex(0xF0EEE6));
            Assembly sax(entity, Substance::kSteel);
            // Down the conical tube, round the bow, up into the bell.
            sax.part(cone(0.27F, 0.034F, 0.015F), {0, 0.37F, 0}, brass);
            sax.part(sphere(0.040F), {0, 0.085F, 0.015F}, brass);
            sax.part(capsule(0.040F, 0.042F), {{0, 0.052F, 0.060F}, turn_x(90)}, brass);
            sax.part(sphere(0.046F), {0, 0.085F, 0.118F}, brass);
            sax.part(cone(0.10F, 0.044F, 0.056F), {{0, 0.185F, 0.130F}, turn_x(4)}, brass);
            sax.part(cone(0.045F, 0.056F, 0.098F), {{0, 0.325F, 0.142F}, turn_x(8)}, brass);
            sax.detail(torus(0.097F, 0.005F), {{0, 0.369F, 0.149F}, turn_x(8)}, brass);
            sax.detail(
                cylinder(0.002F, 0.090F),
                {{0, 0.368F, 0.149F}, turn_x(8)},
                plain(hex(0x2A1E08), 0.6F)
            );
            // The neck and the mouthpiece.
            const Vec3 neck[] = {
                {0, 0.64F, 0}, {0, 0.70F, -0.02F}, {0, 0.725F, -0.085F}, {0, 0.71F, -0.15F}
            };
            for (int i = 0; i < 3; ++i) {
                sax.detail(
                    round_cone(
                        0.5F * distance(neck[i], neck[i + 1]),
                        0.0140F - 0.0015F * static_cast<float>(i),
                        0.0125F - 0.0015F * static_cast<float>(i)
                    ),
                    along(neck[i], neck[i + 1]),
                    brass
                );
            }
            sax.detail(
                round_cone(0.035F, 0.0125F, 0.0075F),
                along({0, 0.713F, -0.140F}, {0, 0.692F, -0.210F}),
                plastic(hex(0x141416), 0.25F)
            );
            for (int i = 0; i < 9; ++i) {
                const float y = 0.18F + 0.048F * static_cast<float>(i);
                sax.detail(
                    cylinder(0.006F, 0.020F - 0.0010F * static_cast<float>(i), 0.002F),
                    {{0, y, 0.034F - 0.0021F * static_cast<float>(i)}, turn_x(90)},
                    brass
                );
                sax.detail(
                    cylinder(0.002F, 0.0075F),
                    {{0.014F, y + 0.020F, 0.036F - 0.0021F * static_cast<float>(i)}, turn_x(90)},
                    pearl
                );
            }
            sax.thin_rod({0.028F, 0.14F, 0.02F}, {0.022F, 0.60F, 0.008F}, 0.003F, brass);
            sax.thin_rod({-0.030F, 0.14F, 0.02F}, {-0.024F, 0.52F, 0.008F}, 0.003F, brass);
            sax.mass(3.0F);
            sax.center_of_mass({0, 0.20F, 0.06F});
            sax.anchor("blow", {0, 0.692F, -0.205F});
            sax.anchor("grip", {0, 0.40F, -0.02F});
            sax.anchor("left_hand", {0.030F, 0.52F, 0.030F});
            sax.anchor("right_hand", {-0.045F, 0.27F, 0.030F});
            return sax.finish();
        },
};

}  // namespace hibari::world
