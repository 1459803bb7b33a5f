// An acoustic guitar, 1 m, standing upright with its strings to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

namespace {

void add_body(Assembly& guitar, const Material& top, const Material& side) {
    constexpr float kFront = 0.051F;
    for (const auto& [y, radius] : {std::pair{0.19F, 0.19F}, std::pair{0.385F, 0.145F}}) {
        guitar.part(cylinder(0.05F, radius, 0.008F), {{0, y, 0}, turn_x(90)}, side);
        guitar.detail(cylinder(0.001F, radius - 0.006F), {{0, y, kFront}, turn_x(90)}, top);
    }
    guitar.part(box({0.115F, 0.09F, 0.05F}, 0.008F), {0, 0.295F, 0}, side);
    guitar.detail(box({0.12F, 0.09F, 0.001F}), {0, 0.295F, kFront}, top);
    guitar.detail(
        cylinder(0.001F, 0.047F), {{0, 0.335F, kFront + 0.001F}, turn_x(90)}, plain(kBlack)
    );
    guitar.detail(torus(0.05F, 0.003F), {{0, 0.335F, kFront}, turn_x(90)}, wood(kWalnut, 0.02F));
    guitar.detail(
        box({0.075F, 0.012F, 0.005F}, 0.004F),
        {0, 0.16F, kFront + 0.004F},
        wood(hex(0x2B1A12), 0.04F)
    );
}

}  // namespace

const Thing kGuitar{
    .name = "guitar",
    .words = {"guitar", "acoustic guitar", "electric guitar", "ukulele", "bass guitar", "lute"},
    .category = Category::kProp,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.38F, 1.0F, 0.11F},
    .build =
        [](const Entity& entity, Rng) {
            const Material top = tinted(wood(hex(0xD9A25A), 0.05F));
            const Material dark = wood(hex(0x2E1C13), 0.05F);
            Assembly guitar(entity, Substance::kWood);
            add_body(guitar, top, wood(hex(0x7C4A2B), 0.06F));
            guitar.part(
                box({0.026F, 0.22F, 0.012F}, 0.006F), {0, 0.70F, 0.042F}, wood(hex(0x8A5A34), 0.05F)
            );
            guitar.detail(box({0.025F, 0.26F, 0.004F}), {0, 0.65F, 0.056F}, dark);
            for (int i = 0; i < 14; ++i) {
                const float y = 0.90F - 0.50F * (1.0F - std::pow(0.944F, static_cast<float>(i)));
                guitar.detail(box({0.025F, 0.0012F, 0.001F}), {0, y, 0.0605F}, metal());
            }
            guitar.part(
                box({0.036F, 0.055F, 0.009F}, 0.006F), {{0, 0.955F, 0.036F}, turn_x(-10)}, dark
            );
            for (const float side : {-1.0F, 1.0F}) {
                for (const float y : {0.925F, 0.955F, 0.985F}) {
                    guitar.thin_rod(
                        {side * 0.03F, y, 0.036F}, {side * 0.052F, y, 0.034F}, 0.005F, chrome()
                    );
                }
            }
            for (int i = 0; i < 6; ++i) {
                const float s = (static_cast<float>(i) - 2.5F) / 2.5F;
                guitar.thin_rod(
                    {s * 0.028F, 0.16F, 0.062F}, {s * 0.020F, 0.91F, 0.063F}, 0.0008F, metal()
                );
            }
            guitar.mass(1.9F);
            guitar.anchor("grip", {0, 0.78F, 0.03F});
            guitar.anchor("strum", {0, 0.30F, 0.07F});
            return guitar.finish();
        },
};

}  // namespace hibari::world
