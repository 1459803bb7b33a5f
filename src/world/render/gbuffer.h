// The geometry buffer: what the ray caster saw, before any look is applied.
//
// The caster fills it (linear light, one value per pixel, edges already anti-aliased in the colour
// planes); the styles develop it into a Frame. Planes are row-major from the top left.
#pragma once

#include "base/vec.h"

#include <cstdint>
#include <vector>

namespace hibari::world {

struct GBuffer {
    int width = 0;
    int height = 0;
    std::vector<Vec3> color;  ///< final linear radiance, 1 = white paper in full sun
    /// What is seen, split in two for those who paint it anew; empty where nobody asked.
    std::vector<Vec3> albedo;  ///< surface colour without light; sky colour where nothing is hit
    std::vector<Vec3> light;   ///< irradiance that reached the surface (direct and sky), same unit
    std::vector<Vec3> normal;  ///< world; zero where nothing is hit
    std::vector<float> depth;  ///< metres along the view axis; kFar where nothing is hit
    std::vector<Vec2> motion;  ///< pixels moved since the previous frame, x right, y down
    std::vector<std::uint16_t>
        body;  ///< 1 + index into Timeline::bodies; 0 sky, kGroundId, kWaterId
    std::vector<std::uint16_t> entity;  ///< 1 + index into Timeline::entities; 0 none

    static constexpr float kFar = 1e9F;
    static constexpr std::uint16_t kGroundId = 0xFFFF;
    static constexpr std::uint16_t kWaterId = 0xFFFE;
    static constexpr std::uint16_t kSoftId = 0xFFFD;
    static constexpr std::uint16_t kParticleId = 0xFFFC;
};

/// The planes of a GBuffer as the kernels see them: plain pointers, wherever the planes lie.
struct GBufferView {
    int width = 0;
    int height = 0;
    Vec3* color = nullptr;
    Vec3* albedo = nullptr;  ///< with `light`: null where nobody asked
    Vec3* light = nullptr;
    Vec3* normal = nullptr;
    float* depth = nullptr;
    Vec2* motion = nullptr;
    std::uint16_t* body = nullptr;
    std::uint16_t* entity = nullptr;
};

GBufferView view_of(GBuffer& buffer);

/// Gives every plane its size; without `split_light` the planes of the split light stay empty.
void resize(GBuffer& buffer, int width, int height, bool split_light);

/// Gives rows outside [first, last) the values of the nearest row in it.
void repeat_border_rows(GBuffer& buffer, int first, int last);

}  // namespace hibari::world
