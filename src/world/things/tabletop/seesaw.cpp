// A playground seesaw: 3.6 m plank on a hinge at 0.5 m, with handles and seats; swings in the XY
// plane.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kSeesaw{
    .name = "seesaw",
    .words =
        {"seesaw",
         "see-saw",
         "teeter-totter",
         "teeter totter",
         "teeterboard",
         "lever",
         "catapult",
         "balance scale"},
    .category = Category::kTabletop,
    .traits = {.surface = true, .indoor = true, .outdoor = true},
    .usual_size = {3.6F, 0.85F, 0.5F},
    .build =
        [](const Entity& entity, Rng) {
            const Material plank = tinted(paint(hex(0xD23A2E), 0.3F));
            const Material stand = paint(entity.accent.value_or(hex(0x2B5FA8)), 0.3F);
            constexpr Vec3 kPivot{0, 0.5F, 0};
            Assembly seesaw(entity, Substance::kWood);
            const int base = seesaw.link("stand");
            seesaw.part(box({0.30F, 0.025F, 0.24F}, 0.012F), {0, 0.025F, 0}, stand);
            for (const float z : {-0.19F, 0.19F}) {
                seesaw.rod({-0.24F, 0.05F, z}, kPivot + Vec3{0, 0, z}, 0.028F, stand);
                seesaw.rod({0.24F, 0.05F, z}, kPivot + Vec3{0, 0, z}, 0.028F, stand);
            }
            seesaw.detail(cylinder(0.23F, 0.022F), {kPivot, turn_x(90)}, metal());
            seesaw.mass(60.0F);
            seesaw.link("plank", base, hinge(kPivot, {0, 0, 1}, -15, 15, 0.3F));
            seesaw.part(box({1.8F, 0.025F, 0.14F}, 0.012F), kPivot + Vec3{0, 0.05F, 0}, plank);
            for (const float end : {-1.0F, 1.0F}) {
                seesaw.detail(
                    box({0.16F, 0.018F, 0.15F}, 0.015F),
                    kPivot + Vec3{end * 1.58F, 0.085F, 0},
                    plastic(hex(0x24272B))
                );
                for (const float z : {-0.11F, 0.11F}) {
                    seesaw.thin_rod(
                        kPivot + Vec3{end * 1.22F, 0.06F, z},
                        kPivot + Vec3{end * 1.22F, 0.32F, z},
                        0.014F,
                        stand
                    );
                }
                seesaw.thin_rod(
                    kPivot + Vec3{end * 1.22F, 0.32F, -0.15F},
                    kPivot + Vec3{end * 1.22F, 0.32F, 0.15F},
                    0.016F,
                    rubber()
                );
                // Who sits there looks at the other end.
                seesaw.anchor(
                    end < 0 ? "left" : "right",
                    kPivot + Vec3{end * 1.58F, 0.10F, 0},
                    turn_y(end < 0 ? 90 : -90)
                );
            }
            seesaw.mass(14.0F);
            return seesaw.finish();
        },
};

}  // namespace hibari::world
