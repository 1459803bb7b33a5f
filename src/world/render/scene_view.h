// A FrameScene and its index as the kernels see them: plain pointers and numbers, so that the same
// object serves the CPU and, copied, a GPU.
#pragma once

#include "world/render/scene.h"

#include <cstdint>

namespace hibari::world {

/// What a reference in the hierarchy or a tile's list points to: kind in the upper bits.
enum class ItemKind : std::uint32_t { kPrimitive = 0, kGroup = 1, kTriangle = 2 };

constexpr std::uint32_t kItemShift = 28;
constexpr std::uint32_t kItemMask = (1U << kItemShift) - 1U;

/// Lists of primitives per cell of a plane: everything above (or below) that cell.
struct GridView {
    float origin_x = 0.0F;
    float origin_y = 0.0F;
    float inverse_cell = 1.0F;
    int width = 0;
    int height = 0;
    const std::uint32_t* start = nullptr;    ///< width * height + 1 offsets into entries
    const std::uint32_t* entries = nullptr;  ///< indices of primitives
};

/// A box of the hierarchy: a leaf holds items, an inner node its two children side by side.
struct BvhNode {
    Vec3 low{};
    std::uint32_t first = 0;  ///< first item, or left child
    Vec3 high{};
    std::uint32_t count = 0;  ///< items of a leaf; 0: inner node
};

/// How a primitive darkens the sky for its neighbours: a rounder, simpler solid than itself.
struct OcclusionProxy {
    enum class Kind : std::uint8_t { kNone, kSphere, kCapsule, kBox, kRing };
    Kind kind = Kind::kNone;
    float radius = 0.0F;
    float reach = 0.0F;  ///< from the primitive's centre: beyond it the effect is nil
    float far = 0.0F;    ///< distance from the surface at which the effect ends
    Vec3 a{};            ///< centre, or first end of the segment; world
    Vec3 b{};            ///< second end
    Vec3 half{};         ///< kBox; kRing: x = ring radius
    Vec3 bounce{};       ///< light that it throws back, irradiance over pi times its colour
};

constexpr int kLampGridSize = 24;  ///< cells along the side of the octahedral map

struct SceneView {
    const FrameUniforms* scene = nullptr;
    const Primitive* primitives = nullptr;
    const BlendGroup* groups = nullptr;
    const Triangle* triangles = nullptr;
    const Strand* strands = nullptr;
    const ParticleSprite* particles = nullptr;
    const MaterialParams* materials = nullptr;
    const FaceParams* faces = nullptr;
    const LikenessPicture* pictures = nullptr;
    const FrameLamp* lamps = nullptr;
    const FrameRipple* ripples = nullptr;
    int primitive_count = 0;
    int triangle_count = 0;
    int strand_count = 0;
    int particle_count = 0;
    int lamp_count = 0;
    int ripple_count = 0;

    const BvhNode* nodes = nullptr;
    const std::uint32_t* items = nullptr;
    int node_count = 0;

    /// Bounding spheres of all items for the tiles' tests, padded to a multiple of eight.
    const float* item_x = nullptr;
    const float* item_y = nullptr;
    const float* item_z = nullptr;
    const float* item_r = nullptr;
    const std::uint32_t* item_ref = nullptr;
    int item_count = 0;  ///< padded

    Vec3 sun_u{};  ///< axes of the plane across the sun's rays
    Vec3 sun_v{};
    GridView sun[2];  ///< fine and coarse: what may stand between a point and the sun
    const float* sun_top = nullptr;  ///< per primitive: farthest reach towards the sun
    GridView ambient[2];             ///< fine and coarse, over XZ: what may darken the sky
    const OcclusionProxy* proxies = nullptr;
    const std::uint32_t* lamp_start = nullptr;    ///< per lamp kLampGridSize^2 + 1 offsets
    const std::uint32_t* lamp_entries = nullptr;  ///< near to far from the lamp
    const float* lamp_near = nullptr;  ///< per entry: no part of it is nearer to the lamp

    AmbientLight ambient_light{};
    Vec3 ground_light{};           ///< radiance of the ground in the open, for light from below
    float terrain_top = 0.0F;      ///< no ground is higher
    float water_top = 0.0F;        ///< no wave is higher
    float terrain_caution = 1.0F;  ///< part of the height above the hills that a ray may advance
    bool ground_is_plane = true;
    bool has_ground = true;

    float mirror_least = 0.012F;  ///< weaker mirrors show the sky's dome only
};

}  // namespace hibari::world
