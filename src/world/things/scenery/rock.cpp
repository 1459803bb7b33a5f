// A boulder, 1.2 m, melted together from a handful of lumps that the seed picks.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

const Thing kRock{
    .name = "rock",
    .words =
        {"rock",
         "boulder",
         "stone",
         "pebble",
         "meteor",
         "meteorite",
         "asteroid",
         "cliff",
         "cobblestone"},
    .category = Category::kScenery,
    .traits = {.surface = true, .outdoor = true},
    .usual_size = {1.3F, 0.95F, 1.1F},
    .build =
        [](const Entity& entity, Rng rng) {
            const Material stone = tinted(rock(hex(0x85807A), 0.3F));
            Assembly boulder(entity, Substance::kStone);
            const auto lump = [&](Vec3 half, Vec3 at, Rng one) {
                const Quat turn = turn_y(one.uniform(0.0F, 360.0F)) *
                                  turn_z(one.uniform(-18.0F, 18.0F)) *
                                  turn_x(one.uniform(-18.0F, 18.0F));
                // Lumps stay above the ground.
                const Aabb reach = bounds(box(half, 0.12F), {{}, turn});
                at.y = std::max(at.y, -reach.low.y);
                Part& part = boulder.part(
                    box(half, std::min({half.x, half.y, half.z}) * 0.75F), {at, turn}, stone
                );
                part.group = 1;
                part.blend = 0.16F;
            };
            lump({0.46F, 0.32F, 0.38F}, {0, 0, 0}, rng.split("core"));
            for (int i = 0; i < 6; ++i) {
                Rng one = rng.split(i);
                const float turn =
                    2.0F * kPi * (static_cast<float>(i) + one.uniform(-0.3F, 0.3F)) / 6.0F;
                const Vec3 half{
                    one.uniform(0.20F, 0.30F), one.uniform(0.16F, 0.30F), one.uniform(0.18F, 0.28F)
                };
                // Every second lump sits low, so that the boulder has a broad foot.
                const float y = i % 2 == 0 ? 0.0F : one.uniform(0.25F, 0.48F);
                lump(half, {0.30F * std::cos(turn), y, 0.25F * std::sin(turn)}, one.split("turn"));
            }
            boulder.mass(950.0F);
            boulder.rolling_friction(0.03F);
            return boulder.finish();
        },
};

}  // namespace hibari::world
