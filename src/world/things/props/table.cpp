// A dining table, 1.4 x 0.8 m, 75 cm high.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kTable{
    .name = "table",
    .words =
        {"table",
         "desk",
         "dining table",
         "wooden table",
         "tabletop",
         "workbench",
         "counter",
         "kitchen table",
         "coffee table"},
    .category = Category::kProp,
    .traits = {.surface = true, .indoor = true, .outdoor = true},
    .usual_size = {1.4F, 0.75F, 0.8F},
    .build =
        [](const Entity& entity, Rng) {
            const Material top = tinted(wood(kOak, 0.18F));
            Assembly table(entity, Substance::kWood);
            table.part(box({0.70F, 0.018F, 0.40F}, 0.012F), {0, 0.732F, 0}, top);
            for (const float z : {-0.33F, 0.33F}) {
                table.part(box({0.60F, 0.045F, 0.011F}, 0.004F), {0, 0.67F, z}, top);
            }
            for (const float x : {-0.62F, 0.62F}) {
                table.part(box({0.011F, 0.045F, 0.32F}, 0.004F), {x, 0.67F, 0}, top);
                for (const float z : {-0.33F, 0.33F}) {
                    table.part(cone(0.357F, 0.022F, 0.035F), {x, 0.357F, z}, top);
                }
            }
            table.mass(28.0F);
            table.anchor("top", {0, 0.75F, 0});
            return table.finish();
        },
};

}  // namespace hibari::world
