// A small fishing boat, 8 m: wheelhouse, mast with lights and a derrick, net drum, crates, tyres as
// fenders. Moves to +Z; the origin is at the keel's foot.
#include "world/things/build.h"
#include "world/things/thing_list.h"
#include "world/things/vehicles/hull_family.h"

namespace hibari::world {

const Thing kFishingBoat{
    .name = "fishing_boat",
    .words =
        {"fishing boat",
         "trawler",
         "fishing vessel",
         "fishing trawler",
         "fisherman 's boat",
         "fisher boat",
         "tugboat",
         "tug",
         "lobster boat",
         "cutter",
         "motor boat",
         "ferry"},
    .category = Category::kVehicle,
    .traits = {.rideable = true, .floats = true, .outdoor = true},
    .usual_size = {2.9F, 6.0F, 8.2F},
    .build =
        [](const Entity& entity, Rng) {
            Assembly boat(entity, Substance::kWood);
            boat.link("hull");
            const Material white = paint(hex(0xEEF0EE), 0.3F);
            const Material wood_trim = wood(kWalnut, 0.1F);
            HullData hull;
            hull.side = tinted(paint(hex(0x1F5A8C), 0.3F));
            hull.bottom = paint(hex(0x8A2A22), 0.5F);
            hull.rail = white;
            hull.deck = wood(hex(0xB98550), 0.1F);
            add_hull(boat, hull);
            constexpr float kDeck = 1.75F;
            // Wheelhouse with windows all round, forward of the middle.
            boat.part(box({0.85F, 0.95F, 0.95F}, 0.05F), {0, kDeck + 0.95F, 1.0F}, white);
            boat.detail(box({0.98F, 0.07F, 1.12F}, 0.04F), {0, kDeck + 1.95F, 1.0F}, wood_trim);
            for (const float x : {-0.42F, 0.42F}) {
                boat.detail(box({0.34F, 0.27F, 0.02F}), {x, kDeck + 1.4F, 1.96F}, window_glass());
            }
            for (const float side : {-1.0F, 1.0F}) {
                for (const float z : {0.55F, 1.4F}) {
                    boat.detail(
                        box({0.02F, 0.27F, 0.30F}), {side * 0.86F, kDeck + 1.4F, z}, window_glass()
                    );
                }
                for (const float z : {-2.2F, -0.6F}) {
                    boat.detail(
                        torus(0.24F, 0.09F), {{side * 1.44F, 1.45F, z}, turn_z(90)}, rubber()
                    );
                }
                boat.detail(
                    sphere(0.07F),
                    {side * 0.9F, kDeck + 2.1F, 1.9F},
                    glow(side < 0 ? hex(0xE02020) : hex(0x20C040), 0.8F)
                );
            }
            // Mast, derrick and stays behind the wheelhouse; nets on a drum at the stern.
            const Material spar = paint(hex(0xE9B23A), 0.4F);
            boat.part(cylinder(1.9F, 0.06F), {0, kDeck + 1.9F, -0.4F}, spar);
            boat.rod({0, kDeck + 0.7F, -0.4F}, {0, kDeck + 2.8F, -3.0F}, 0.045F, spar);
            boat.thin_rod({0, kDeck + 3.7F, -0.4F}, {0, kDeck + 2.8F, -3.0F}, 0.012F, metal());
            boat.thin_rod({0, kDeck + 3.7F, -0.4F}, {0, kDeck + 1.1F, 3.9F}, 0.012F, metal());
            boat.thin_rod({0, kDeck + 2.8F, -3.0F}, {0, kDeck + 0.6F, -3.7F}, 0.012F, metal());
            boat.detail(sphere(0.10F), {0, kDeck + 3.85F, -0.4F}, glow(hex(0xFFF2CC), 0.9F));
            boat.part(
                cylinder(0.75F, 0.34F),
                {{0, kDeck + 0.45F, -2.9F}, turn_z(90)},
                fabric(hex(0x2F6B52), 0.2F)
            );
            for (const float x : {-0.75F, 0.75F}) {
                boat.detail(
                    cylinder(0.03F, 0.48F),
                    {{x, kDeck + 0.45F, -2.9F}, turn_z(90)},
                    paint(hex(0xC0392B), 0.4F)
                );
            }
            for (int i = 0; i < 3; ++i) {
                boat.detail(
                    box({0.26F, 0.16F, 0.20F}, 0.02F),
                    {0.75F,
                     kDeck + 0.18F + 0.33F * static_cast<float>(i % 2),
                     -1.1F - 0.5F * static_cast<float>(i / 2)},
                    plastic(i == 1 ? hex(0xD9822B) : hex(0x2E86AB))
                );
            }
            boat.mass(6500.0F);
            boat.center_of_mass({0, 0.7F, -0.3F});
            boat.anchor("seat", {0.55F, kDeck + 0.1F, -1.7F});
            boat.anchor("deck", {0, kDeck, -1.7F});
            boat.anchor("waterline", {0, 0.7F, 0});
            return boat.finish();
        },
};

}  // namespace hibari::world
