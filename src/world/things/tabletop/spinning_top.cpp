// A wooden top, 12 cm, painted in rings; stands on its point.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kSpinningTop{
    .name = "spinning_top",
    .words = {"spinning top", "whipping top", "gyroscope", "dreidel"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .floats = true, .indoor = true},
    .usual_size = {0.12F, 0.15F, 0.12F},
    .build =
        [](const Entity& entity, Rng) {
            const Material body = tinted(paint(hex(0xC4342D), 0.2F));
            const Material band = paint(entity.accent.value_or(hex(0xF0C23A)), 0.2F);
            Assembly top(entity, Substance::kWood);
            top.part(sphere(0.004F), {0, 0.004F, 0}, metal());
            top.part(cone(0.028F, 0.004F, 0.052F), {0, 0.033F, 0}, body);
            top.part(cylinder(0.012F, 0.060F, 0.008F), {0, 0.070F, 0}, body);
            top.part(cone(0.012F, 0.052F, 0.016F), {0, 0.093F, 0}, band);
            top.part(cylinder(0.022F, 0.0065F), {0, 0.122F, 0}, wood(kOak, 0.03F));
            top.detail(sphere(0.009F), {0, 0.145F, 0}, body);
            top.detail(cylinder(0.004F, 0.0607F), {0, 0.070F, 0}, band);
            top.detail(cone(0.004F, 0.032F, 0.040F), {0, 0.046F, 0}, paint(hex(0x2F66A8), 0.2F));
            top.mass(0.25F);
            top.friction(0.25F);
            return top.finish();
        },
};

}  // namespace hibari::world
