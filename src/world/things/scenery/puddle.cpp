// A puddle, about 1.6 m across: a few flat rounds of still water that run into one another. Nothing
// stands on it; what comes down in it splashes (physics/air/ground_spray.cpp).
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kPuddle{
    .name = "puddle",
    .words = {"puddle", "rain puddle", "puddle of water", "mud puddle", "water puddle"},
    .category = Category::kScenery,
    .traits = {.outdoor = true},
    .usual_size = {1.9F, 0.02F, 1.5F},
    .build =
        [](const Entity& entity, Rng rng) {
            Assembly puddle(entity, Substance::kWater);
            puddle.fix();
            const Material water{
                .surface = Surface::kPlain,
                .base = hex(0x2A3036),
                .roughness = 0.02F,
                .metallic = 0.35F,
                .tintable = true
            };
            const auto sheet = [&](Vec3 at, float x, float z) {
                Part& part = puddle.part(ellipsoid({x, 0.008F, z}), at, water);
                part.collides = false;
                part.group = 1;
                part.blend = 0.05F;
            };
            sheet({0, 0.006F, 0}, 0.72F, 0.58F);
            for (int i = 0; i < 5; ++i) {
                Rng one = rng.split(i);
                const Quat yaw = turn_y(72.0F * static_cast<float>(i) + one.uniform(-20.0F, 20.0F));
                const float out = one.uniform(0.34F, 0.52F);
                const float size = one.uniform(0.26F, 0.42F);
                const Vec3 at = rotate(yaw, {out, 0.006F, 0});
                sheet(at, size, 0.8F * size);
            }
            puddle.mass(10.0F);
            return puddle.finish();
        },
};

}  // namespace hibari::world
