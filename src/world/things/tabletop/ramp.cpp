// An inclined plane on a stand, 2 m long and 0.7 m high at its -X end: things roll down towards +X.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kRamp{
    .name = "ramp",
    .words = {"ramp", "wooden ramp", "incline", "inclined plane", "slope", "chute", "wedge"},
    .category = Category::kTabletop,
    .traits = {.surface = true, .indoor = true, .outdoor = true},
    .usual_size = {2.0F, 0.7F, 0.8F},
    .build =
        [](const Entity& entity, Rng) {
            Assembly ramp(entity, Substance::kWood);
            ramp.fix();
            // The wedge rises towards its own +Z; a quarter turn makes that -X.
            ramp.part(
                wedge({0.38F, 0.35F, 1.0F}), {{0, 0.35F, 0}, turn_y(-90)}, tinted(wood(kOak))
            );
            // Rails keep what rolls on the track.
            const float grade = -std::atan2(0.7F, 2.0F);
            const Quat tilt = from_axis_angle({0, 0, 1}, grade);
            const float length = std::sqrt(0.7F * 0.7F + 2.0F * 2.0F) * 0.5F;
            const Vec3 up = rotate(tilt, {0, 0.03F, 0});
            for (const float side : {-1.0F, 1.0F}) {
                ramp.part(
                    box({length, 0.03F, 0.015F}, 0.006F),
                    {Vec3{0, 0.35F, side * 0.365F} + up, tilt},
                    wood(kWalnut)
                );
            }
            ramp.anchor("top", {-0.97F, 0.70F, 0});
            ramp.anchor("bottom", {1.0F, 0.0F, 0});
            return ramp.finish();
        },
};

}  // namespace hibari::world
