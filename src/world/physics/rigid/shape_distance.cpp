#include "world/physics/rigid/shape_distance.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

float sd_box(Vec3 p, Vec3 half) {
    const Vec3 q{std::abs(p.x) - half.x, std::abs(p.y) - half.y, std::abs(p.z) - half.z};
    return length(max(q, Vec3{})) + std::min(std::max({q.x, q.y, q.z}), 0.0F);
}

/// Of a rectangle in the half plane (distance from the axis, height).
float sd_rectangle(float across, float y, float radius, float half_height) {
    const float dx = across - radius;
    const float dy = std::abs(y) - half_height;
    return std::hypot(std::max(dx, 0.0F), std::max(dy, 0.0F)) + std::min(std::max(dx, dy), 0.0F);
}

float sd_segment(Vec3 p, float half_length, float radius_low, float radius_high) {
    const float t = clamp((p.y + half_length) / std::max(2.0F * half_length, 1e-6F), 0.0F, 1.0F);
    const float y = lerp(-half_length, half_length, t);
    return length(p - Vec3{0, y, 0}) - lerp(radius_low, radius_high, t);
}

}  // namespace

float signed_distance(const Shape& shape, Vec3 point) {
    const Shape& s = shape;
    const Vec3 p = point;
    const float across = std::hypot(p.x, p.z);
    switch (s.kind) {
        case ShapeKind::kSphere:
            return length(p) - s.radius;
        case ShapeKind::kEllipsoid: {
            const Vec3 scaled{p.x / s.half.x, p.y / s.half.y, p.z / s.half.z};
            const float k = length(scaled);
            const Vec3 steep{scaled.x / s.half.x, scaled.y / s.half.y, scaled.z / s.half.z};
            const float slope = length(steep);
            return slope > 1e-9F ? k * (k - 1.0F) / slope
                                 : -std::min({s.half.x, s.half.y, s.half.z});
        }
        case ShapeKind::kCapsule:
            return sd_segment(p, s.half.y, s.radius, s.radius);
        case ShapeKind::kRoundCone:
            return sd_segment(p, s.half.y, s.radius, s.radius_top);
        case ShapeKind::kCylinder:
            return sd_rectangle(across, p.y, s.radius, s.half.y);
        case ShapeKind::kCone: {
            const float t = clamp((p.y + s.half.y) / (2.0F * s.half.y), 0.0F, 1.0F);
            return sd_rectangle(across, p.y, lerp(s.radius, s.radius_top, t), s.half.y);
        }
        case ShapeKind::kBox:
        case ShapeKind::kRelief:
            return sd_box(p, s.half);
        case ShapeKind::kTorus:
            return std::hypot(across - s.radius, p.y) - s.radius_top;
        case ShapeKind::kWedge: {
            const Vec3 normal = normalize(Vec3{0, s.half.z, -s.half.y});
            return std::max(sd_box(p, s.half), dot(p, normal));
        }
        case ShapeKind::kTube: {
            const float middle = 0.5F * (s.radius + s.radius_top);
            return sd_rectangle(
                std::abs(across - middle), p.y, 0.5F * (s.radius - s.radius_top), s.half.y
            );
        }
        case ShapeKind::kBowl: {
            const float middle = 0.5F * (s.radius + s.radius_top);
            if (p.y > 0.0F) {
                return std::hypot(across - middle, p.y) - 0.5F * (s.radius - s.radius_top);
            }
            return std::abs(length(p) - middle) - 0.5F * (s.radius - s.radius_top);
        }
        case ShapeKind::kQuarterPipe: {
            const float radius = 2.0F * s.half.y;
            const float hollow = radius - std::hypot(p.z + s.half.z, p.y - s.half.y);
            const bool before = p.z + s.half.z < radius;
            return before ? std::max(sd_box(p, s.half), hollow) : sd_box(p, s.half);
        }
    }
    return 1e9F;
}

SurfacePoint distance_to(const Shape& shape, Vec3 point) {
    constexpr float kStep = 1e-3F;
    const float here = signed_distance(shape, point);
    const auto slope = [&](Vec3 offset) {
        return signed_distance(shape, point + offset) - signed_distance(shape, point - offset);
    };
    const Vec3 gradient{slope({kStep, 0, 0}), slope({0, kStep, 0}), slope({0, 0, kStep})};
    return {here, normalize(gradient, {0, 1, 0})};
}

SurfacePoint distance_to(const Part& part, Vec3 point) {
    SurfacePoint surface = distance_to(part.shape, apply(inverse(part.local), point));
    surface.normal = rotate(part.local.rotation, surface.normal);
    return surface;
}

}  // namespace hibari::world
