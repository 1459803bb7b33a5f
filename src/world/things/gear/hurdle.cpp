// A hurdle of athletics, 0.84 m high (World Athletics, rule 22), that tips over when it is struck:
// its feet point towards the runner, who comes along +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kHurdle{
    .name = "hurdle",
    .words = {"hurdle", "track hurdle"},
    .category = Category::kGear,
    .traits = {.indoor = true, .outdoor = true},
    .usual_size = {1.20F, 0.86F, 0.70F},
    .build =
        [](const Entity& entity, Rng) {
            const Material pole = metal(hex(0xD2D5D8), 0.3F);
            Assembly hurdle(entity, Substance::kWood);
            for (const float x : {-0.53F, 0.53F}) {
                hurdle.rod({x, 0.02F, -0.62F}, {x, 0.02F, 0.04F}, 0.02F, pole);
                hurdle.rod({x, 0.02F, 0.02F}, {x, 0.78F, 0.02F}, 0.018F, pole);
            }
            hurdle.part(box({0.60F, 0.045F, 0.012F}, 0.006F), {0, 0.805F, 0.02F}, paint(kWhite));
            for (const float x : {-0.45F, 0.0F, 0.45F}) {
                hurdle.detail(
                    box({0.10F, 0.046F, 0.0135F}, 0.006F), {x, 0.805F, 0.02F}, tinted(paint(kRed))
                );
            }
            hurdle.mass(10.0F);
            hurdle.center_of_mass({0, 0.24F, -0.12F});
            return hurdle.finish();
        },
};

}  // namespace hibari::world
