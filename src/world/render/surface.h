// What the caster asks of the surfaces: colour and relief of materials, sky, fog, ground, water and
// particles. Everything is over lanes (lanes.h); parameters that are not lanes are uniform over the
// call. Lanes outside `active` may hold anything finite and their results are not used.
//
// Every pattern gets `footprint_m`, the width of the pixel on the surface: detail finer than about
// twice that must fade to its mean, or it shimmers.
#pragma once

#include "world/render/lanes.h"
#include "world/render/scene.h"

HIBARI_LANES_BEGIN

/// A point to be coloured.
struct SurfaceIn {
    M active;
    V3 local;         ///< in the part's own frame, metres (Surface::kFace: in the link's)
    V3 world;         ///< metres
    V3 normal_local;  ///< unit, towards the viewer's side
    V3 normal_world;
    /// The axes of the part's own frame in the world, unit: relief is found in that frame and
    /// turned with them. Left alone for what is evaluated in the world (grounds).
    V3 axis_x{F(1.0F), F(0.0F), F(0.0F)};
    V3 axis_y{F(0.0F), F(1.0F), F(0.0F)};
    V3 axis_z{F(0.0F), F(0.0F), F(1.0F)};
    V3 view;        ///< unit, from the point to the eye, world
    F view_cos;     ///< cosine between normal and view, >= 0
    F footprint_m;  ///< width of the pixel at the point, across the line of sight
    const MaterialParams* material = nullptr;
    const FaceParams* face = nullptr;          ///< not null for Surface::kFace
    const LikenessPicture* picture = nullptr;  ///< laid on it
    V3 picture_point;                          ///< in the picture's frame
    V3 picture_normal;                         ///< in the axes of that frame
    const SurfaceEnvironment* environment = nullptr;
};

/// Its look. The caller presets it from the material (see preset_surface); a pattern changes what
/// it means to change.
struct SurfaceOut {
    V3 albedo;        ///< diffuse reflectance; tint of the mirror where metallic
    V3 emission;      ///< radiance, 1 = white paper in the sun
    V3 normal_world;  ///< unit, with relief
    F roughness;      ///< 0 mirror .. 1 chalk
    F metallic;       ///< 0 .. 1
    F specular;       ///< reflectance of a dielectric at normal incidence, usually 0.04
    F clear_coat;     ///< 0 .. 1: a smooth lacquer above it all (paint, wet floors)
    F transmission;   ///< 0 .. 1: share of light that passes through
    F alpha;          ///< 0: not there at this point (holes of nets, gaps of foliage)
    F subsurface;     ///< 0 .. 1: light bleeds around (skin, wax, snow, leaves)
    F sheen;          ///< 0 .. 1: bright rim of cloth and fur
};

/// Sets the defaults of `out` from the material's numbers.
HIBARI_FN void preset_surface(const SurfaceIn& in, SurfaceOut& out) {
    const Material& look = in.material->look;
    out.albedo = V3(look.base);
    out.emission = V3(look.base) * F(look.emission);
    out.normal_world = in.normal_world;
    out.roughness = F(look.roughness);
    out.metallic = F(look.metallic);
    out.specular = F(0.04F);
    out.clear_coat = F(0.0F);
    out.transmission = F(look.transmission);
    out.alpha = F(1.0F);
    out.subsurface = F(0.0F);
    out.sheen = F(0.0F);
}

/// The look of any part (surface_kernel.cpp).
HIBARI_KERNEL void shade_surface(const SurfaceIn& in, SurfaceOut& out);

/// The look of the terrain: its material near the stage, rock, grass or snow by slope and height on
/// the hills, wet sand at the shore. `in.local` is `in.world`.
HIBARI_KERNEL void shade_ground(
    const GroundParams& ground, const Water& water, const SurfaceIn& in, SurfaceOut& out
);

/// Radiance of the sky in a direction (unit). `footprint` is the angle of a pixel or the blur of a
/// rough mirror, radians. `sun_disc` false leaves the sun's disc out (it is lit for by itself).
HIBARI_KERNEL V3
sky_radiance(const SkyParams& sky, const V3& direction, F footprint, bool sun_disc);

/// What the air adds and takes between the eye and `distance_m` along `direction`.
HIBARI_KERNEL V3 apply_fog(
    const SkyParams& sky, const V3& radiance, const V3& origin, const V3& direction, F distance_m
);

/// Relief and foam of the water beyond the waves that the geometry has.
struct WaterLook {
    V3 normal;      ///< unit, world
    F foam;         ///< 0 .. 1
    F roughness;    ///< of the mirror, grows where ripples are finer than a pixel
    V3 deep;        ///< radiance-free colour of the depths (reflectance)
    V3 extinction;  ///< per metre, by colour
};

/// `depth_m` is the depth of the bottom below the point where it is known, else large.
HIBARI_KERNEL void shade_water(
    const Water& water,
    const SkyParams& sky,
    const FrameRipple* ripples,
    int ripple_count,
    const V3& world,
    const V3& normal,
    F depth_m,
    F footprint_m,
    WaterLook& out
);

/// Colour and cover of a particle along one line of sight.
struct ParticleLook {
    V3 albedo;    ///< scatters light
    V3 emission;  ///< glows
    F alpha;      ///< cover, 0 .. 1, already soft at the rim
};

/// `across` is the place where the line of sight passes the particle's centre, in radii (x right, y
/// up on the screen; length > 1 misses it).
HIBARI_KERNEL void shade_particle(
    const ParticleSprite& particle,
    const SurfaceEnvironment& environment,
    const V2& across,
    F footprint_m,
    ParticleLook& out
);

/// Falling rain and snow along one line of sight.
struct PrecipitationLook {
    F drops;       ///< cover of the single drops or flakes, 0 .. 1
    F drop_m;      ///< distance of the one that covers most
    F veil;        ///< cover of all that are too far off to be told apart, 0 .. 1
    F brightness;  ///< relative to the light that falls on them
};

/// Rain streaks and snowflakes between the eye and `distance_m`.
HIBARI_KERNEL void shade_precipitation(
    const Precipitation& falling,
    const V3& origin,
    const V3& direction,
    F distance_m,
    F footprint_rad,
    PrecipitationLook& out
);

HIBARI_LANES_END
