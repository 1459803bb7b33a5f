// One frame's world, ready for the ray caster: everything placed, nothing about time but this
// instant and the one before.
//
// compose.h makes it from a Timeline; tests and pictures may fill it by hand. It is plain data
// without lanes, so every instruction set reads the same object. World frame, metres, seconds,
// linear RGB.
#pragma once

#include "base/vec.h"
#include "world/script/shot_script.h"
#include "world/things/likeness_form.h"
#include "world/things/material.h"
#include "world/things/place.h"
#include "world/things/shape.h"
#include "world/things/terrain.h"
#include "world/timeline/timeline.h"

#include <array>
#include <cstdint>
#include <vector>

namespace hibari::world {

/// A rotation as a matrix; columns are the images of the axes.
struct Rotation {
    Vec3 x{1, 0, 0};
    Vec3 y{0, 1, 0};
    Vec3 z{0, 0, 1};
};

/// A material as the surface functions see it: uniform over a call.
struct MaterialParams {
    Material look;
    std::uint32_t seed = 0;  ///< differs from body to body, the same in every frame
    Vec3 half{};             ///< half extents of the part that wears it, for patterns that fit it
    ShapeKind shape = ShapeKind::kSphere;
    int face = -1;  ///< index into FrameScene::faces for heads with Surface::kFace
    /// Surface::kFace is painted in the frame of the link: where the part stands in it.
    Vec3 link_position{};
    Rotation link_rotation{};
    int picture = -1;       ///< index into FrameScene::pictures of what is laid on it
    Vec3 picture_origin{};  ///< as Part::form_origin and form_scale
    Vec3 picture_scale{1, 1, 1};
};

/// A face at this instant.
struct FaceParams {
    FacePose pose;
    Vec3 skin{0.6F, 0.4F, 0.3F};
    Vec3 iris{0.2F, 0.12F, 0.06F};
    Vec3 hair{0.05F, 0.03F, 0.02F};
    Vec3 lips{0.45F, 0.2F, 0.18F};
    bool beard = false;
    float age = 0.4F;
};

/// A placed shape.
struct Primitive {
    Shape shape;
    Vec3 position{};
    Rotation rotation{};
    Vec3 previous_position{};  ///< one frame ago
    Rotation previous_rotation{};
    Vec3 half_bounds{};      ///< axis-aligned half extents in its own frame
    float bound_radius = 0;  ///< of the sphere around `position` that holds it
    int material = 0;        ///< index into FrameScene::materials
    int group = -1;          ///< index into FrameScene::groups; -1: stands alone
    float blend = 0.0F;      ///< smooth-union radius, metres
    std::uint16_t body = 0;  ///< as GBuffer::body
    std::uint16_t entity = 0;
    bool casts_shadow = true;
};

/// Primitives of one entity that melt into one another: members[first .. first + count).
struct BlendGroup {
    int first = 0;
    int count = 0;
    Vec3 center{};
    float radius = 0.0F;
};

/// A thin round thread between two points (net, rope), drawn with its exact coverage.
struct Strand {
    Vec3 a{};
    Vec3 b{};
    Vec3 previous_a{};
    Vec3 previous_b{};
    float radius = 0.003F;
    int material = 0;
    std::uint16_t entity = 0;
};

/// A two-sided triangle of a soft surface (sail, flag, trampoline bed).
struct Triangle {
    Vec3 vertex[3];
    Vec3 normal[3];  ///< smoothed over neighbours, unit
    Vec3 rest[3];    ///< rest positions: the pattern's coordinates
    Vec3 previous[3];
    int material = 0;
    std::uint16_t entity = 0;
};

/// A soft ball of something: spray, dust, smoke, flame.
struct ParticleSprite {
    ParticleKind kind = ParticleKind::kDust;
    Vec3 position{};
    Vec3 velocity{};  ///< world, per clip second: streaks
    float radius = 0.01F;
    Vec3 color{1, 1, 1};
    float age = 0.0F;  ///< 0 at birth .. 1 at its end
    std::uint32_t seed = 0;
};

/// At most so many lamps of a scene throw shadows: those that light the stage most.
constexpr int kShadowLampsMost = 6;

/// A lit lamp.
struct FrameLamp {
    Vec3 position{};
    Vec3 direction{0, -1, 0};
    Vec3 color{1, 1, 1};  ///< irradiance over pi at 1 m: white paper there gets this radiance
    float cone_cos = -1.0F;
    float radius = 0.1F;  ///< of the glowing ball: softness of its shadows
    bool shadows = true;
};

/// What the sky and the air look like; the sky functions read only this.
struct SkyParams {
    Vec3 sun_direction{0.3F, 0.8F, 0.5F};  ///< towards sun or moon, unit
    Vec3 sun_color{1, 1, 1};
    TimeOfDay time = TimeOfDay::kDay;
    Sky weather = Sky::kClear;
    float cloud = 0.0F;
    Vec3 tint{1, 1, 1};
    bool stars = false;   ///< airless: black sky
    bool indoor = false;  ///< no sky: a room's or a studio's soft surroundings
    Vec3 planet_toward{};
    float planet_radius = 0.0F;  ///< 0: none
    float fog_per_m = 0.0F;
    float fog_clear_m = 0.0F;  ///< before the eye, free of fog
    Vec3 fog_color{0.7F, 0.75F, 0.8F};
    float lightning = 0.0F;  ///< 0 .. 1 flash now
    Vec3 wind_mps{};
    float time_s = 0.0F;  ///< world seconds
};

/// Ripple at this instant.
struct FrameRipple {
    Vec2 center{};
    float age_s = 0.0F;
    float amplitude_m = 0.0F;
    float wavelength_m = 0.4F;
};

/// The ground and what it is made of.
struct GroundParams {
    Terrain terrain;
    MaterialParams material;
    Substance substance = Substance::kConcrete;
    float wetness = 0.0F;  ///< 0 dry .. 1 puddles (rain)
    float snow = 0.0F;     ///< 0 .. 1 cover
    float litter = 0.0F;   ///< 0 .. 1: fallen leaves or petals
    std::array<Vec3, 3> litter_colors{};
    Vec2 court_origin{};     ///< Surface::kCourt: the point under the ring (x, z)
    Vec2 court_ahead{0, 1};  ///< from there into the court, unit
};

/// Falling rain and snow, drawn as closed forms of position and time.
struct Precipitation {
    float rain = 0.0F;  ///< 0 .. 1
    float snow = 0.0F;
    Vec3 wind_mps{};
    float time_s = 0.0F;
};

/// What everything is modelled of.
enum class Modelling : std::uint8_t {
    kNatural,  ///< what it is
    kClay,     ///< kneaded by hand: flat colours, dents, no glass
    kFacets,   ///< few flat faces
};

/// Uniform surroundings of every surface call.
struct SurfaceEnvironment {
    float time_s = 0.0F;   ///< world seconds
    float night = 0.0F;    ///< 0 day .. 1 night: lit windows, lamps
    float wetness = 0.0F;  ///< rain on upward surfaces
    float snow = 0.0F;     ///< settled snow on upward surfaces
    Modelling modelling = Modelling::kNatural;
};

/// Camera with an orthonormal basis; it looks along `forward`.
struct FrameCamera {
    Vec3 position{0, 1.5F, 6};
    Vec3 right{1, 0, 0};
    Vec3 up{0, 1, 0};
    Vec3 forward{0, 0, -1};
    float tan_half_fov_y = 0.3F;
};

/// Irradiance over pi from the surroundings as a function of the normal: real spherical harmonics
/// up to degree 2, already convolved with the cosine (Ramamoorthi and Hanrahan 2001, eq. 10).
struct AmbientLight {
    Vec3 coefficient[9];
};

/// What holds for a whole frame, in plain numbers that may be copied anywhere.
struct FrameUniforms {
    FrameCamera camera;
    FrameCamera previous_camera;
    SkyParams sky;
    GroundParams ground;
    Water water;
    Precipitation precipitation;
    SurfaceEnvironment surroundings;
    float sun_radius_rad = 0.012F;  ///< angular radius of the light: softness of shadows
    float ambient_gain = 1.0F;      ///< scales the measured light of the surroundings
    float exposure = 1.0F;          ///< multiplies every radiance that leaves the caster
};

struct FrameScene : FrameUniforms {
    std::vector<MaterialParams> materials;
    std::vector<FaceParams> faces;
    std::vector<LikenessPicture> pictures;
    std::vector<Primitive> primitives;  ///< members of a group lie together
    std::vector<BlendGroup> groups;
    std::vector<Strand> strands;
    std::vector<Triangle> triangles;
    std::vector<ParticleSprite> particles;
    std::vector<FrameLamp> lamps;
    std::vector<FrameRipple> ripples;
};

}  // namespace hibari::world
