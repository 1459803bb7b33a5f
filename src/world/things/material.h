// What things are made of: how a surface looks, how it moves and how it sounds.
#pragma once

#include "base/vec.h"

#include <cstdint>
#include <string_view>

namespace hibari::world {

/// Procedural patterns. Each is evaluated in the part's own frame unless the comment says world.
enum class Surface : std::uint8_t {
    kPlain,
    kWood,
    kParquet,  // world XZ
    kBrick,
    kConcrete,
    kAsphalt,  // world XZ
    kTile,
    kPlaster,
    kGrass,     // world XZ
    kSand,      // world XZ
    kSnow,      // world XZ
    kEarth,     // world XZ
    kMoonDust,  // world XZ
    kRock,
    kBark,
    kFoliage,
    kSkin,
    // Skin of a head with eyes, brows and mouth driven by the face track. Evaluated in the frame of
    // the LINK (head: origin at the centre of the skull, +Y crown, +Z nose), because several parts
    // share one face. Lengths below times `scale` (1: adult head, 0.235 m from chin to crown):
    // eyes at (+-0.032, 0.006), brows at y 0.032, nose tip at y -0.022, lips at y -0.062 and
    // +-0.025 wide; only the front (z > 0) is painted. Accent: beard and brow colour.
    kFace,
    kHair,
    kFur,
    kFeathers,
    kScales,
    kFabric,
    kDenim,
    kLeather,
    kRubber,
    kMetal,
    kBrushedMetal,
    kRust,
    kGlass,
    kPlastic,
    kPaint,  // glossy clear coat
    kIce,
    kCardboard,
    kPaper,
    kStripes,  // base and accent across local Y
    kChecker,
    kDots,
    kFlame,    // emissive, animated
    kGlow,     // plain emission
    kWindows,  // façade: grid of windows, lit at night
    kRoofTiles,
    kRoad,   // world XZ: asphalt with lane marks
    kCourt,  // world XZ: parquet with painted lines
    kBasketball,
    kSoccerBall,
    kTennisBall,
    kBaseball,
    kVolleyball,
    kAmericanFootball,
    kGolfBall,
    kBeachBall,
    kBowlingBall,
    kDomino,
    kDie,
    kBookCover,
    kScreen,
    kNet,  // see-through mesh
};

/// Look of a surface. Colours are linear RGB reflectance.
struct Material {
    Surface surface = Surface::kPlain;
    Vec3 base{0.7F, 0.7F, 0.7F};
    Vec3 accent{0.2F, 0.2F, 0.2F};
    float roughness = 0.6F;     ///< 0 mirror .. 1 chalk
    float metallic = 0.0F;      ///< 0 .. 1
    float transmission = 0.0F;  ///< 0 opaque .. 1 clear glass or water
    float emission = 0.0F;      ///< radiance in units of a white surface in sunlight
    float scale = 1.0F;         ///< size of the pattern's unit, metres
    float bump = 0.0F;          ///< depth of the relief, 0 .. 1
    bool tintable = false;      ///< a colour asked for in the prompt replaces `base`
};

/// What a body is made of, for contact and sound.
enum class Substance : std::uint8_t {
    kWood,
    kSteel,
    kGlass,
    kCeramic,
    kPlastic,
    kRubber,  // solid rubber and inflated balls
    kLeather,
    kFabric,
    kFlesh,
    kStone,
    kConcrete,
    kEarth,
    kSand,
    kGrass,
    kSnow,
    kIce,
    kWater,
    kCardboard,
    kFoam,
    kFoliage,
};

/// Bulk values of a substance; a thing may override them.
struct SubstanceValues {
    float density_kg_m3 = 1000.0F;
    float restitution = 0.3F;        ///< against a hard floor
    float friction = 0.5F;           ///< Coulomb, against a hard floor
    float rolling_friction = 0.01F;  ///< metres
    /// As a floor, wall or scenery: the share of a bounce that it leaves to what falls on it; 1 for
    /// a rigid one. It takes the place of `restitution` in pair_restitution for the ground and for
    /// fixed things (whose blueprints carry it as their restitution).
    float rebound = 1.0F;
};

SubstanceValues values_of(Substance substance);
std::string_view name_of(Substance substance);

/// What a surface is usually made of: for walls and other parts that say how they look only.
Substance substance_of(Surface surface);

/// Restitution of a pair. The softer partner decides how much is lost: e = e_a * e_b where a rigid
/// floor counts as 1; see material.cpp for the rule and its source. Tests measure clips against
/// this very function.
float pair_restitution(float a, float b);

/// Friction of a pair: geometric mean.
float pair_friction(float a, float b);

}  // namespace hibari::world
