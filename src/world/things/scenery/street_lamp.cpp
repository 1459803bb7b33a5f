// A classic lamp post, 4.2 m, with a lantern.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kStreetLamp{
    .name = "street_lamp",
    .words =
        {"street lamp",
         "streetlight",
         "street light",
         "lamp post",
         "lamppost",
         "street lantern",
         "utility pole"},
    .category = Category::kScenery,
    .traits = {.outdoor = true},
    .usual_size = {0.6F, 4.2F, 0.6F},
    .build =
        [](const Entity& entity, Rng) {
            const Material iron = tinted(paint(hex(0x1F2A26), 0.35F));
            Assembly lamp(entity, Substance::kSteel);
            lamp.fix();
            lamp.part(cylinder(0.10F, 0.21F, 0.03F), {0, 0.10F, 0}, iron);
            lamp.part(cone(0.28F, 0.15F, 0.085F), {0, 0.46F, 0}, iron);
            lamp.part(cone(1.36F, 0.07F, 0.048F), {0, 2.08F, 0}, iron);
            for (const float y : {0.74F, 1.55F, 3.40F}) {
                lamp.detail(torus(0.07F, 0.025F), {0, y, 0}, iron);
            }
            lamp.thin_rod({-0.30F, 3.20F, 0}, {0.30F, 3.20F, 0}, 0.018F, iron);
            lamp.detail(sphere(0.03F), {-0.31F, 3.20F, 0}, iron);
            lamp.detail(sphere(0.03F), {0.31F, 3.20F, 0}, iron);
            lamp.detail(cone(0.05F, 0.05F, 0.16F), {0, 3.50F, 0}, iron);
            lamp.detail(cone(0.21F, 0.135F, 0.20F), {0, 3.77F, 0}, glow(hex(0xFFE6B0), 2.2F));
            for (int i = 0; i < 6; ++i) {
                const Vec3 out = rotate(turn_y(60.0F * static_cast<float>(i)), {1, 0, 0});
                lamp.thin_rod(
                    out * 0.145F + Vec3{0, 3.55F, 0}, out * 0.215F + Vec3{0, 3.98F, 0}, 0.012F, iron
                );
            }
            lamp.part(cone(0.09F, 0.25F, 0.07F), {0, 4.06F, 0}, iron);
            lamp.detail(sphere(0.05F), {0, 4.18F, 0}, iron);
            lamp.detail(torus(0.21F, 0.02F), {0, 3.98F, 0}, iron);
            lamp.anchor("light", {0, 3.77F, 0});
            return lamp.finish();
        },
};

}  // namespace hibari::world
