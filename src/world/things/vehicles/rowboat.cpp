// An open rowing boat, 3.4 m, with thwarts and oars. Moves to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

const Thing kRowboat{
    .name = "rowboat",
    .words =
        {"rowboat",
         "rowing boat",
         "boat",
         "canoe",
         "kayak",
         "raft",
         "gondola",
         "motorboat",
         "speedboat"},
    .category = Category::kVehicle,
    .traits = {.rideable = true, .floats = true, .outdoor = true},
    .usual_size = {1.3F, 0.65F, 3.5F},
    .build =
        [](const Entity& entity, Rng) {
            const Material plank = tinted(wood(hex(0x9C6A3A), 0.08F));
            const Material trim = wood(hex(0x5E3B22), 0.06F);
            Assembly boat(entity, Substance::kWood);
            boat.link("hull");
            // Strakes: boxes along the sheer of the hull, from bow to stern, in three rows.
            const auto beam_at = [](float t) {
                return 0.62F * std::sqrt(std::max(0.0F, 1.0F - t * t * (t > 0 ? 1.0F : 0.45F)));
            };
            constexpr int kStations = 9;
            constexpr float kHalfLength = 1.7F;
            struct Row {
                float y, wide, lean;
            };
            for (const Row& row :
                 {Row{0.12F, 0.62F, 50.0F}, {0.27F, 0.86F, 26.0F}, {0.43F, 1.0F, 12.0F}}) {
                for (int i = 0; i < kStations; ++i) {
                    const float t0 = -1.0F + 2.0F * static_cast<float>(i) / kStations;
                    const float t1 = -1.0F + 2.0F * static_cast<float>(i + 1) / kStations;
                    for (const float side : {-1.0F, 1.0F}) {
                        const float lift0 = 0.16F * t0 * t0;
                        const float lift1 = 0.16F * t1 * t1;
                        const Vec3 a{
                            side * row.wide * beam_at(t0), row.y + lift0, t0 * kHalfLength
                        };
                        const Vec3 b{
                            side * row.wide * beam_at(t1), row.y + lift1, t1 * kHalfLength
                        };
                        const Vec3 z = normalize(b - a);
                        const Vec3 x = normalize(cross(Vec3{0, 1, 0}, z));
                        const Quat turn = from_axes(x, cross(z, x), z) * turn_z(-side * row.lean);
                        boat.part(
                            box({0.014F, 0.10F, distance(a, b) * 0.5F + 0.02F}, 0.008F),
                            {(a + b) * 0.5F, turn},
                            plank
                        );
                        if (row.wide == 1.0F) {
                            boat.thin_rod(
                                a + Vec3{side * 0.02F, 0.09F, 0},
                                b + Vec3{side * 0.02F, 0.09F, 0},
                                0.025F,
                                trim
                            );
                        }
                    }
                }
            }
            boat.part(box({0.30F, 0.03F, 1.25F}, 0.02F), {0, 0.05F, -0.1F}, plank);
            boat.part(box({0.46F, 0.22F, 0.02F}, 0.01F), {0, 0.40F, -1.68F}, plank);
            boat.part(box({0.02F, 0.26F, 0.04F}, 0.015F), {{0, 0.42F, 1.68F}, turn_x(-18)}, trim);
            for (const float z : {-1.1F, -0.1F, 0.85F}) {
                boat.part(
                    box({z < 0.5F ? 0.57F : 0.48F, 0.016F, 0.13F}, 0.01F), {0, 0.36F, z}, trim
                );
            }
            for (const float side : {-1.0F, 1.0F}) {
                const Vec3 lock{side * 0.64F, 0.56F, 0.15F};
                boat.detail(torus(0.035F, 0.008F), {lock, turn_x(90)}, metal());
                boat.thin_rod(
                    {side * 0.18F, 0.66F, 0.0F},
                    {side * 1.25F, 0.42F, 0.35F},
                    0.02F,
                    wood(kPine, 0.05F)
                );
                boat.detail(
                    ellipsoid({0.28F, 0.012F, 0.08F}),
                    {{side * 1.45F, 0.375F, 0.41F}, turn_y(side * -18) * turn_z(side * -13)},
                    wood(kPine, 0.05F)
                );
            }
            boat.mass(95.0F);
            boat.center_of_mass({0, 0.20F, -0.1F});
            boat.anchor("seat", {0, 0.38F, -0.1F});
            boat.anchor("waterline", {0, 0.18F, 0});
            return boat.finish();
        },
};

}  // namespace hibari::world
