// A stoneware mug with a handle, full of coffee.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kMug{
    .name = "mug",
    .words =
        {"mug",
         "coffee mug",
         "coffee cup",
         "coffee",
         "teacup",
         "tea cup",
         "tea",
         "stein",
         "hot chocolate"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.13F, 0.10F, 0.09F},
    .build =
        [](const Entity& entity, Rng) {
            const Material glaze = tinted(ceramic(hex(0x3F7FA6)));
            Assembly mug(entity, Substance::kCeramic);
            mug.part(cylinder(0.049F, 0.042F, 0.006F), {0, 0.049F, 0}, glaze);
            mug.detail(torus(0.0395F, 0.003F), {0, 0.0975F, 0}, glaze);
            mug.detail(cylinder(0.001F, 0.038F), {0, 0.0985F, 0}, plain(hex(0x2B160C), 0.08F));
            mug.detail(torus(0.026F, 0.0065F), {{0.045F, 0.052F, 0}, turn_x(90)}, glaze);
            mug.part(box({0.012F, 0.026F, 0.006F}), {0.058F, 0.052F, 0}, glaze).visible = false;
            mug.detail(cylinder(0.004F, 0.034F), {0, 0.003F, 0}, plain(hex(0xC9B28F), 0.9F));
            mug.mass(0.38F);
            return mug.finish();
        },
};

}  // namespace hibari::world
