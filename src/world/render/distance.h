// Signed distances to the shapes, over lanes: negative inside. Smooth unions and shadows of odd
// shapes walk along them; the tests use them as the slow truth of intersect.h.
//
// All are exact outside and inside except the ellipsoid (a first-order estimate that never changes
// the zero set) and the insides of unions.
#pragma once

#include "world/render/lanes.h"
#include "world/render/scene.h"

HIBARI_LANES_BEGIN

/// Distance in a plane to the rectangle 2a x 2b.
HIBARI_SMALL_FN F rectangle_distance(F x, F y, F a, F b) {
    const F qx = abs(x) - a;
    const F qy = abs(y) - b;
    const F ox = max(qx, F(0.0F));
    const F oy = max(qy, F(0.0F));
    return sqrt(ox * ox + oy * oy) + min(max(qx, qy), F(0.0F));
}

HIBARI_SMALL_FN F ellipsoid_distance(const V3& p, const Vec3& half) {
    const V3 inverse(Vec3{1.0F / half.x, 1.0F / half.y, 1.0F / half.z});
    const V3 q = p * inverse;
    const F k0 = length(q);
    const F k1 = length(q * inverse);
    // At the very centre the gradient vanishes; the smallest half axis is right there.
    const F smallest =
        F(half.x < half.y ? (half.x < half.z ? half.x : half.z)
                          : (half.y < half.z ? half.y : half.z));
    return select(k1 < F(1e-6F), -smallest, k0 * (k0 - F(1.0F)) / max(k1, F(1e-6F)));
}

HIBARI_SMALL_FN F capsule_distance(const V3& p, F half, F radius) {
    const F y = p.y - clamp(p.y, -half, half);
    return sqrt(p.x * p.x + y * y + p.z * p.z) - radius;
}

/// The hull of two spheres: radius a at -half, b at +half on the Y axis.
HIBARI_SMALL_FN F round_cone_distance(const V3& p, float half, float a, float b) {
    const float span = 2.0F * half;
    const float slope = span > 0.0F ? (a - b) / span : 2.0F;
    if (slope >= 1.0F || slope <= -1.0F) {
        // One sphere holds the other.
        const F y = p.y + F(slope >= 1.0F ? half : -half);
        return sqrt(p.x * p.x + y * y + p.z * p.z) - F(slope >= 1.0F ? a : b);
    }
    const float rise = __builtin_sqrtf(1.0F - slope * slope);
    const F radial = sqrt(p.x * p.x + p.z * p.z);
    // The nearest point of the axis lies where the slanted normal meets it.
    const F foot = clamp(p.y - radial * F(slope / rise), F(-half), F(half));
    const F y = p.y - foot;
    const F radius = F(0.5F * (a + b)) - foot * F(slope);
    return sqrt(radial * radial + y * y) - radius;
}

HIBARI_SMALL_FN F cylinder_distance(const V3& p, F half, F radius, F rounding) {
    const F radial = sqrt(p.x * p.x + p.z * p.z);
    return rectangle_distance(radial, p.y, radius - rounding, half - rounding) - rounding;
}

/// Frustum with flat caps: radius a at -half, b at +half.
HIBARI_FN F cone_distance(const V3& p, float half, float a, float b) {
    const F radial = sqrt(p.x * p.x + p.z * p.z);
    // Distance to the caps and to the slanted side in the (radial, y) half plane.
    const F cap_radius = select(p.y < F(0.0F), F(a), F(b));
    const F cx = radial - min(radial, cap_radius);
    const F cy = abs(p.y) - F(half);
    const float ex = b - a;
    const float ey = 2.0F * half;
    const float ee = ex * ex + ey * ey;
    const F along = saturate(((radial - F(a)) * F(ex) + (p.y + F(half)) * F(ey)) / F(ee));
    const F sx = radial - F(a) - along * F(ex);
    const F sy = p.y + F(half) - along * F(ey);
    const F nearest = min(cx * cx + cy * cy, sx * sx + sy * sy);
    const M inside = (sx < F(0.0F)) & (cy < F(0.0F));
    const F distance = sqrt(nearest);
    return select(inside, -distance, distance);
}

HIBARI_SMALL_FN F box_distance(const V3& p, const Vec3& half, F rounding) {
    const V3 q = abs(p) - V3(half) + V3(rounding);
    const V3 out = max(q, V3(F(0.0F)));
    return length(out) + min(max3(q.x, q.y, q.z), F(0.0F)) - rounding;
}

HIBARI_SMALL_FN F torus_distance(const V3& p, F ring, F tube) {
    const F radial = sqrt(p.x * p.x + p.z * p.z) - ring;
    return sqrt(radial * radial + p.y * p.y) - tube;
}

