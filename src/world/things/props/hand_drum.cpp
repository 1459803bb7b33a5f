// A floor drum, 50 cm across, with a skin, hoops and lugs.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kHandDrum{
    .name = "hand_drum",
    .words = {"hand drum", "floor drum", "bongo", "conga", "djembe", "timpani", "tambourine"},
    .category = Category::kProp,
    .traits = {.floats = true, .surface = true, .indoor = true, .outdoor = true},
    .usual_size = {0.56F, 0.62F, 0.56F},
    .build =
        [](const Entity& entity, Rng) {
            const Material shell = tinted(paint(hex(0x8C1D22), 0.12F));
            Assembly drum(entity, Substance::kWood);
            drum.part(cylinder(0.21F, 0.25F, 0.01F), {0, 0.40F, 0}, shell);
            drum.detail(cylinder(0.003F, 0.245F), {0, 0.611F, 0}, plain(hex(0xEFE8D8), 0.6F));
            for (const float y : {0.205F, 0.60F}) {
                drum.detail(torus(0.253F, 0.011F), {0, y, 0}, chrome());
            }
            for (int i = 0; i < 8; ++i) {
                const Quat yaw = turn_y(45.0F * static_cast<float>(i));
                const Vec3 out = rotate(yaw, {0.262F, 0, 0});
                drum.detail(
                    box({0.008F, 0.035F, 0.012F}, 0.005F), {out + Vec3{0, 0.40F, 0}, yaw}, chrome()
                );
                drum.thin_rod(out + Vec3{0, 0.21F, 0}, out + Vec3{0, 0.60F, 0}, 0.004F, chrome());
            }
            for (int i = 0; i < 3; ++i) {
                const Vec3 out =
                    rotate(turn_y(120.0F * static_cast<float>(i) + 15.0F), {0.275F, 0, 0});
                drum.rod(out + Vec3{0, 0.45F, 0}, out + Vec3{0, 0.013F, 0}, 0.011F, chrome());
                drum.detail(cylinder(0.012F, 0.018F, 0.004F), out + Vec3{0, 0.012F, 0}, rubber());
            }
            drum.mass(9.0F);
            drum.anchor("top", {0, 0.615F, 0});
            drum.anchor("skin", {0, 0.615F, 0});
            return drum.finish();
        },
};

}  // namespace hibari::world
