// A place: ground, walls, backdrop, light, air and echo of a location.
#pragma once

#include "base/vec.h"
#include "world/things/material.h"
#include "world/things/terrain.h"
#include "world/things/thing.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::world {

/// A catalogue thing standing in the backdrop. It is simulated like any other (mostly fixed) but no
/// one asked for it.
struct Backdrop {
    std::string_view kind{};  ///< catalogue name
    Vec3 position{};
    float yaw_rad = 0.0F;
    float scale = 1.0F;
};

/// Ceiling light of a room, street lamp, stage spot: position, colour and reach.
struct Lamp {
    Vec3 position{};
    Vec3 color{1, 1, 1};  ///< radiant intensity relative to the sun's irradiance at 1 m
    Vec3 direction{0, -1, 0};
    float cone_cos = -1.0F;  ///< -1: all around; else cosine of the half angle of a spot
    bool night_only = false;
};

/// How a place echoes.
struct Reverb {
    float rt60_s = 0.3F;  ///< 0: open air
    float size_m = 5.0F;  ///< typical wall distance (pre-delay, early reflections)
    float wet = 0.1F;     ///< 0 .. 1
};

struct Place {
    std::string_view name{};                ///< catalogue name
    std::vector<std::string_view> words{};  ///< English nouns and phrases
    bool indoor = false;
    float gravity_mps2 = 9.81F;
    float air_density_kg_m3 = 1.2F;  ///< 0: vacuum, no sound of wind, no drag
    Terrain terrain{};
    Water water{};
    Substance ground = Substance::kConcrete;
    Material ground_material{};
    /// Static parts in world frame: walls, ceiling, built-in furniture, painted stage.
    std::vector<Part> fixed_parts{};
    std::vector<Backdrop> backdrop{};
    std::vector<Lamp> lamps{};
    Reverb reverb{};
    std::string_view ambience{};  ///< name of a bed in sound/: "gym", "street", "birds", "waves",
                                  ///< "wind", "room", "none", ...
    Vec3 sky_tint{1, 1, 1};
    bool submerged = false;      ///< what happens here happens under water
    bool stars = false;          ///< moon, space
    Vec3 planet_toward{};        ///< unit; where a planet like ours stands among the stars
    float planet_radius = 0.0F;  ///< sine of the angle it covers; 0: there is none
    Vec3 half_extent{6, 4, 6};   ///< space that actors may use, around the origin
    float camera_reach_m =
        12.0F;  ///< how far from the origin a camera may stand (rooms have walls)
};

}  // namespace hibari::world
