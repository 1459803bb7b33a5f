// Five steel balls of 4 cm on V-shaped threads, in a frame of chromed rods; they swing in the XY
// plane. Large desk size.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <string>

namespace hibari::world {

namespace {

constexpr float kRadius = 0.04F;
constexpr float kPivotY = 0.42F;
constexpr float kBallY = 0.10F;
constexpr float kHalfDepth = 0.13F;
constexpr int kBalls = 5;

}  // namespace

const Thing kNewtonsCradle{
    .name = "newtons_cradle",
    .words = {"newton's cradle", "newtons cradle", "cradle", "newton cradle", "newton's pendulum"},
    .category = Category::kTabletop,
    .traits = {.indoor = true},
    .usual_size = {0.62F, 0.46F, 0.34F},
    .build =
        [](const Entity& entity, Rng) {
            const Material frame = chrome();
            const Material thread = plastic(hex(0xE8E4DA));
            Assembly cradle(entity, Substance::kSteel);
            const int base = cradle.link("stand");
            cradle.part(
                box({0.29F, 0.015F, 0.17F}, 0.008F), {0, 0.015F, 0}, wood(hex(0x3A2418), 0.1F)
            );
            for (const float z : {-kHalfDepth, kHalfDepth}) {
                for (const float x : {-0.26F, 0.26F}) {
                    cradle.rod({x, 0.03F, z}, {x, kPivotY, z}, 0.009F, frame);
                }
                cradle.rod({-0.26F, kPivotY, z}, {0.26F, kPivotY, z}, 0.009F, frame);
            }
            cradle.mass(3.0F);
            for (int i = 0; i < kBalls; ++i) {
                // A hair of air between the balls keeps the solver from seeing one five-fold
                // contact.
                const float x = (static_cast<float>(i) - 2.0F) * (2.0F * kRadius + 0.0004F);
                const Vec3 center{x, kBallY, 0};
                cradle.link(
                    "ball_" + std::to_string(i + 1), base, hinge({x, kPivotY, 0}, {0, 0, 1})
                );
                cradle.part(sphere(kRadius), center, tinted(metal(hex(0xCDD0D4), 0.06F)));
                cradle.detail(
                    cylinder(0.006F, 0.006F), center + Vec3{0, kRadius + 0.003F, 0}, frame
                );
                for (const float z : {-kHalfDepth, kHalfDepth}) {
                    cradle.thin_rod(
                        center + Vec3{0, kRadius + 0.008F, 0}, {x, kPivotY, z}, 0.0014F, thread
                    );
                }
                cradle.mass(2.1F);
                cradle.center_of_mass(center);
            }
            cradle.restitution(0.99F);
            cradle.friction(0.1F);
            return cradle.finish();
        },
};

}  // namespace hibari::world
