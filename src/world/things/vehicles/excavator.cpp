// A crawler excavator, 6 m with its arm, 9 t. Drives to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kExcavator{
    .name = "excavator",
    .words = {"excavator", "digger", "backhoe", "crane", "construction crane"},
    .category = Category::kVehicle,
    .traits = {.rideable = true, .outdoor = true},
    .usual_size = {2.3F, 3.6F, 7.0F},
    .build =
        [](const Entity& entity, Rng) {
            const Material paintwork = tinted(paint(hex(0xE8A81C), 0.35F));
            const Material dark = metal(hex(0x33353A), 0.5F);
            Assembly digger(entity, Substance::kSteel);
            for (const float side : {-1.0F, 1.0F}) {
                const float x = side * 0.85F;
                digger.part(box({0.26F, 0.34F, 1.35F}, 0.30F), {x, 0.34F, 0}, rubber());
                digger.detail(box({0.265F, 0.18F, 1.15F}, 0.15F), {x, 0.37F, 0}, dark);
                for (int i = 0; i < 5; ++i) {
                    digger.detail(
                        cylinder(0.28F, 0.13F, 0.02F),
                        {{x, 0.30F, -0.95F + 0.475F * static_cast<float>(i)}, turn_z(90)},
                        dark
                    );
                }
            }
            digger.part(box({0.70F, 0.18F, 0.9F}, 0.05F), {0, 0.50F, 0}, dark);
            digger.detail(cylinder(0.08F, 0.55F), {0, 0.74F, 0}, dark);
            digger.part(box({1.0F, 0.42F, 1.05F}, 0.12F), {0, 1.22F, -0.45F}, paintwork);
            digger.part(box({0.95F, 0.30F, 0.35F}, 0.14F), {0, 1.30F, -1.45F}, paintwork);
            digger.part(box({0.42F, 0.62F, 0.62F}, 0.08F), {0.52F, 1.95F, 0.10F}, paintwork);
            digger.detail(
                box({0.36F, 0.42F, 0.015F}, 0.01F), {0.52F, 2.06F, 0.722F}, window_glass()
            );
            for (const float x : {0.095F, 0.945F}) {
                digger.detail(box({0.01F, 0.40F, 0.44F}, 0.01F), {x, 2.06F, 0.10F}, window_glass());
            }
            const Vec3 foot{-0.25F, 1.35F, 0.55F};
            const Vec3 elbow{-0.25F, 3.25F, 2.35F};
            const Vec3 wrist{-0.25F, 1.55F, 3.95F};
            const auto bar = [&](Vec3 from, Vec3 to, float half) {
                digger.part(
                    box({0.16F, distance(from, to) * 0.5F + 0.08F, half}, 0.04F),
                    along(from, to),
                    paintwork
                );
            };
            const Vec3 knee{-0.25F, 2.95F, 1.25F};
            bar(foot, knee, 0.20F);
            bar(knee, elbow, 0.18F);
            bar(elbow, wrist, 0.15F);
            digger.rod({-0.25F, 1.55F, 0.95F}, {-0.25F, 2.75F, 1.55F}, 0.065F, chrome());
            digger.rod({-0.25F, 3.20F, 1.45F}, {-0.25F, 3.40F, 2.50F}, 0.06F, chrome());
            digger.part(
                box({0.42F, 0.03F, 0.32F}, 0.02F), {{-0.25F, 1.02F, 3.72F}, turn_x(30)}, dark
            );
            digger.part(
                box({0.42F, 0.30F, 0.03F}, 0.02F), {{-0.25F, 1.30F, 4.02F}, turn_x(18)}, dark
            );
            for (const float x : {-0.67F, 0.17F}) {
                digger.part(
                    box({0.02F, 0.24F, 0.26F}, 0.015F), {{x, 1.22F, 3.80F}, turn_x(24)}, dark
                );
            }
            for (int i = 0; i < 5; ++i) {
                digger.detail(
                    cone(0.07F, 0.045F, 0.01F),
                    {{-0.61F + 0.18F * static_cast<float>(i), 1.10F, 3.40F}, turn_x(-70)},
                    metal()
                );
            }
            digger.mass(9000.0F);
            digger.center_of_mass({0, 0.8F, -0.2F});
            digger.anchor("seat", {0.52F, 1.65F, 0.0F});
            digger.restitution(0.2F);
            return digger.finish();
        },
};

}  // namespace hibari::world
