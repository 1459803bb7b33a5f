// A plywood quarter pipe, 1.4 m high and 3 m wide; it rises towards +X, with coping and a deck
// behind.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kQuarterPipe{
    .name = "quarter_pipe",
    .words = {"quarter pipe", "quarterpipe", "half pipe", "halfpipe", "skate bowl"},
    .category = Category::kGear,
    .traits = {.surface = true, .indoor = true, .outdoor = true},
    .usual_size = {2.2F, 1.5F, 3.0F},
    .build =
        [](const Entity& entity, Rng) {
            const Material ply = tinted(wood(hex(0xB98F5C), 0.2F));
            const Material frame = wood(hex(0x8A6238), 0.1F);
            Assembly pipe(entity, Substance::kWood);
            pipe.fix();
            // The shape rises towards its own +Z; a quarter turn makes that +X.
            pipe.part(quarter_pipe({1.5F, 0.7F, 1.1F}), {{0, 0.7F, 0}, turn_y(90)}, ply);
            pipe.part(cylinder(1.5F, 0.03F), {{0.29F, 1.39F, 0}, turn_x(90)}, chrome());
            for (const float z : {-1.505F, 1.505F}) {
                pipe.detail(box({0.04F, 0.7F, 0.01F}), {1.06F, 0.7F, z}, frame);
                pipe.detail(box({0.04F, 0.65F, 0.01F}), {0.42F, 0.65F, z}, frame);
                pipe.detail(box({0.38F, 0.03F, 0.01F}), {0.74F, 0.70F, z}, frame);
                pipe.detail(box({1.1F, 0.02F, 0.01F}), {0, 0.02F, z}, frame);
            }
            pipe.detail(box({0.40F, 0.01F, 1.5F}), {0.70F, 1.405F, 0}, wood(hex(0x9C774B), 0.3F));
            // Guard rail on the deck.
            for (const float z : {-1.4F, 0.0F, 1.4F}) {
                pipe.rod({1.07F, 1.4F, z}, {1.07F, 2.3F, z}, 0.022F, metal());
            }
            for (const float y : {1.85F, 2.3F}) {
                pipe.rod({1.07F, y, -1.4F}, {1.07F, y, 1.4F}, 0.022F, metal());
            }
            pipe.anchor("entry", {-1.1F, 0, 0});
            pipe.anchor("lip", {0.3F, 1.4F, 0});
            return pipe.finish();
        },
};

}  // namespace hibari::world