/// The slope runs from (-Z, -Y) to (+Z, +Y).
HIBARI_FN F wedge_distance(const V3& p, const Vec3& half) {
    // Distance in the YZ plane to the triangle below the slope, then extruded along X.
    const float ey = 2.0F * half.y;
    const float ez = 2.0F * half.z;
    const float slant2 = ey * ey + ez * ez;
    const F along = saturate(((p.y + F(half.y)) * F(ey) + (p.z + F(half.z)) * F(ez)) / F(slant2));
    const F ay = p.y + F(half.y) - along * F(ey);
    const F az = p.z + F(half.z) - along * F(ez);
    const F bz = p.z - clamp(p.z, F(-half.z), F(half.z));
    const F by = p.y + F(half.y);
    const F cy = p.y - clamp(p.y, F(-half.y), F(half.y));
    const F cz = p.z - F(half.z);
    const F nearest = min3(ay * ay + az * az, by * by + bz * bz, cy * cy + cz * cz);
    const M inside = (p.y * F(ez) < p.z * F(ey)) & (by > F(0.0F)) & (cz < F(0.0F));
    const F flat = select(inside, -sqrt(nearest), sqrt(nearest));
    const F qx = abs(p.x) - F(half.x);
    const F ox = max(qx, F(0.0F));
    const F oy = max(flat, F(0.0F));
    return sqrt(ox * ox + oy * oy) + min(max(qx, flat), F(0.0F));
}

HIBARI_SMALL_FN F tube_distance(const V3& p, F half, F outer, F inner) {
    const F radial = sqrt(p.x * p.x + p.z * p.z);
    return rectangle_distance(
        radial - (outer + inner) * F(0.5F), p.y, (outer - inner) * F(0.5F), half
    );
}

/// Half a hollow sphere below y = 0 with a flat lip.
HIBARI_FN F bowl_distance(const V3& p, F outer, F inner) {
    const F radial = sqrt(p.x * p.x + p.z * p.z);
    const F middle = (outer + inner) * F(0.5F);
    const F half = (outer - inner) * F(0.5F);
    const F shell = abs(sqrt(radial * radial + p.y * p.y) - middle) - half;
    // Above the lip the nearest point is on the flat ring.
    const F ring = rectangle_distance(radial - middle, p.y, half, F(0.0F));
    const F above = max(ring, p.y);
    return select(p.y > F(0.0F), above, max(shell, p.y));
}

/// A box without the cylinder of radius 2 half.y around its edge (+Y, -Z). A bound from outside.
HIBARI_FN F quarter_pipe_distance(const V3& p, const Vec3& half, F radius) {
    const F y = p.y - F(half.y);
    const F z = p.z + F(half.z);
    return max(box_distance(p, half, F(0.0F)), radius - sqrt(y * y + z * z));
}

/// The two height fields at a point, metres.
struct ReliefHeights {
    F front;
    F back;
};

HIBARI_FN ReliefHeights relief_heights(const Shape& shape, F px, F py) {
    const Relief& relief = *shape.relief;
    const F last_x(static_cast<float>(relief.width - 1));
    const F last_y(static_cast<float>(relief.height - 1));
    const F x = clamp((px * F(0.5F / shape.half.x) + F(0.5F)) * last_x, F(0.0F), last_x);
    const F y = clamp((F(0.5F) - py * F(0.5F / shape.half.y)) * last_y, F(0.0F), last_y);
    const F x0 = min(floor(x), last_x - F(1.0F));
    const F y0 = min(floor(y), last_y - F(1.0F));
    const F fx = x - x0;
    const F fy = y - y0;
    const I at = to_int(y0 * F(static_cast<float>(relief.width)) + x0);
    const I right(1);
    const I below(relief.width);
    const auto field = [&](const float* values) {
        const F upper = mix(gather(values, at), gather(values, at + right), fx);
        const F lower = mix(gather(values, at + below), gather(values, at + below + right), fx);
        return mix(upper, lower, fy) * F(shape.half.z);
    };
    return {field(relief.front), field(relief.back)};
}

/// A lower bound outside.
HIBARI_FN F relief_distance(const Shape& shape, const V3& p) {
    const ReliefHeights at = relief_heights(shape, p.x, p.y);
    const F gap = max(p.z - at.front, at.back - p.z) * F(shape.relief->caution);
    return max(gap, box_distance(p, shape.half, F(0.0F)));
}

/// Distance from `p`, in the shape's own frame.
HIBARI_FN F shape_distance(const Shape& shape, const V3& p) {
    switch (shape.kind) {
        case ShapeKind::kSphere:
            return length(p) - F(shape.radius);
        case ShapeKind::kEllipsoid:
            return ellipsoid_distance(p, shape.half);
        case ShapeKind::kCapsule:
            return capsule_distance(p, F(shape.half.y), F(shape.radius));
        case ShapeKind::kRoundCone:
            return round_cone_distance(p, shape.half.y, shape.radius, shape.radius_top);
        case ShapeKind::kCylinder:
            return cylinder_distance(p, F(shape.half.y), F(shape.radius), F(shape.rounding));
        case ShapeKind::kCone:
            return cone_distance(p, shape.half.y, shape.radius, shape.radius_top);
        case ShapeKind::kBox:
            return box_distance(p, shape.half, F(shape.rounding));
        case ShapeKind::kTorus:
            return torus_distance(p, F(shape.radius), F(shape.radius_top));
        case ShapeKind::kWedge:
            return wedge_distance(p, shape.half);
        case ShapeKind::kTube:
            return tube_distance(p, F(shape.half.y), F(shape.radius), F(shape.radius_top));
        case ShapeKind::kBowl:
            return bowl_distance(p, F(shape.radius), F(shape.radius_top));
        case ShapeKind::kQuarterPipe:
            return quarter_pipe_distance(p, shape.half, F(shape.radius));
        case ShapeKind::kRelief:
            return relief_distance(shape, p);
    }
    return F(1e30F);
}

HIBARI_LANES_END
