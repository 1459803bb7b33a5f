// A goose feather, 24 cm: a curved quill with a vane on either side. Lies along Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

const Thing kFeather{
    .name = "feather",
    .words = {"feather", "quill"},
    .category = Category::kProp,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.07F, 0.02F, 0.24F},
    .build =
        [](const Entity& entity, Rng) {
            const Material vane = tinted(fabric(hex(0xF4F1EA), 0.01F));
            const Material quill = plain(hex(0xD9CDB4), 0.5F);
            Assembly feather(entity, Substance::kFoam);
            constexpr int kBarbs = 12;
            const auto along_quill = [](float t) {
                return Vec3{0, 0.004F + 0.030F * t * t, lerp(-0.12F, 0.12F, t)};
            };
            for (int i = 0; i < kBarbs; ++i) {
                const float t0 = static_cast<float>(i) / kBarbs;
                const float t1 = static_cast<float>(i + 1) / kBarbs;
                feather.thin_rod(along_quill(t0), along_quill(t1), 0.0016F, quill);
                if (t0 < 0.24F) {
                    continue;  // The bare end.
                }
                const float wide =
                    0.036F * std::sqrt(std::sin(kPi * (0.12F + 0.86F * (t0 - 0.2F))));
                for (const float side : {-1.0F, 1.0F}) {
                    feather.detail(
                        ellipsoid({0.5F * wide + 0.002F, 0.0012F, 0.013F}),
                        {along_quill(t1) + Vec3{side * 0.5F * wide, 0.001F, -0.006F},
                         turn_y(side * 24.0F) * turn_z(side * 10.0F)},
                        vane
                    );
                }
            }
            feather.part(box({0.030F, 0.003F, 0.10F}), {0, 0.012F, 0.01F}, vane).visible = false;
            feather.mass(0.002F);
            return feather.finish();
        },
};

}  // namespace hibari::world
