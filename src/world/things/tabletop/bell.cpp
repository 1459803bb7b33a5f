// A bronze bell on a beam: bell and clapper swing on hinges in the XY plane.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kBell{
    .name = "bell",
    .words = {"bell", "church bell", "brass bell", "handbell", "ship's bell", "school bell"},
    .category = Category::kTabletop,
    .traits = {.indoor = true, .outdoor = true},
    .usual_size = {1.1F, 1.25F, 0.7F},
    .build =
        [](const Entity& entity, Rng) {
            const Material bronze = tinted(metal(hex(0xB98A3C), 0.22F));
            const Material beam = wood(kWalnut);
            constexpr Vec3 kPivot{0, 1.06F, 0};
            Assembly bell(entity, Substance::kSteel);
            const int stand = bell.link("stand");
            for (const float z : {-0.32F, 0.32F}) {
                bell.rod({-0.34F, 0.035F, z}, {0, 1.10F, z}, 0.035F, beam);
                bell.rod({0.34F, 0.035F, z}, {0, 1.10F, z}, 0.035F, beam);
                bell.part(box({0.42F, 0.03F, 0.045F}, 0.01F), {0, 0.03F, z}, beam);
            }
            bell.part(box({0.03F, 0.03F, 0.34F}, 0.01F), {0, 0.03F, 0}, beam);
            bell.mass(40.0F);
            const int body = bell.link("bell", stand, hinge(kPivot, {0, 0, 1}, -75, 75, 0.2F));
            bell.part(cylinder(0.36F, 0.03F, 0.008F), {{0, 1.06F, 0}, turn_x(90)}, beam);
            bell.detail(torus(0.035F, 0.012F), {{0, 1.01F, 0}, turn_x(90)}, bronze);
            // Shoulder, waist and lip; hollow where the clapper hangs.
            bell.part(cone(0.03F, 0.12F, 0.05F), {0, 0.955F, 0}, bronze);
            constexpr int kStaves = 12;
            for (int i = 0; i < kStaves; ++i) {
                const Quat yaw = turn_y(360.0F * static_cast<float>(i) / kStaves);
                const Vec3 at = rotate(yaw, {0.158F, 0.79F, 0});
                bell.part(box({0.012F, 0.14F, 0.045F}), {at, yaw * turn_z(12)}, bronze).visible =
                    false;
            }
            const auto cast = [&](const Shape& shape, float y) {
                Part& part = bell.detail(shape, {0, y, 0}, bronze);
                part.group = 1;
                part.blend = 0.03F;
            };
            cast(ellipsoid({0.132F, 0.075F, 0.132F}), 0.915F);
            cast(cone(0.05F, 0.146F, 0.132F), 0.865F);
            cast(cone(0.045F, 0.160F, 0.146F), 0.77F);
            cast(cone(0.03F, 0.192F, 0.160F), 0.70F);
            bell.detail(cylinder(0.001F, 0.168F), {0, 0.668F, 0}, plain(hex(0x1E150A), 0.8F));
            bell.detail(torus(0.182F, 0.017F), {0, 0.675F, 0}, bronze);
            bell.detail(torus(0.150F, 0.006F), {0, 0.83F, 0}, bronze);
            bell.detail(torus(0.164F, 0.006F), {0, 0.745F, 0}, bronze);
            bell.mass(28.0F);
            bell.link("clapper", body, hinge({0, 0.93F, 0}, {0, 0, 1}, -40, 40, 0.02F));
            bell.part(sphere(0.038F), {0, 0.665F, 0}, metal(kCharcoal, 0.5F));
            bell.detail(cylinder(0.12F, 0.009F), {0, 0.80F, 0}, metal(kCharcoal, 0.5F));
            bell.detail(cylinder(0.03F, 0.014F, 0.005F), {0, 0.61F, 0}, metal(kCharcoal, 0.5F));
            bell.mass(2.0F);
            bell.restitution(0.7F);
            return bell.finish();
        },
};

}  // namespace hibari::world
