// A garden swing: a seat on two ropes hung from a frame, 2.3 m; swings towards +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kSwing{
    .name = "swing",
    .words = {"swing", "swing set", "tire swing"},
    .category = Category::kProp,
    .traits = {.rideable = true, .outdoor = true},
    .usual_size = {2.2F, 2.4F, 1.7F},
    .build =
        [](const Entity& entity, Rng) {
            const Material beam = wood(hex(0xA9784A), 0.12F);
            constexpr float kTop = 2.32F;
            Assembly swing(entity, Substance::kWood);
            const int frame = swing.link("frame");
            for (const float x : {-1.0F, 1.0F}) {
                for (const float z : {-0.8F, 0.8F}) {
                    swing.rod({x * 1.05F, 0.06F, z}, {x, kTop, 0}, 0.05F, beam);
                }
                swing.rod({x * 1.02F, 1.0F, -0.46F}, {x * 1.02F, 1.0F, 0.46F}, 0.035F, beam);
            }
            swing.rod({-1.0F, kTop, 0}, {1.0F, kTop, 0}, 0.06F, beam);
            swing.mass(90.0F);
            swing.link("seat", frame, hinge({0, kTop - 0.05F, 0}, {1, 0, 0}, -70, 70, 0.4F));
            swing.part(
                box({0.28F, 0.02F, 0.12F}, 0.015F),
                {0, 0.52F, 0},
                tinted(paint(hex(0xC23A2C), 0.4F))
            );
            for (const float x : {-0.24F, 0.24F}) {
                swing.thin_rod({x, 0.53F, 0}, {x, kTop - 0.05F, 0}, 0.012F, fabric(hex(0xC9B48C)));
            }
            swing.mass(4.0F);
            swing.center_of_mass({0, 0.6F, 0});
            swing.anchor("seat", {0, 0.54F, 0});
            return swing.finish();
        },
};

}  // namespace hibari::world
