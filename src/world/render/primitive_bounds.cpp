#include "world/render/primitive_bounds.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {
namespace {

Vec3 abs(const Vec3& v) {
    return {std::abs(v.x), std::abs(v.y), std::abs(v.z)};
}

Vec3 half_of(const Shape& shape) {
    switch (shape.kind) {
        case ShapeKind::kSphere:
            return {shape.radius, shape.radius, shape.radius};
        case ShapeKind::kEllipsoid:
        case ShapeKind::kBox:
        case ShapeKind::kWedge:
        case ShapeKind::kQuarterPipe:
        case ShapeKind::kRelief:
            return shape.half;
        case ShapeKind::kCapsule:
            return {shape.radius, shape.half.y + shape.radius, shape.radius};
        case ShapeKind::kRoundCone: {
            const float r = std::max(shape.radius, shape.radius_top);
            return {r, shape.half.y + r, r};
        }
        case ShapeKind::kCylinder:
        case ShapeKind::kTube:
            return {shape.radius, shape.half.y, shape.radius};
        case ShapeKind::kCone: {
            const float r = std::max(shape.radius, shape.radius_top);
            return {r, shape.half.y, r};
        }
        case ShapeKind::kTorus:
            return {
                shape.radius + shape.radius_top, shape.radius_top, shape.radius + shape.radius_top
            };
        case ShapeKind::kBowl:
            return {shape.radius, shape.radius, shape.radius};
    }
    return {};
}

float radius_of(const Shape& shape, const Vec3& half) {
    switch (shape.kind) {
        case ShapeKind::kSphere:
        case ShapeKind::kBowl:
            return shape.radius;
        case ShapeKind::kEllipsoid:
            return std::max({half.x, half.y, half.z});
        case ShapeKind::kCapsule:
        case ShapeKind::kRoundCone:
            return half.y;
        case ShapeKind::kCylinder:
        case ShapeKind::kTube:
        case ShapeKind::kCone:
            return std::hypot(half.x, half.y);
        case ShapeKind::kTorus:
            return shape.radius + shape.radius_top;
        case ShapeKind::kBox:
        case ShapeKind::kWedge:
        case ShapeKind::kQuarterPipe:
        case ShapeKind::kRelief:
            return length(half);
    }
    return 0.0F;
}

}  // namespace

Rotation to_rotation(const Quat& q) {
    return {
        {
            1 - 2 * (q.y * q.y + q.z * q.z),
            2 * (q.x * q.y + q.w * q.z),
            2 * (q.x * q.z - q.w * q.y),
        },
        {
            2 * (q.x * q.y - q.w * q.z),
            1 - 2 * (q.x * q.x + q.z * q.z),
            2 * (q.y * q.z + q.w * q.x),
        },
        {
            2 * (q.x * q.z + q.w * q.y),
            2 * (q.y * q.z - q.w * q.x),
            1 - 2 * (q.x * q.x + q.y * q.y),
        },
    };
}

void set_bounds(Primitive& primitive) {
    primitive.half_bounds = half_of(primitive.shape);
    primitive.bound_radius = radius_of(primitive.shape, primitive.half_bounds);
}

Vec3 world_half_bounds(const Primitive& primitive) {
    const Rotation& r = primitive.rotation;
    const Vec3& h = primitive.half_bounds;
    const Vec3 box = abs(r.x) * h.x + abs(r.y) * h.y + abs(r.z) * h.z;
    const float ball = primitive.bound_radius;
    return min(box, Vec3{ball, ball, ball});
}

float reach_along(const Primitive& p, const Vec3& direction) {
    return std::abs(dot(p.rotation.x, direction)) * p.half_bounds.x +
           std::abs(dot(p.rotation.y, direction)) * p.half_bounds.y +
           std::abs(dot(p.rotation.z, direction)) * p.half_bounds.z;
}

float distance_to_bounds(const Primitive& p, const Vec3& world) {
    const Vec3 offset = world - p.position;
    const Vec3 local{
        dot(p.rotation.x, offset), dot(p.rotation.y, offset), dot(p.rotation.z, offset)
    };
    return length(max(abs(local) - p.half_bounds, Vec3{}));
}

}  // namespace hibari::world
