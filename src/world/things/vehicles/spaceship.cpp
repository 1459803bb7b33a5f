// A small spaceship, 9.5 m: a slender hull with a canopy, swept wings and two engines, on three
// legs. Flies to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

namespace {

constexpr float kShipY = 1.75F;

void add_ship_hull(Assembly& ship, const Material& hull, const Material& dark) {
    const auto skin = [&](const Shape& shape, const At& at) {
        Part& part = ship.part(shape, at, hull);
        part.group = 1;
        part.blend = 0.25F;
    };
    skin(round_cone(1.75F, 0.72F, 0.20F), along({0, kShipY, 0.9F}, {0, kShipY - 0.12F, 4.4F}));
    skin(ellipsoid({0.95F, 0.62F, 2.6F}), {0, kShipY, -0.9F});
    skin(box({0.80F, 0.30F, 1.2F}, 0.2F), {0, kShipY, -2.4F});
    ship.detail(
        ellipsoid({0.44F, 0.42F, 1.15F}),
        {{0, kShipY + 0.46F, 1.45F}, turn_x(7)},
        window_glass(hex(0x2A5A86))
    );
    ship.detail(ellipsoid({0.46F, 0.30F, 1.2F}), {{0, kShipY + 0.36F, 1.42F}, turn_x(7)}, dark);
    // Panels on its back.
    for (const float z : {-0.9F, -1.6F}) {
        ship.detail(box({0.26F, 0.03F, 0.24F}, 0.02F), {0, kShipY + 0.60F, z}, dark);
    }
}

void add_ship_side(Assembly& ship, float side, const Material& hull, const Material& trim) {
    const Material dark = metal(kCharcoal, 0.4F);
    // The wing: three panels, each swept further back and thinner.
    for (int i = 0; i < 3; ++i) {
        const auto n = static_cast<float>(i);
        ship.part(
            box({0.56F, 0.10F - 0.025F * n, 1.05F - 0.24F * n}, 0.06F - 0.012F * n),
            {{side * (1.15F + 0.92F * n), kShipY - 0.18F - 0.10F * n, -1.35F - 0.42F * n},
             turn_y(side * 14.0F) * turn_z(side * -7.0F)},
            i == 1 ? trim : hull
        );
    }
    ship.part(
        box({0.06F, 0.42F, 0.55F}, 0.05F),
        {{side * 3.42F, kShipY - 0.30F, -2.42F}, turn_z(side * -8.0F)},
        trim
    );
    ship.part(
        round_cone(0.75F, 0.07F, 0.035F),
        along({side * 3.42F, kShipY - 0.34F, -2.2F}, {side * 3.42F, kShipY - 0.34F, -0.5F}),
        dark
    );
    // The engine and its glow.
    const Vec3 engine{side * 0.92F, kShipY + 0.05F, -2.7F};
    ship.part(cylinder(1.15F, 0.46F, 0.12F), {engine, turn_x(90)}, hull);
    ship.detail(torus(0.40F, 0.09F), {engine + Vec3{0, 0, 1.15F}, turn_x(90)}, trim);
    ship.detail(cylinder(0.02F, 0.36F), {engine + Vec3{0, 0, 1.13F}, turn_x(90)}, plain(kBlack));
    ship.part(cone(0.26F, 0.42F, 0.34F), {engine - Vec3{0, 0, 1.36F}, turn_x(90)}, dark);
    ship.detail(
        cylinder(0.03F, 0.36F), {engine - Vec3{0, 0, 1.60F}, turn_x(90)}, glow(hex(0x4AB8FF), 5.0F)
    );
    ship.part(
        box({0.06F, 0.55F, 0.62F}, 0.05F),
        {{side * 1.02F, kShipY + 0.88F, -3.0F}, turn_z(side * -22.0F) * turn_x(-22)},
        trim
    );
    const Vec3 foot{side * 1.35F, 0.06F, -1.6F};
    ship.rod({side * 0.95F, kShipY - 0.3F, -1.5F}, foot + Vec3{0, 0.06F, 0}, 0.075F, dark);
    ship.part(cylinder(0.06F, 0.26F, 0.04F), foot, dark);
    ship.detail(
        sphere(0.06F),
        {side * 3.44F, kShipY + 0.14F, -2.3F},
        glow(side > 0 ? hex(0xE02020) : hex(0x20C040), 1.5F)
    );
}

}  // namespace

const Thing kSpaceship{
    .name = "spaceship",
    .words =
        {"spaceship",
         "space ship",
         "spacecraft",
         "starship",
         "starfighter",
         "space fighter",
         "star cruiser"},
    .category = Category::kVehicle,
    .traits = {.rideable = true, .flies = true, .outdoor = true},
    .usual_size = {7.0F, 3.2F, 9.0F},
    .build =
        [](const Entity& entity, Rng) {
            const Material hull = tinted(paint(hex(0xC9CDD2), 0.2F));
            const Material trim = paint(entity.accent.value_or(hex(0xB5322A)), 0.25F);
            const Material dark = metal(kCharcoal, 0.4F);
            Assembly ship(entity, Substance::kSteel);
            add_ship_hull(ship, hull, dark);
            for (const float side : {1.0F, -1.0F}) {
                add_ship_side(ship, side, hull, trim);
            }
            ship.rod({0, kShipY - 0.3F, 2.6F}, {0, 0.12F, 2.8F}, 0.07F, dark);
            ship.part(cylinder(0.06F, 0.24F, 0.04F), {0, 0.06F, 2.8F}, dark);
            ship.mass(6000.0F);
            ship.center_of_mass({0, 1.4F, -0.6F});
            ship.anchor("seat", {0, kShipY + 0.1F, 1.3F});
            return ship.finish();
        },
};

}  // namespace hibari::world
