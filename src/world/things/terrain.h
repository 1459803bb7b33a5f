// Ground and water heights: one formula for the feet, the wheels, the hulls and the picture.
//
// Both are closed forms of position (and time), so that the renderer, the physics and the truth
// agree exactly without sharing a mesh. The evaluation is a template over the scalar type (float,
// or the ray caster's lanes): terrain_eval.h.
#pragma once

#include "base/vec.h"

#include <array>
#include <cstdint>

namespace hibari::world {

enum class TerrainKind : std::uint8_t {
    kFlat,
    kSlope,  ///< plane through the origin that falls towards +X with `grade` (snowboard run)
    kShore,  ///< flat for z > shore_z_m; falls with `grade` towards -Z, where the sea is
    kBed,  ///< all below water (lake, open sea): flat at y = -depth_m; with hills it climbs beyond
           ///< the flat to a bank a little above the water
    kChannel,  ///< a river along X that bends away behind the stage: its bed at y = -depth_m out to
               ///< |z| = shore_z_m, banks no steeper than `grade` up to a little above y = 0
    kNone,     ///< no ground at all (space)
};

/// Near the stage the ground is exactly flat (or one slope); hills rise beyond `flat_radius_m`.
struct Terrain {
    TerrainKind kind = TerrainKind::kFlat;
    float grade = 0.0F;       ///< rise over run
    float shore_z_m = -6.0F;  ///< kShore: the water line lies near here; kChannel: half its width
    float depth_m = 8.0F;     ///< kBed, kChannel
    float flat_radius_m = 30.0F;
    float hill_height_m = 0.0F;   ///< amplitude of the hills beyond the flat
    float hill_length_m = 60.0F;  ///< their wavelength
    float ruggedness = 0.0F;      ///< 0 dunes .. 1 crags
};

/// A sine wave of the water's surface: y = amplitude * sin(k . xz - omega t + phase), omega^2 = g k
/// (deep water).
struct Wave {
    float amplitude_m = 0.0F;
    Vec2 wavevector{};   ///< rad/m
    float omega = 0.0F;  ///< rad/s
    float phase = 0.0F;
};

struct Water {
    bool present = false;
    float level_m = 0.0F;
    std::array<Wave, 6> waves{};
    Vec3 color{0.02F, 0.10F, 0.13F};  ///< of deep water
    float clarity_m = 3.0F;           ///< depth at which the bottom fades
    float foam = 0.0F;                ///< 0 .. 1 white caps
};

}  // namespace hibari::world
