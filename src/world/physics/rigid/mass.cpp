#include "world/physics/rigid/mass.h"

#include "base/check.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

float squared(float x) {
    return x * x;
}

Vec3 cylinder_inertia(float radius, float height) {
    const float across = (3.0F * squared(radius) + squared(height)) / 12.0F;
    return {across, squared(radius) / 2.0F, across};
}

/// Moments of a body turned by `rotation`: the diagonal of R I R^T.
Vec3 turned(Vec3 inertia, Quat rotation) {
    const Vec3 x = rotate(rotation, {1, 0, 0});
    const Vec3 y = rotate(rotation, {0, 1, 0});
    const Vec3 z = rotate(rotation, {0, 0, 1});
    return x * x * inertia.x + y * y * inertia.y + z * z * inertia.z;
}

bool is_inflated(const Part& part, float mass_kg) {
    // A ball much lighter than water carries its mass in its skin.
    return part.shape.kind == ShapeKind::kSphere && mass_kg < 300.0F * volume(part.shape);
}

}  // namespace

Vec3 unit_inertia(const Shape& shape) {
    const float r = shape.radius;
    const float h = 2.0F * shape.half.y;
    switch (shape.kind) {
        case ShapeKind::kSphere:
        case ShapeKind::kBowl:
            return Vec3{1, 1, 1} * (0.4F * squared(r));
        case ShapeKind::kEllipsoid:
        case ShapeKind::kRelief: {
            const Vec3 s = shape.half * shape.half;
            return Vec3{s.y + s.z, s.x + s.z, s.x + s.y} * 0.2F;
        }
        case ShapeKind::kCapsule:
            return cylinder_inertia(r, h + 1.2F * r);
        case ShapeKind::kRoundCone:
            return cylinder_inertia(0.5F * (r + shape.radius_top), h + r + shape.radius_top);
        case ShapeKind::kCylinder:
            return cylinder_inertia(r, h);
        case ShapeKind::kCone:
            return cylinder_inertia(0.6F * std::max(r, shape.radius_top), 0.8F * h);
        case ShapeKind::kTorus: {
            const float ring = squared(r);
            const float tube = squared(shape.radius_top);
            const float across = 0.5F * ring + 0.625F * tube;
            return {across, ring + 0.75F * tube, across};
        }
        case ShapeKind::kTube: {
            const float radii = squared(r) + squared(shape.radius_top);
            const float across = (3.0F * radii + squared(h)) / 12.0F;
            return {across, 0.5F * radii, across};
        }
        case ShapeKind::kBox:
        case ShapeKind::kWedge:
        case ShapeKind::kQuarterPipe: {
            const Vec3 s = shape.half * shape.half;
            return Vec3{s.y + s.z, s.x + s.z, s.x + s.y} / 3.0F;
        }
    }
    return {1, 1, 1};
}

Vec3 inertia_of(std::span<const Part> parts, float mass_kg) {
    HIBARI_CHECK(mass_kg > 0.0F, mass_kg);
    const bool any_solid =
        std::any_of(parts.begin(), parts.end(), [](const Part& part) { return part.collides; });
    float total_volume = 0.0F;
    for (const Part& part : parts) {
        if (part.collides || !any_solid) {
            total_volume += volume(part.shape);
        }
    }
    Vec3 sum{};
    for (const Part& part : parts) {
        if ((!part.collides && any_solid) || total_volume <= 0.0F) {
            continue;
        }
        const float mass = mass_kg * volume(part.shape) / total_volume;
        Vec3 own = unit_inertia(part.shape);
        if (is_inflated(part, mass_kg)) {
            own = own * (5.0F / 3.0F);
        }
        const Vec3 at = part.local.position;
        const Vec3 s = at * at;
        sum += (turned(own, part.local.rotation) + Vec3{s.y + s.z, s.x + s.z, s.x + s.y}) * mass;
    }
    // A point mass cannot turn; give it the moments of a small ball.
    const float floor = 1e-8F * mass_kg;
    return max(sum, Vec3{floor, floor, floor});
}

}  // namespace hibari::world
