// A ship's cannon on a wooden carriage, 1.9 m; it points to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <utility>

namespace hibari::world {

const Thing kCannon{
    .name = "cannon",
    .words = {"cannon", "field gun", "howitzer", "mortar gun"},
    .category = Category::kProp,
    .traits = {.outdoor = true},
    .usual_size = {1.0F, 1.05F, 2.1F},
    .build =
        [](const Entity& entity, Rng) {
            const Material iron = tinted(metal(hex(0x3A3C42), 0.4F));
            const Material oak = wood(hex(0x7A4E2A), 0.12F);
            Assembly cannon(entity, Substance::kSteel);
            const Quat aim = turn_x(90.0F - 10.0F);
            const Vec3 middle{0, 0.78F, 0.12F};
            const auto at = [&](float ahead) { return middle + rotate(aim, Vec3{0, ahead, 0}); };
            cannon.part(cone(0.80F, 0.21F, 0.145F), {at(0.05F), aim}, iron);
            cannon.detail(sphere(0.20F), at(-0.78F), iron);
            cannon.detail(sphere(0.075F), at(-1.0F), iron);
            for (const auto& [ahead, radius] :
                 {std::pair{-0.70F, 0.225F}, {-0.20F, 0.205F}, {0.25F, 0.185F}}) {
                cannon.detail(torus(radius - 0.015F, 0.022F), {at(ahead), aim}, iron);
            }
            cannon.detail(torus(0.150F, 0.035F), {at(0.84F), aim}, iron);
            cannon.detail(cylinder(0.006F, 0.085F), {at(0.872F), aim}, plain(hex(0x050505), 0.9F));
            cannon.thin_rod({-0.30F, 0.76F, 0.08F}, {0.30F, 0.76F, 0.08F}, 0.05F, iron);
            for (const float x : {-0.29F, 0.29F}) {
                cannon.part(box({0.05F, 0.16F, 0.62F}, 0.02F), {x, 0.50F, -0.12F}, oak);
                cannon.part(box({0.05F, 0.10F, 0.30F}, 0.02F), {x, 0.72F, 0.05F}, oak);
                for (const float z : {-0.55F, 0.36F}) {
                    const float radius = z > 0 ? 0.25F : 0.20F;
                    cannon.part(
                        cylinder(0.06F, radius, 0.015F), {{x * 1.42F, radius, z}, turn_z(90)}, oak
                    );
                    cannon.detail(
                        tube(0.062F, radius + 0.006F, radius - 0.03F),
                        {{x * 1.42F, radius, z}, turn_z(90)},
                        metal(hex(0x2E3034), 0.5F)
                    );
                    cannon.detail(
                        cylinder(0.075F, 0.05F),
                        {{x * 1.42F, radius, z}, turn_z(90)},
                        metal(hex(0x2E3034), 0.5F)
                    );
                }
            }
            cannon.part(box({0.28F, 0.05F, 0.45F}, 0.02F), {0, 0.36F, -0.12F}, oak);
            cannon.mass(900.0F);
            cannon.anchor("muzzle", at(0.90F), turn_x(-10.0F));
            return cannon.finish();
        },
};

}  // namespace hibari::world
