// A three-masted ship, 26 m: wooden hull with gun ports, raised stern, square sails. Sails to +Z;
// the origin is at the keel's foot.
#include "world/things/build.h"
#include "world/things/thing_list.h"
#include "world/things/vehicles/hull_family.h"

namespace hibari::world {

namespace {

constexpr float kDeck = 4.6F;

void add_mast(Assembly& ship, float z, float high, const Material& canvas) {
    const Material spar = wood(hex(0x6E4A2A), 0.1F);
    ship.rod({0, kDeck, z}, {0, kDeck + high, z}, 0.2F, spar);
    float y = kDeck + 0.34F * high;
    float half = 0.36F * high;
    for (int i = 0; i < 3; ++i) {
        const float next = y + 0.21F * high;
        ship.rod({-half, next, z + 0.25F}, {half, next, z + 0.25F}, 0.1F, spar);
        // Full of wind: three strips that bulge forward.
        for (const float share : {-0.33F, 0.0F, 0.33F}) {
            const float bulge = 0.35F + 0.7F * (1.0F - 9.0F * share * share * 0.6F);
            ship.detail(
                box({0.95F * half, 0.072F * high, 0.04F}, 0.02F),
                {{0, 0.5F * (y + next) + share * 0.2F * high, z + 0.2F + 0.55F * bulge},
                 turn_x(share * 42.0F)},
                canvas
            );
        }
        y = next;
        half *= 0.78F;
    }
    for (const float side : {-1.0F, 1.0F}) {
        for (const float aft : {-1.6F, 0.0F}) {
            ship.thin_rod(
                {side * 3.2F, kDeck + 0.7F, z + aft}, {0, kDeck + 0.8F * high, z}, 0.03F, bark()
            );
        }
    }
}

}  // namespace

const Thing kShip{
    .name = "ship",
    .words =
        {"ship",
         "galleon",
         "frigate",
         "pirate ship",
         "sailing ship",
         "tall ship",
         "schooner",
         "viking ship",
         "longship",
         "battleship",
         "cruise ship",
         "vessel"},
    .category = Category::kVehicle,
    .traits = {.rideable = true, .floats = true, .outdoor = true},
    .usual_size = {7.0F, 22.0F, 27.0F},
    .build =
        [](const Entity& entity, Rng) {
            Assembly ship(entity, Substance::kWood);
            ship.link("hull");
            const Material plank = tinted(wood(hex(0x7A5230), 0.12F));
            const Material dark = wood(hex(0x3E2A1C), 0.1F);
            HullData hull{
                .half_length_m = 12.0F,
                .half_beam_m = 3.4F,
                .draught_m = 2.4F,
                .freeboard_m = 2.2F,
                .bulwark_m = 0.9F,
                .sheer_m = 1.8F,
                .side = plank,
                .bottom = dark,
                .rail = wood(hex(0xC79A4A), 0.08F),
                .deck = wood(hex(0xB98550), 0.1F),
            };
            add_hull(ship, hull);
            // The stern castle with its windows.
            ship.part(box({2.5F, 1.3F, 2.4F}, 0.08F), {0, kDeck + 1.5F, -9.6F}, plank);
            ship.detail(box({2.7F, 0.1F, 2.6F}, 0.05F), {0, kDeck + 2.85F, -9.6F}, hull.rail);
            for (const float x : {-1.6F, -0.55F, 0.55F, 1.6F}) {
                ship.detail(
                    box({0.32F, 0.5F, 0.03F}), {x, kDeck + 1.6F, -12.02F}, glow(hex(0xFFD890), 0.5F)
                );
            }
            for (int i = -3; i <= 2; ++i) {
                for (const float side : {-1.0F, 1.0F}) {
                    const float z = 2.6F * static_cast<float>(i);
                    ship.detail(
                        box({0.06F, 0.32F, 0.36F}, 0.02F),
                        {side * 3.3F, 3.4F, z},
                        plain(hex(0x14100C))
                    );
                    ship.detail(
                        cylinder(0.35F, 0.13F),
                        {{side * 3.5F, 3.4F, z}, turn_z(90)},
                        metal(kCharcoal, 0.5F)
                    );
                }
            }
            ship.rod({0, kDeck + 1.6F, 11.2F}, {0, kDeck + 4.2F, 16.0F}, 0.16F, dark);
            const Material canvas = fabric(entity.accent.value_or(hex(0xEFE6D2)), 0.05F);
            add_mast(ship, 6.6F, 13.5F, canvas);
            add_mast(ship, 0.2F, 16.5F, canvas);
            add_mast(ship, -6.0F, 12.0F, canvas);
            ship.detail(
                box({0.02F, 0.45F, 0.8F}), {0, kDeck + 16.4F, -0.7F}, fabric(hex(0x151515), 0.05F)
            );
            ship.mass(160000.0F);
            ship.center_of_mass({0, 1.8F, -0.5F});
            ship.anchor("seat", {0.8F, kDeck + 0.1F, -5.0F});
            ship.anchor("deck", {0, kDeck, -3.0F});
            ship.anchor("waterline", {0, 2.4F, 0});
            return ship.finish();
        },
};

}  // namespace hibari::world
