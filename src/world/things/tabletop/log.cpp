// A felled log, 1.2 m, along X, with bark and pale ends.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kLog{
    .name = "log",
    .words = {"log", "tree trunk", "stump", "firewood", "driftwood"},
    .category = Category::kTabletop,
    .traits = {.floats = true, .surface = true, .outdoor = true},
    .usual_size = {1.2F, 0.32F, 0.32F},
    .build =
        [](const Entity& entity, Rng) {
            constexpr float kRadius = 0.15F;
            const Quat lie = turn_z(90);
            Assembly log(entity, Substance::kWood);
            log.part(cylinder(0.6F, kRadius, 0.01F), {{0, kRadius, 0}, lie}, tinted(bark()));
            for (const float x : {-0.602F, 0.602F}) {
                log.detail(cylinder(0.003F, 0.135F), {{x, kRadius, 0}, lie}, wood(kPine, 0.06F));
                for (const float ring : {0.045F, 0.085F, 0.118F}) {
                    log.detail(
                        torus(ring, 0.002F), {{x, kRadius, 0}, lie}, wood(hex(0xA97A48), 0.05F)
                    );
                }
            }
            log.detail(
                cone(0.05F, 0.05F, 0.035F),
                along({0.2F, 0.27F, 0.05F}, {0.26F, 0.36F, 0.09F}),
                bark()
            );
            log.mass(48.0F);
            log.rolling_friction(0.006F);
            return log.finish();
        },
};

}  // namespace hibari::world
