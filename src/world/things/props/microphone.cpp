// A microphone on a stand, 1.5 m.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kMicrophone{
    .name = "microphone",
    .words = {"microphone", "mic", "microphone stand", "mic stand"},
    .category = Category::kProp,
    .traits = {.indoor = true, .outdoor = true},
    .usual_size = {0.34F, 1.55F, 0.34F},
    .build =
        [](const Entity& entity, Rng) {
            const Material stand = metal(kCharcoal, 0.3F);
            Assembly mic(entity, Substance::kSteel);
            mic.part(cylinder(0.012F, 0.16F, 0.008F), {0, 0.012F, 0}, stand);
            mic.part(cylinder(0.42F, 0.012F), {0, 0.44F, 0}, stand);
            mic.part(cylinder(0.28F, 0.008F), {0, 1.12F, 0}, chrome());
            mic.detail(cylinder(0.03F, 0.018F, 0.004F), {0, 0.86F, 0}, rubber());
            const Quat tilt = turn_x(50);
            const Vec3 head{0, 1.45F, 0.02F};
            mic.part(
                cone(0.075F, 0.013F, 0.022F), {head, tilt}, tinted(metal(hex(0x26282C), 0.4F))
            );
            mic.detail(
                torus(0.022F, 0.003F), {head + rotate(tilt, {0, 0.075F, 0}), tilt}, chrome()
            );
            mic.detail(
                sphere(0.027F),
                head + rotate(tilt, {0, 0.093F, 0}),
                with_surface(brushed(hex(0xB9BDC2)), Surface::kBrushedMetal, 0.004F)
            );
            mic.detail(cylinder(0.02F, 0.014F), {0, 1.41F, 0}, rubber());
            mic.mass(3.2F);
            mic.center_of_mass({0, 0.35F, 0});
            mic.anchor("mouth", head + rotate(tilt, {0, 0.10F, 0}));
            return mic.finish();
        },
};

}  // namespace hibari::world
