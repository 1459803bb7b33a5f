// A small cloud for dreams and cartoons, 3 m wide; it hangs where it is put.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

const Thing kCloud{
    .name = "cloud",
    .words = {"cloud", "puffy cloud", "cotton cloud"},
    .category = Category::kScenery,
    .traits = {.floats = true, .flies = true, .surface = true, .outdoor = true},
    .usual_size = {3.2F, 1.4F, 1.6F},
    .build =
        [](const Entity& entity, Rng rng) {
            Material puff = tinted(plain(hex(0xF4F6F8), 1.0F));
            Assembly cloud(entity, Substance::kFoam);
            cloud.fix();
            const auto add = [&](float radius, Vec3 at) {
                Part& part = cloud.part(sphere(radius), at, puff);
                part.group = 1;
                part.blend = 0.22F;
            };
            add(0.68F, {0, 0.70F, 0});
            for (int i = 0; i < 9; ++i) {
                Rng one = rng.split(i);
                const float turn = 2.4F * static_cast<float>(i);
                const float out = 0.45F * std::sqrt(static_cast<float>(i) + 0.5F);
                const float radius =
                    lerp(0.55F, 0.30F, static_cast<float>(i) / 9.0F) * one.uniform(0.9F, 1.1F);
                add(radius,
                    {1.0F * out * std::cos(turn),
                     radius + 0.02F + one.uniform(0.0F, 0.2F),
                     0.45F * out * std::sin(turn)});
            }
            return cloud.finish();
        },
};

}  // namespace hibari::world
