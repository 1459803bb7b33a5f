#include "world/things/shape.h"

#include "base/check.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

float frustum_volume(float height, float radius_a, float radius_b) {
    return kPi * height / 3.0F * (radius_a * radius_a + radius_a * radius_b + radius_b * radius_b);
}

float cap_volume(float radius, float height) {
    return kPi * height * height * (3.0F * radius - height) / 3.0F;
}

float ball_volume(float radius) {
    return 4.0F / 3.0F * kPi * radius * radius * radius;
}

// The convex hull of two balls: two caps and the frustum between their tangent circles.
float round_cone_volume(const Shape& shape) {
    const float length = 2.0F * shape.half.y;
    const float a = shape.radius;
    const float b = shape.radius_top;
    if (length <= std::fabs(a - b)) {
        return ball_volume(std::max(a, b));
    }
    const float sine = (a - b) / length;
    const float cosine = std::sqrt(1.0F - sine * sine);
    return cap_volume(a, a * (1.0F + sine)) + cap_volume(b, b * (1.0F - sine)) +
           frustum_volume(length - (a - b) * sine, a * cosine, b * cosine);
}

// Steiner's formula for a box shrunk by the rounding and grown again by a ball.
float rounded_box_volume(const Shape& shape) {
    const float r = shape.rounding;
    const Vec3 h = shape.half - Vec3{r, r, r};
    return 8.0F * h.x * h.y * h.z + 8.0F * r * (h.x * h.y + h.y * h.z + h.z * h.x) +
           2.0F * kPi * r * r * (h.x + h.y + h.z) + ball_volume(r);
}

float rounded_cylinder_volume(const Shape& shape) {
    const float r = shape.rounding;
    const float inner = shape.radius - r;
    const float height = 2.0F * (shape.half.y - r);
    return kPi * inner * inner * height + 2.0F * kPi * inner * (inner + height) * r +
           kPi * (height + kPi * inner) * r * r + ball_volume(r);
}

// A box less what lies above the arc: the integral of sqrt(R^2 - u^2) from the -Z edge.
float quarter_pipe_volume(const Shape& shape) {
    const float radius = shape.radius;
    const float reach = std::min(radius, 2.0F * shape.half.z);
    const float missing =
        0.5F * (reach * std::sqrt(std::max(0.0F, radius * radius - reach * reach)) +
                radius * radius * std::asin(reach / radius));
    return 2.0F * shape.half.x * (4.0F * shape.half.y * shape.half.z - missing);
}

Vec3 axis_of(const Pose& pose) {
    return rotate(pose.rotation, {0, 1, 0});
}

// Half widths of a disc of unit radius whose normal is `axis`.
Vec3 disc_reach(Vec3 axis) {
    return {
        std::sqrt(std::max(0.0F, 1.0F - axis.x * axis.x)),
        std::sqrt(std::max(0.0F, 1.0F - axis.y * axis.y)),
        std::sqrt(std::max(0.0F, 1.0F - axis.z * axis.z)),
    };
}

Vec3 absolute(Vec3 v) {
    return {std::fabs(v.x), std::fabs(v.y), std::fabs(v.z)};
}

Vec3 box_reach(Quat rotation, Vec3 half) {
    return absolute(rotate(rotation, {half.x, 0, 0})) + absolute(rotate(rotation, {0, half.y, 0})) +
           absolute(rotate(rotation, {0, 0, half.z}));
}

Vec3 ellipsoid_reach(Quat rotation, Vec3 half) {
    const Vec3 x = rotate(rotation, {half.x, 0, 0});
    const Vec3 y = rotate(rotation, {0, half.y, 0});
    const Vec3 z = rotate(rotation, {0, 0, half.z});
    const Vec3 sum = x * x + y * y + z * z;
    return {std::sqrt(sum.x), std::sqrt(sum.y), std::sqrt(sum.z)};
}

Aabb around(Vec3 center, Vec3 reach) {
    return {center - reach, center + reach};
}

// Around two discs or balls at the ends of the axis.
Aabb around_ends(const Shape& shape, const Pose& pose, Vec3 bottom_reach, Vec3 top_reach) {
    const Vec3 arm = axis_of(pose) * shape.half.y;
    const Aabb bottom = around(pose.position - arm, bottom_reach);
    const Aabb top = around(pose.position + arm, top_reach);
    return {min(bottom.low, top.low), max(bottom.high, top.high)};
}

float relief_volume(const Shape& shape) {
    const Relief& relief = *shape.relief;
    const auto cells = static_cast<std::size_t>(relief.width * relief.height);
    float sum = 0.0F;
    for (std::size_t i = 0; i < cells; ++i) {
        sum += std::max(relief.front[i] - relief.back[i], 0.0F);
    }
    const float cell =
        4.0F * shape.half.x * shape.half.y / static_cast<float>(std::max<std::size_t>(cells, 1));
    return sum * shape.half.z * cell;
}

}  // namespace

