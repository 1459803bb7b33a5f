// A golf hole: a cup of 108 mm (R&A rules, definition of "hole") whose rim stands a finger above
// the ground it is put on, and a flagstick of 2.1 m. The cup is as deep as a ball, so that one
// stays in it.
#include "world/things/build.h"
#include "world/things/softs.h"
#include "world/things/thing_list.h"

#include <utility>

namespace hibari::world {

const Thing kGolfHole{
    .name = "golf_hole",
    .words = {"golf hole", "hole", "putting hole", "golf flag", "flagstick", "golf pin"},
    .category = Category::kGear,
    .traits = {.outdoor = true},
    .usual_size = {0.62F, 2.15F, 0.5F},
    .build =
        [](const Entity& entity, Rng) {
            const Material turf = foliage(hex(0x3F7A35), 0.02F);
            Assembly hole(entity, Substance::kPlastic);
            hole.fix();
            // A shallow mound up to the rim, ring by ring.
            for (const float step : {0.0F, 1.0F, 2.0F}) {
                hole.part(
                    tube(0.004F, 0.25F - 0.06F * step, 0.054F), {0, 0.004F + 0.008F * step, 0}, turf
                );
            }
            hole.detail(tube(0.013F, 0.0575F, 0.0535F), {0, 0.0135F, 0}, plastic(kWhite));
            hole.detail(cylinder(0.0015F, 0.054F), {0, 0.0020F, 0}, plain(hex(0x0C0E0A)));
            hole.part(cylinder(1.06F, 0.007F), {0, 1.06F, -0.045F}, paint(hex(0xF0EFE8)));
            for (const float y : {0.55F, 1.15F}) {
                hole.detail(cylinder(0.12F, 0.0073F), {0, y, -0.045F}, paint(kBlack));
            }
            Soft flag = cloth(
                {.columns = 9,
                 .rows = 7,
                 .at = [](float u,
                          float v) { return Vec3{0.007F + 0.50F * u, 2.10F - 0.36F * v, -0.045F}; },
                 .pinned = [](float u, float) { return u == 0; }},
                tinted(fabric(kRed))
            );
            flag.mass_kg = 0.08F;
            hole.soft(std::move(flag));
            hole.restitution(0.3F);
            hole.anchor("goal", {0, 0.02F, 0});
            return hole.finish();
        },
};

}  // namespace hibari::world
