// A galvanised bucket, 30 cm, with a wire handle; hollow, so that things fall in.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

const Thing kBucket{
    .name = "bucket",
    .words = {"bucket", "pail", "basin", "wash tub"},
    .category = Category::kProp,
    .traits = {.holdable = true, .floats = true, .vessel = true, .indoor = true, .outdoor = true},
    .usual_size = {0.32F, 0.30F, 0.32F},
    .build =
        [](const Entity& entity, Rng) {
            const Material zinc = tinted(brushed(hex(0x9AA0A6)));
            Assembly bucket(entity, Substance::kSteel);
            bucket.part(cylinder(0.004F, 0.112F), {0, 0.012F, 0}, zinc);
            constexpr int kStaves = 16;
            for (int i = 0; i < kStaves; ++i) {
                const Quat yaw = turn_y(360.0F * static_cast<float>(i) / kStaves);
                const Vec3 at = rotate(yaw, {0.134F, 0.15F, 0});
                bucket.part(box({0.002F, 0.145F, 0.0275F}), {at, yaw * turn_z(-8.5F)}, zinc);
            }
            bucket.detail(torus(0.155F, 0.006F), {0, 0.293F, 0}, zinc);
            bucket.detail(torus(0.115F, 0.005F), {0, 0.006F, 0}, zinc);
            bucket.detail(torus(0.142F, 0.003F), {0, 0.20F, 0}, zinc);
            for (const float x : {-0.155F, 0.155F}) {
                bucket.detail(box({0.006F, 0.02F, 0.018F}, 0.004F), {x, 0.265F, 0}, zinc);
            }
            constexpr int kArc = 10;
            for (int i = 0; i < kArc; ++i) {
                const auto arc = [](int k) {
                    const float turn = kPi * static_cast<float>(k) / kArc;
                    return Vec3{0.158F * std::cos(turn), 0.27F, 0.158F * std::sin(turn) * 0.98F};
                };
                bucket.thin_rod(arc(i), arc(i + 1), 0.003F, metal());
            }
            if (entity.filled) {
                bucket.detail(cylinder(0.003F, 0.138F), {0, 0.235F, 0}, glass(hex(0x8FC4D2), 0.5F));
                bucket.basin({.surface = {0, 0.238F, 0}, .half = {0.10F, 0.10F}, .depth_m = 0.22F});
            }
            bucket.mass(entity.filled ? 13.0F : 1.3F);
            return bucket.finish();
        },
};

}  // namespace hibari::world
