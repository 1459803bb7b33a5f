// A swirl lollipop, 22 cm.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

const Thing kCandy{
    .name = "candy",
    .words = {"candy", "lollipop", "lolly", "sweet", "candy cane"},
    .category = Category::kProp,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.09F, 0.22F, 0.02F},
    .build =
        [](const Entity& entity, Rng) {
            const Material sugar = tinted(plastic(hex(0xE5415E), 0.12F));
            const Material white = plastic(entity.accent.value_or(hex(0xF5F0EA)), 0.12F);
            constexpr Vec3 kCenter{0, 0.172F, 0};
            Assembly candy(entity, Substance::kPlastic);
            candy.part(cylinder(0.075F, 0.0022F), {0, 0.075F, 0}, paper());
            candy.part(cylinder(0.007F, 0.045F, 0.006F), {kCenter, turn_x(90)}, sugar);
            for (const float side : {-1.0F, 1.0F}) {
                for (int i = 0; i < 34; ++i) {
                    const float turn = 0.42F * static_cast<float>(i);
                    const float radius = 0.0012F * static_cast<float>(i);
                    candy.detail(
                        sphere(0.0046F),
                        kCenter +
                            Vec3{radius * std::cos(turn), radius * std::sin(turn), side * 0.0052F},
                        white
                    );
                }
            }
            candy.mass(0.06F);
            candy.anchor("grip", {0, 0.04F, 0});
            return candy.finish();
        },
};

}  // namespace hibari::world
