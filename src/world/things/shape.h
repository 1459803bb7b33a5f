// The analytic primitives that everything in the world is built from.
//
// One list serves picture and physics: the ray caster intersects these shapes exactly and Bullet
// collides their equivalents, so that what is seen is what is hit. Shapes are centred on their own
// origin; their axis is Y.
#pragma once

#include "base/vec.h"

#include <cstdint>

namespace hibari::world {

enum class ShapeKind : std::uint8_t {
    kSphere,     ///< radius
    kEllipsoid,  ///< half = semi-axes
    kCapsule,    ///< half.y = half length of the segment, radius
    kRoundCone,  ///< half.y = half length of the segment, radius at -Y, radius_top at +Y
    kCylinder,   ///< half.y = half height, radius; flat caps
    kCone,       ///< half.y = half height, radius at -Y, radius_top at +Y; flat caps
    kBox,        ///< half = half extents, edges rounded by rounding
    kTorus,      ///< ring in the XZ plane: radius = ring, radius_top = tube
    kWedge,      ///< half = half extents of the box whose top slopes: height 0 at -Z, full at +Z
    kTube,       ///< hollow cylinder without caps: half.y, radius = outer, radius_top = inner
    kBowl,  ///< lower half of a hollow sphere: radius = outer, radius_top = inner; opening at +Y
    /// half = half extents of its box; the concave surface rises from height 0 at the -Z edge with
    /// radius = 2 * half.y; behind it (2 * half.z beyond the radius) lies a flat deck at full
    /// height.
    kQuarterPipe,
    /// half = half extents of its box; between the two height fields of `relief`, which are
    /// stretched over the box's XY plane. Made from outlines of pictures.
    kRelief,
};

/// Two height fields over a plane, row by row from +Y down, columns towards +X; values are shares
/// of half.z. Where front lies below back there is nothing; both go on falling apart there at one
/// metre per metre, so that they tell the distance to what is there.
struct Relief {
    int width = 0;
    int height = 0;
    const float* front = nullptr;
    const float* back = nullptr;
    float caution = 0.5F;  ///< a lower bound of (distance to the surface) / (distance along Z)
};

/// Sizes in metres; unused members are zero.
struct Shape {
    ShapeKind kind = ShapeKind::kSphere;
    Vec3 half{};
    float radius = 0.0F;
    float radius_top = 0.0F;
    float rounding = 0.0F;  ///< kBox, kCylinder: radius of the edges, inside the stated size
    const Relief* relief = nullptr;  ///< kRelief; outlives the shape
};

constexpr Shape sphere(float radius) {
    return {.kind = ShapeKind::kSphere, .radius = radius};
}

constexpr Shape ellipsoid(Vec3 half) {
    return {.kind = ShapeKind::kEllipsoid, .half = half};
}

constexpr Shape capsule(float half_length, float radius) {
    return {.kind = ShapeKind::kCapsule, .half = {0, half_length, 0}, .radius = radius};
}

constexpr Shape round_cone(float half_length, float radius_bottom, float radius_top) {
    return {
        .kind = ShapeKind::kRoundCone,
        .half = {0, half_length, 0},
        .radius = radius_bottom,
        .radius_top = radius_top,
    };
}

constexpr Shape cylinder(float half_height, float radius, float rounding = 0.0F) {
    return {
        .kind = ShapeKind::kCylinder,
        .half = {0, half_height, 0},
        .radius = radius,
        .rounding = rounding,
    };
}

constexpr Shape cone(float half_height, float radius_bottom, float radius_top = 0.0F) {
    return {
        .kind = ShapeKind::kCone,
        .half = {0, half_height, 0},
        .radius = radius_bottom,
        .radius_top = radius_top,
    };
}

constexpr Shape box(Vec3 half, float rounding = 0.0F) {
    return {.kind = ShapeKind::kBox, .half = half, .rounding = rounding};
}

constexpr Shape torus(float ring, float tube) {
    return {.kind = ShapeKind::kTorus, .radius = ring, .radius_top = tube};
}

constexpr Shape wedge(Vec3 half) {
    return {.kind = ShapeKind::kWedge, .half = half};
}

constexpr Shape tube(float half_height, float outer, float inner) {
    return {
        .kind = ShapeKind::kTube, .half = {0, half_height, 0}, .radius = outer, .radius_top = inner
    };
}

constexpr Shape bowl(float outer, float inner) {
    return {.kind = ShapeKind::kBowl, .radius = outer, .radius_top = inner};
}

constexpr Shape quarter_pipe(Vec3 half) {
    return {.kind = ShapeKind::kQuarterPipe, .half = half, .radius = 2.0F * half.y};
}

/// Volume in cubic metres, for masses from densities.
float volume(const Shape& shape);

/// Half extents of the axis-aligned box around the shape in its own frame.
Vec3 bounds(const Shape& shape);

/// An axis-aligned box.
struct Aabb {
    Vec3 low{};
    Vec3 high{};
};

/// The box around a posed shape, as tight as the shape allows.
Aabb bounds(const Shape& shape, const Pose& pose);

}  // namespace hibari::world
