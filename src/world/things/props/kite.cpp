// A diamond kite, 1.0 x 1.2 m, with a tail of bows; leans back as if flown from +Z.
#include "world/things/build.h"
#include "world/things/softs.h"
#include "world/things/thing_list.h"

#include <utility>

namespace hibari::world {

const Thing kKite{
    .name = "kite",
    .words = {"kite", "hang glider", "paraglider", "parachute"},
    .category = Category::kProp,
    .traits = {.holdable = true, .floats = true, .flies = true, .outdoor = true},
    .usual_size = {1.0F, 1.3F, 1.9F},
    .build =
        [](const Entity& entity, Rng) {
            const Material sail = tinted(fabric(hex(0xE0452F), 0.01F));
            const Material other = fabric(entity.accent.value_or(hex(0xF3C33C)), 0.01F);
            const Material spar = wood(kPine, 0.03F);
            Assembly kite(entity, Substance::kFabric);
            constexpr Vec3 kTop{0, 1.28F, -0.35F};
            constexpr Vec3 kFoot{0, 0.12F, 0.20F};
            constexpr Vec3 kLeft{-0.5F, 0.90F, -0.17F};
            constexpr Vec3 kRight{0.5F, 0.90F, -0.17F};
            constexpr Vec3 kMiddle{0, 0.90F, -0.17F};
            kite.rod(kTop, kFoot, 0.006F, spar);
            kite.rod(kLeft, kRight, 0.006F, spar);
            const auto panel = [&](Vec3 a, Vec3 b, const Material& material) {
                Soft soft;
                soft.kind = SoftKind::kCloth;
                soft.material = material;
                soft.mass_kg = 0.02F;
                soft.nodes = {a, b, kMiddle};
                soft.edges = {{0, 1}, {1, 2}, {2, 0}};
                soft.triangles = {{0, 1, 2}};
                soft.pinned = {0, 1, 2};
                kite.soft(std::move(soft));
            };
            panel(kTop, kRight, sail);
            panel(kTop, kLeft, other);
            panel(kFoot, kLeft, sail);
            panel(kFoot, kRight, other);
            Soft tail = rope(
                kFoot, {0, 0.0F, 1.6F}, 16, 0.004F, fabric(entity.accent.value_or(hex(0xF3C33C)))
            );
            tail.mass_kg = 0.01F;
            kite.soft(std::move(tail));
            kite.mass(0.25F);
            kite.anchor("grip", {0, 0.7F, 0.0F});
            return kite.finish();
        },
};

}  // namespace hibari::world