float volume(const Shape& shape) {
    const Vec3 h = shape.half;
    const float r = shape.radius;
    switch (shape.kind) {
        case ShapeKind::kSphere:
            return ball_volume(r);
        case ShapeKind::kEllipsoid:
            return 4.0F / 3.0F * kPi * h.x * h.y * h.z;
        case ShapeKind::kCapsule:
            return kPi * r * r * 2.0F * h.y + ball_volume(r);
        case ShapeKind::kRoundCone:
            return round_cone_volume(shape);
        case ShapeKind::kCylinder:
            return rounded_cylinder_volume(shape);
        case ShapeKind::kCone:
            return frustum_volume(2.0F * h.y, r, shape.radius_top);
        case ShapeKind::kBox:
            return rounded_box_volume(shape);
        case ShapeKind::kTorus:
            return 2.0F * kPi * kPi * r * shape.radius_top * shape.radius_top;
        case ShapeKind::kWedge:
            return 4.0F * h.x * h.y * h.z;
        case ShapeKind::kTube:
            return kPi * (r * r - shape.radius_top * shape.radius_top) * 2.0F * h.y;
        case ShapeKind::kBowl:
            return 0.5F * (ball_volume(r) - ball_volume(shape.radius_top));
        case ShapeKind::kQuarterPipe:
            return quarter_pipe_volume(shape);
        case ShapeKind::kRelief:
            return relief_volume(shape);
    }
    HIBARI_CHECK(false, shape.kind);
    return 0.0F;
}

Vec3 bounds(const Shape& shape) {
    const Vec3 h = shape.half;
    const float r = shape.radius;
    switch (shape.kind) {
        case ShapeKind::kSphere:
        case ShapeKind::kBowl:
            return {r, r, r};
        case ShapeKind::kEllipsoid:
        case ShapeKind::kBox:
        case ShapeKind::kWedge:
        case ShapeKind::kQuarterPipe:
        case ShapeKind::kRelief:
            return h;
        case ShapeKind::kCapsule:
            return {r, h.y + r, r};
        case ShapeKind::kRoundCone: {
            const float wide = std::max(r, shape.radius_top);
            return {wide, h.y + wide, wide};
        }
        case ShapeKind::kCylinder:
        case ShapeKind::kTube:
            return {r, h.y, r};
        case ShapeKind::kCone: {
            const float wide = std::max(r, shape.radius_top);
            return {wide, h.y, wide};
        }
        case ShapeKind::kTorus:
            return {r + shape.radius_top, shape.radius_top, r + shape.radius_top};
    }
    HIBARI_CHECK(false, shape.kind);
    return {};
}

Aabb bounds(const Shape& shape, const Pose& pose) {
    const float r = shape.radius;
    const float top = shape.radius_top;
    const Vec3 disc = disc_reach(axis_of(pose));
    switch (shape.kind) {
        case ShapeKind::kSphere:
            return around(pose.position, {r, r, r});
        case ShapeKind::kEllipsoid:
            return around(pose.position, ellipsoid_reach(pose.rotation, shape.half));
        case ShapeKind::kCapsule:
            return around_ends(shape, pose, {r, r, r}, {r, r, r});
        case ShapeKind::kRoundCone:
            return around_ends(shape, pose, {r, r, r}, {top, top, top});
        case ShapeKind::kCylinder:
        case ShapeKind::kTube:
            return around_ends(shape, pose, disc * r, disc * r);
        case ShapeKind::kCone:
            return around_ends(shape, pose, disc * r, disc * top);
        case ShapeKind::kTorus:
            return around(pose.position, disc * r + Vec3{top, top, top});
        case ShapeKind::kBowl: {
            // The half ball: the rim's disc, and the whole ball on the side the bowl bulges to.
            const Vec3 axis = axis_of(pose);
            const Aabb rim = around(pose.position, disc * r);
            const Vec3 low{axis.x > 0 ? r : 0, axis.y > 0 ? r : 0, axis.z > 0 ? r : 0};
            const Vec3 high{axis.x < 0 ? r : 0, axis.y < 0 ? r : 0, axis.z < 0 ? r : 0};
            return {min(rim.low, pose.position - low), max(rim.high, pose.position + high)};
        }
        case ShapeKind::kBox:
        case ShapeKind::kWedge:
        case ShapeKind::kQuarterPipe:
        case ShapeKind::kRelief:
            return around(pose.position, box_reach(pose.rotation, shape.half));
    }
    HIBARI_CHECK(false, shape.kind);
    return {};
}

}  // namespace hibari::world
