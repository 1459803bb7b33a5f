// A porcelain vase, 34 cm, with two painted bands.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

namespace {

void add_turned(Assembly& vase, const Shape& shape, float y, const Material& material) {
    Part& part = vase.part(shape, {0, y, 0}, material);
    part.group = 1;
    part.blend = 0.03F;
}

}  // namespace

const Thing kVase{
    .name = "vase",
    .words =
        {"vase", "urn", "pot", "pottery", "jug", "amphora", "flower vase", "flowerpot", "flower pot"
        },
    .category = Category::kTabletop,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.2F, 0.34F, 0.2F},
    .build =
        [](const Entity& entity, Rng) {
            const Material glaze = tinted(ceramic(hex(0xE9ECEE)));
            const Material band = paint(entity.accent.value_or(hex(0x1F3F8F)), 0.12F);
            Assembly vase(entity, Substance::kCeramic);
            add_turned(vase, cylinder(0.010F, 0.055F, 0.004F), 0.010F, glaze);
            add_turned(vase, cone(0.055F, 0.048F, 0.092F), 0.072F, glaze);
            add_turned(vase, ellipsoid({0.100F, 0.085F, 0.100F}), 0.150F, glaze);
            add_turned(vase, cone(0.045F, 0.070F, 0.036F), 0.240F, glaze);
            add_turned(vase, cone(0.020F, 0.036F, 0.050F), 0.303F, glaze);
            vase.detail(torus(0.049F, 0.006F), {0, 0.325F, 0}, glaze);
            vase.detail(cylinder(0.001F, 0.044F), {0, 0.3255F, 0}, plain(hex(0x15130F)));
            vase.detail(torus(0.1000F, 0.0040F), {0, 0.165F, 0}, band);
            vase.detail(torus(0.0985F, 0.0030F), {0, 0.130F, 0}, band);
            vase.detail(torus(0.0440F, 0.0035F), {0, 0.277F, 0}, band);
            vase.detail(torus(0.0560F, 0.0035F), {0, 0.026F, 0}, band);
            vase.mass(1.3F);
            return vase.finish();
        },
};

}  // namespace hibari::world
