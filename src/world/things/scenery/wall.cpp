// A free-standing brick wall, 3 m along X and 2 m high, with a coping.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kWall{
    .name = "wall",
    .words = {"wall", "brick wall", "stone wall", "barricade"},
    .category = Category::kScenery,
    .traits = {.surface = true, .indoor = true, .outdoor = true},
    .usual_size = {3.0F, 2.1F, 0.35F},
    .build =
        [](const Entity& entity, Rng) {
            Assembly wall(entity, Substance::kStone);
            wall.fix();
            wall.part(box({1.5F, 1.0F, 0.12F}, 0.01F), {0, 1.0F, 0}, tinted(brick()));
            wall.part(box({1.54F, 0.05F, 0.17F}, 0.02F), {0, 2.04F, 0}, concrete());
            wall.part(box({1.52F, 0.09F, 0.15F}, 0.01F), {0, 0.09F, 0}, concrete(hex(0x8F8A80)));
            for (const float x : {-1.4F, 1.4F}) {
                wall.part(box({0.18F, 1.03F, 0.18F}, 0.01F), {x, 1.03F, 0}, tinted(brick()));
                wall.detail(box({0.22F, 0.05F, 0.22F}, 0.02F), {x, 2.10F, 0}, concrete());
            }
            wall.anchor("top", {0, 2.09F, 0});
            wall.anchor("start", {-1.2F, 2.09F, 0});
            wall.anchor("end", {1.2F, 2.09F, 0});
            return wall.finish();
        },
};

}  // namespace hibari::world
