// An open umbrella, 1.05 m across, held upright: the handle's end is the origin.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <utility>

namespace hibari::world {

const Thing kUmbrella{
    .name = "umbrella",
    .words = {"umbrella", "parasol", "sunshade", "beach umbrella", "brolly"},
    .category = Category::kProp,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {1.05F, 0.95F, 1.05F},
    .build =
        [](const Entity& entity, Rng) {
            const Material panel = tinted(fabric(hex(0xB9232B), 0.01F));
            Material other =
                fabric(entity.accent.value_or(entity.color.value_or(hex(0xB9232B)) * 0.72F), 0.01F);
            Assembly umbrella(entity, Substance::kFabric);
            umbrella.part(cylinder(0.42F, 0.007F), {0, 0.50F, 0}, metal());
            umbrella.detail(
                torus(0.035F, 0.011F), {{0.035F, 0.05F, 0}, turn_x(90)}, wood(kWalnut, 0.04F)
            );
            umbrella.part(capsule(0.05F, 0.012F), {0, 0.11F, 0}, wood(kWalnut, 0.04F));
            // Canopy: two rings of facets between eight ribs.
            constexpr int kRibs = 8;
            for (int i = 0; i < kRibs; ++i) {
                const Quat yaw = turn_y(360.0F * static_cast<float>(i) / kRibs);
                const Quat next = turn_y(360.0F * static_cast<float>(i + 1) / kRibs);
                const Vec3 top{0, 0.90F, 0};
                const Vec3 mid = rotate(yaw, {0.30F, 0.83F, 0});
                const Vec3 rim = rotate(yaw, {0.52F, 0.66F, 0});
                umbrella.thin_rod(top, mid, 0.004F, metal());
                umbrella.thin_rod(mid, rim, 0.004F, metal());
                umbrella.thin_rod({0, 0.60F, 0}, mid, 0.003F, metal());
                umbrella.detail(sphere(0.008F), rim, metal());
                Soft gore;
                gore.kind = SoftKind::kCloth;
                gore.material = i % 2 == 0 ? panel : other;
                gore.mass_kg = 0.03F;
                const Vec3 mid_next = rotate(next, {0.30F, 0.83F, 0});
                const Vec3 rim_next = rotate(next, {0.52F, 0.66F, 0});
                const Vec3 sag = (rim + rim_next) * 0.5F + Vec3{0, 0.035F, 0};
                gore.nodes = {top, mid, mid_next, rim, rim_next, sag};
                gore.edges = {
                    {0, 1}, {0, 2}, {1, 2}, {1, 3}, {2, 4}, {3, 5}, {5, 4}, {1, 5}, {2, 5}
                };
                gore.triangles = {{0, 2, 1}, {1, 5, 3}, {1, 2, 5}, {2, 4, 5}};
                gore.pinned = {0, 1, 2, 3, 4, 5};
                umbrella.soft(std::move(gore));
            }
            umbrella.part(cone(0.09F, 0.50F, 0.05F), {0, 0.76F, 0}, panel).visible = false;
            umbrella.detail(cone(0.025F, 0.008F, 0.003F), {0, 0.93F, 0}, metal());
            umbrella.mass(0.55F);
            umbrella.anchor("grip", {0, 0.11F, 0});
            umbrella.anchor("head", {0, 0.60F, 0});
            return umbrella.finish();
        },
};

}  // namespace hibari::world
