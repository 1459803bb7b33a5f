// Tools for place files: ready grounds and lamps, and rooms made of walls, floor trim and ceiling.
#pragma once

#include "world/things/at.h"
#include "world/things/palette.h"
#include "world/things/place.h"
#include "world/things/terrain.h"

namespace hibari::world {

/// A room around the origin, open towards nothing: the camera stands inside.
struct Room {
    Vec3 half{5, 1.5F, 5};  ///< half width and depth; half.y is half the ceiling height
    Vec3 center{};          ///< shifts the room on the ground plan; y is ignored
    Material walls;
    Material ceiling;
    Material skirting;  ///< strip along the floor
    float skirting_m = 0.09F;
};

/// Four walls, a ceiling and skirting boards.
void add_room(Place& place, const Room& room);

/// A fixed part of the place, in world frame.
Part& add_part(Place& place, const Shape& shape, const At& at, const Material& material);

/// A lamp that shines all around.
Lamp bulb(Vec3 at, Vec3 color, float strength);

/// A lamp with a cone around `direction`.
Lamp spot(Vec3 at, Vec3 direction, float half_angle_deg, Vec3 color, float strength);

/// Grass, sand and the like with the right substance.
void lay_grass(Place& place, Vec3 color = hex(0x5E7D42));
void lay_sand(Place& place, Vec3 color = hex(0xDCC290));
void lay_snow(Place& place);
void lay_earth(Place& place, Vec3 color = hex(0x6E5238));
void lay_concrete(Place& place, Vec3 color = hex(0xA7A49D));

/// Asphalt with a centre line along X and lanes of the given width.
void lay_road(Place& place, float lane_m);

/// A flat sheet of lawn over part of another ground, between two corners (x, z); it only shows.
void add_lawn(Place& place, Vec2 from, Vec2 to, Vec3 color = hex(0x5E7D42));

/// Mesas at the horizon: stacked slabs of red stone.
void add_mesas(Place& place);

/// A plain tower block: a façade with rows of windows, a ledge and something on the roof.
struct Building {
    Vec3 foot{};
    Vec3 half{8, 12, 8};
    Vec3 wall{};
};

void add_building(Place& place, const Building& building);

/// A house in a terrace: shop front with awning below, windows above, cornice. `foot` is the middle
/// of its front edge; it extends 10 m to -Z.
void add_town_house(
    Place& place, Vec3 foot, float half_width_m, float storeys, Vec3 wall, Vec3 awning
);

/// A bank of seats with people in coloured shirts, along X and rising to -Z, then turned.
void add_stand(Place& place, Vec3 foot, float half_length_m, float yaw_rad, int rows = 9);

/// A round ceiling lamp's shade.
void add_ceiling_light(Place& place, Vec3 at);

/// Deep-water waves: six sines around `length_m`, running towards `heading_rad` (0: +X, pi/2: +Z),
/// the largest with `amplitude_m`. omega^2 = g k.
void set_waves(Water& water, float amplitude_m, float length_m, float heading_rad);

}  // namespace hibari::world
