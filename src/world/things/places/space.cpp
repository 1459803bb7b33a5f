// Deep space: stars, a blue planet below, no ground and no weight.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

Place make_space() {
    Place place{
        .name = "space",
        .words =
            {"space",
             "outer space",
             "galaxy",
             "cosmos",
             "zero gravity",
             "universe",
             "weightlessness"},
        .gravity_mps2 = 0.0F,
        .air_density_kg_m3 = 0.0F,
        .terrain = {.kind = TerrainKind::kNone},
        .reverb = {.rt60_s = 0.0F, .size_m = 100.0F, .wet = 0.0F},
        .ambience = "none",
        .sky_tint = {0, 0, 0},
        .stars = true,
        .planet_toward = normalize(Vec3{0.20F, -0.36F, -0.90F}, {0, 0, -1}),
        .planet_radius = 0.36F,
        .half_extent = {10, 10, 6},
        .camera_reach_m = 30.0F,
    };
    add_part(
        place,
        sphere(26.0F),
        {-330.0F, 210.0F, -800.0F},
        {.surface = Surface::kMoonDust,
         .base = hex(0x9A9894),
         .accent = hex(0x66635F),
         .roughness = 0.95F,
         .scale = 6.0F}
    )
        .collides = false;
    return place;
}

}  // namespace hibari::world
