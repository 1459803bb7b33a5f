// The moon: grey dust and boulders, crater rims, low hills, black sky with stars and the Earth.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

namespace {

void add_crater(Place& place, Vec3 at, float radius) {
    const Material dust{
        .surface = Surface::kMoonDust,
        .base = hex(0x8A8885),
        .accent = hex(0x5E5C5A),
        .roughness = 0.95F,
        .scale = 1.0F,
        .bump = 0.8F
    };
    Part& rim = add_part(
        place, torus(radius, radius * 0.16F), {{at.x, at.y - radius * 0.07F, at.z}, {}}, dust
    );
    rim.collides = true;
    add_part(
        place,
        ellipsoid({radius * 0.95F, 0.02F, radius * 0.95F}),
        at,
        {.surface = Surface::kMoonDust,
         .base = hex(0x5F5D5B),
         .accent = hex(0x454341),
         .roughness = 0.95F,
         .scale = 1.0F,
         .bump = 0.8F}
    )
        .collides = false;
}

}  // namespace

Place make_moon() {
    Place place{
        .name = "moon",
        .words =
            {"moon",
             "lunar surface",
             "moon surface",
             "mars",
             "planet",
             "alien planet",
             "asteroid surface",
             "on the moon"},
        .gravity_mps2 = 1.62F,
        .air_density_kg_m3 = 0.0F,
        .terrain =
            {.flat_radius_m = 32.0F,
             .hill_height_m = 16.0F,
             .hill_length_m = 90.0F,
             .ruggedness = 0.1F},
        .ground = Substance::kSand,
        .ground_material =
            {.surface = Surface::kMoonDust,
             .base = hex(0x8A8885),
             .accent = hex(0x5E5C5A),
             .roughness = 0.95F,
             .scale = 1.0F,
             .bump = 0.8F},
        .reverb = {.rt60_s = 0.0F, .size_m = 100.0F, .wet = 0.0F},
        .ambience = "none",
        .sky_tint = {0, 0, 0},
        .stars = true,
        .planet_toward = normalize(Vec3{-0.22F, 0.135F, -0.96F}, {0, 0, -1}),
        .planet_radius = 0.085F,
        .half_extent = {12, 12, 6},
        .camera_reach_m = 25.0F,
    };
    add_crater(place, {-7.5F, 0, -9.0F}, 2.4F);
    add_crater(place, {6.5F, 0, -14.0F}, 3.6F);
    add_crater(place, {14.0F, 0, -7.0F}, 1.6F);
    add_crater(place, {-15.0F, 0, -19.0F}, 4.5F);
    place.backdrop = {
        {.kind = "rock", .position = {-4.0F, -0.1F, -7.0F}, .yaw_rad = 1.0F, .scale = 0.7F},
        {.kind = "rock", .position = {4.6F, -0.1F, -6.6F}, .yaw_rad = 2.4F, .scale = 0.5F},
        {.kind = "rock", .position = {10.5F, -0.2F, -12.0F}, .yaw_rad = 4.0F, .scale = 1.6F},
        {.kind = "rock", .position = {-12.0F, -0.2F, -13.5F}, .yaw_rad = 5.0F, .scale = 1.9F},
    };
    return place;
}

}  // namespace hibari::world
