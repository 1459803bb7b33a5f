// Where rays meet the shapes, over lanes, in the shape's own frame.
//
// A convex shape answers with the interval of the ray inside it; the hollow ones are differences of
// two such intervals. Only the torus and rounded edges walk along a distance (a few steps from an
// exact bound). Directions are unit vectors, so t is metres.
#pragma once

#include "world/render/distance.h"

HIBARI_LANES_BEGIN

inline constexpr float kNoHit = 1e30F;

/// The part of a ray inside a convex set: empty when from >= to.
struct Interval {
    F from;
    F to;
};

HIBARI_SMALL_FN Interval empty_interval() {
    return {F(kNoHit), F(-kNoHit)};
}

HIBARI_SMALL_FN Interval common(const Interval& a, const Interval& b) {
    return {max(a.from, b.from), min(a.to, b.to)};
}

/// |p| <= radius where p runs on the ray; `o` may be scaled as long as `d` is too.
HIBARI_SMALL_FN Interval quadratic_interval(F a, F b, F c) {
    const F root2 = b * b - a * c;
    const F root = sqrt(max(root2, F(0.0F)));
    const F inverse = F(1.0F) / a;
    const M hit = root2 > F(0.0F);
    return {
        select(hit, (-b - root) * inverse, F(kNoHit)),
        select(hit, (-b + root) * inverse, F(-kNoHit)),
    };
}

HIBARI_SMALL_FN Interval slab_interval(F o, F d, F half) {
    // A ray along the slab divides by (almost) nothing: all or none of it is inside.
    const F safe = select(abs(d) < F(1e-9F), F(1e-9F), d);
    const F inverse = F(1.0F) / safe;
    const F middle = -o * inverse;
    const F reach = half * abs(inverse);
    return {middle - reach, middle + reach};
}

HIBARI_SMALL_FN Interval sphere_interval(const V3& o, const V3& d, F radius) {
    return quadratic_interval(F(1.0F), dot(o, d), dot(o, o) - radius * radius);
}

HIBARI_SMALL_FN Interval ellipsoid_interval(const V3& o, const V3& d, const Vec3& half) {
    const V3 inverse(Vec3{1.0F / half.x, 1.0F / half.y, 1.0F / half.z});
    const V3 so = o * inverse;
    const V3 sd = d * inverse;
    return quadratic_interval(dot(sd, sd), dot(so, sd), dot(so, so) - F(1.0F));
}

/// Endless cylinder around Y.
HIBARI_SMALL_FN Interval pillar_interval(F ox, F oz, F dx, F dz, F radius) {
    const F a = max(dx * dx + dz * dz, F(1e-12F));
    return quadratic_interval(a, ox * dx + oz * dz, ox * ox + oz * oz - radius * radius);
}

HIBARI_SMALL_FN Interval capsule_interval(const V3& o, const V3& d, F half, F radius) {
    const Interval side = pillar_interval(o.x, o.z, d.x, d.z, radius);
    // The ray enters through the side, or through the cap on the side of which it enters the
    // pillar; it leaves likewise.
    const F y_in = o.y + side.from * d.y;
    const F y_out = o.y + side.to * d.y;
    const F cap_in = clamp(y_in, -half, half);
    const F cap_out = clamp(y_out, -half, half);
    const Interval first = sphere_interval(V3(o.x, o.y - cap_in, o.z), d, radius);
    const Interval last = sphere_interval(V3(o.x, o.y - cap_out, o.z), d, radius);
    const M hit = side.from < side.to;
    return {
        select(hit, select(abs(y_in) < half, side.from, first.from), F(kNoHit)),
        select(hit, select(abs(y_out) < half, side.to, last.to), F(-kNoHit)),
    };
}

/// The part of the roots of a cone's side that lies between two heights.
HIBARI_SMALL_FN Interval cone_side(const V3& o, const V3& d, F k, F m, F low, F high) {
    // Side: x^2 + z^2 = (k - m y)^2.
    const F w = k - m * o.y;
    const F a0 = d.x * d.x + d.z * d.z - m * m * d.y * d.y;
    const F a = select(abs(a0) < F(1e-9F), F(1e-9F), a0);
    const F b = o.x * d.x + o.z * d.z + m * d.y * w;
    const F c = o.x * o.x + o.z * o.z - w * w;
    const F root2 = b * b - a * c;
    const F root = sqrt(max(root2, F(0.0F)));
    const F inverse = F(1.0F) / a;
    const F t0 = (-b - root) * inverse;
    const F t1 = (-b + root) * inverse;
    const F y0 = o.y + t0 * d.y;
    const F y1 = o.y + t1 * d.y;
    const M real = root2 > F(0.0F);
    const M good0 = real & (y0 >= low) & (y0 <= high);
    const M good1 = real & (y1 >= low) & (y1 <= high);
    const F first = min(select(good0, t0, F(kNoHit)), select(good1, t1, F(kNoHit)));
    const F last = max(select(good0, t0, F(-kNoHit)), select(good1, t1, F(-kNoHit)));
    return {first, last};
}

HIBARI_SMALL_FN Interval hull(const Interval& a, const Interval& b) {
    return {min(a.from, b.from), max(a.to, b.to)};
}

HIBARI_FN Interval
round_cone_interval(const V3& o, const V3& d, float half, float bottom, float top) {
    const Interval low = sphere_interval(V3(o.x, o.y + F(half), o.z), d, F(bottom));
    const Interval high = sphere_interval(V3(o.x, o.y - F(half), o.z), d, F(top));
    const float span = 2.0F * half;
    const float slope = span > 0.0F ? (bottom - top) / span : 2.0F;
    if (slope >= 1.0F) {
        return low;
    }
    if (slope <= -1.0F) {
        return high;
    }
    // The common tangent cone touches the spheres at these heights.
    const float rise = __builtin_sqrtf(1.0F - slope * slope);
    const Interval side = cone_side(
        o,
        d,
        F(0.5F * (bottom + top) / rise),
        F(slope / rise),
        F(-half + bottom * slope),
        F(half + top * slope)
    );
    return hull(side, hull(low, high));
}

HIBARI_FN Interval cylinder_interval(const V3& o, const V3& d, F half, F radius) {
    return common(pillar_interval(o.x, o.z, d.x, d.z, radius), slab_interval(o.y, d.y, half));
}

HIBARI_FN Interval cone_interval(const V3& o, const V3& d, float half, float bottom, float top) {
    const Interval side = cone_side(
        o, d, F(0.5F * (bottom + top)), F((bottom - top) / (2.0F * half)), F(-half), F(half)
    );
    const F inverse = F(1.0F) / select(abs(d.y) < F(1e-9F), F(1e-9F), d.y);
    const F t_low = (F(-half) - o.y) * inverse;
    const F t_high = (F(half) - o.y) * inverse;
    const F xl = o.x + t_low * d.x;
    const F zl = o.z + t_low * d.z;
    const F xh = o.x + t_high * d.x;
    const F zh = o.z + t_high * d.z;
    const M in_low = xl * xl + zl * zl <= F(bottom * bottom);
    const M in_high = xh * xh + zh * zh <= F(top * top);
    const Interval caps{
        min(select(in_low, t_low, F(kNoHit)), select(in_high, t_high, F(kNoHit))),
        max(select(in_low, t_low, F(-kNoHit)), select(in_high, t_high, F(-kNoHit))),
    };
    return hull(side, caps);
}

HIBARI_SMALL_FN Interval box_interval(const V3& o, const V3& d, const Vec3& half) {
    return common(
        slab_interval(o.x, d.x, F(half.x)),
        common(slab_interval(o.y, d.y, F(half.y)), slab_interval(o.z, d.z, F(half.z)))
    );
}

HIBARI_FN Interval wedge_interval(const V3& o, const V3& d, const Vec3& half) {
    // Inside: y half.z <= z half.y.
    const F height = o.y * F(half.z) - o.z * F(half.y);
    const F climb = d.y * F(half.z) - d.z * F(half.y);
    const F safe = select(abs(climb) < F(1e-12F), F(1e-12F), climb);
    const F t = -height / safe;
    const Interval below{
        select(safe > F(0.0F), F(-kNoHit), t), select(safe > F(0.0F), t, F(kNoHit))
    };
    return common(box_interval(o, d, half), below);
}

/// First boundary after `t_min` of the interval.
HIBARI_SMALL_FN F first_crossing(const Interval& solid, F t_min) {
    const F t = select(solid.from > t_min, solid.from, solid.to);
    return select((solid.from < solid.to) & (t > t_min), t, F(kNoHit));
}

/// First boundary after `t_min` of the solid without the hole.
HIBARI_SMALL_FN F first_crossing(const Interval& solid, const Interval& hole, F t_min) {
    const M has_hole = hole.from < hole.to;
    const F hole_from = select(has_hole, hole.from, F(kNoHit));
    const F hole_to = select(has_hole, hole.to, F(kNoHit));
    const Interval before{solid.from, min(solid.to, hole_from)};
    const Interval after{max(solid.from, hole_to), solid.to};
    const F first = first_crossing(before, t_min);
    const F second = select(has_hole, first_crossing(after, t_min), F(kNoHit));
    return select(solid.from < solid.to, min(first, second), F(kNoHit));
}

/// Walks along the distance from `t` and stops at the surface.
template <typename Distance>
HIBARI_SMALL_FN F
walk(const V3& o, const V3& d, F t, F t_end, int steps, const Distance& distance) {
    M active = t < t_end;
    F result = F(kNoHit);
    for (int i = 0; i < steps && any(active); ++i) {
        const F gap = abs(distance(o + d * t));
        const M reached = active & (gap < F(2e-5F) + abs(t) * F(1e-6F));
        result = select(reached, t, result);
        t = select(active, t + gap, t);
        active = active & !reached & (t < t_end);
    }
    // What ran out of steps close to the surface counts as there: such rays graze an edge.
    const M close = active & (abs(distance(o + d * t)) < F(1e-3F));
    return select(close, t, result);
}

/// Distance along the ray to the first surface after `t_min`, or kNoHit. `o` and `d` are in the
/// frame of the shape.
HIBARI_FN F intersect_shape(const Shape& shape, const V3& o, const V3& d, F t_min) {
    switch (shape.kind) {
        case ShapeKind::kSphere:
            return first_crossing(sphere_interval(o, d, F(shape.radius)), t_min);
        case ShapeKind::kEllipsoid:
            return first_crossing(ellipsoid_interval(o, d, shape.half), t_min);
        case ShapeKind::kCapsule:
            return first_crossing(capsule_interval(o, d, F(shape.half.y), F(shape.radius)), t_min);
        case ShapeKind::kRoundCone:
            return first_crossing(
                round_cone_interval(o, d, shape.half.y, shape.radius, shape.radius_top), t_min
            );
        case ShapeKind::kCylinder: {
            const Interval solid = cylinder_interval(o, d, F(shape.half.y), F(shape.radius));
            if (shape.rounding <= 0.0F) {
                return first_crossing(solid, t_min);
            }
            return walk(o, d, max(solid.from, t_min), solid.to, 24, [&](const V3& p) {
                return cylinder_distance(p, F(shape.half.y), F(shape.radius), F(shape.rounding));
            });
        }
        case ShapeKind::kCone:
            return first_crossing(
                cone_interval(o, d, shape.half.y, shape.radius, shape.radius_top), t_min
            );
        case ShapeKind::kBox: {
            const Interval solid = box_interval(o, d, shape.half);
            if (shape.rounding <= 0.0F) {
                return first_crossing(solid, t_min);
            }
            return walk(o, d, max(solid.from, t_min), solid.to, 24, [&](const V3& p) {
                return box_distance(p, shape.half, F(shape.rounding));
            });
        }
        case ShapeKind::kTorus: {
            const Interval bound =
                cylinder_interval(o, d, F(shape.radius_top), F(shape.radius + shape.radius_top));
            return walk(o, d, max(bound.from, t_min), bound.to, 64, [&](const V3& p) {
                return torus_distance(p, F(shape.radius), F(shape.radius_top));
            });
        }
        case ShapeKind::kWedge:
            return first_crossing(wedge_interval(o, d, shape.half), t_min);
        case ShapeKind::kTube:
            return first_crossing(
                cylinder_interval(o, d, F(shape.half.y), F(shape.radius)),
                pillar_interval(o.x, o.z, d.x, d.z, F(shape.radius_top)),
                t_min
            );
        case ShapeKind::kBowl: {
            const F inverse = F(1.0F) / select(abs(d.y) < F(1e-9F), F(1e-9F), d.y);
            const F t = -o.y * inverse;
            const Interval below{
                select(inverse > F(0.0F), F(-kNoHit), t), select(inverse > F(0.0F), t, F(kNoHit))
            };
            return first_crossing(
                common(sphere_interval(o, d, F(shape.radius)), below),
                sphere_interval(o, d, F(shape.radius_top)),
                t_min
            );
        }
        case ShapeKind::kQuarterPipe:
            return first_crossing(
                box_interval(o, d, shape.half),
                pillar_interval(
                    o.y - F(shape.half.y), o.z + F(shape.half.z), d.y, d.z, F(shape.radius)
                ),
                t_min
            );
        case ShapeKind::kRelief: {
            const Interval solid = box_interval(o, d, shape.half);
            return walk(o, d, max(solid.from, t_min), solid.to, 96, [&](const V3& p) {
                return relief_distance(shape, p);
            });
        }
    }
    return F(kNoHit);
}

/// Where a ray that is inside the shape leaves it: the far end for convex shapes, the next surface
/// for hollow ones.
HIBARI_FN F exit_shape(const Shape& shape, const V3& o, const V3& d, F t_min) {
    switch (shape.kind) {
        case ShapeKind::kCylinder:
            return first_crossing(cylinder_interval(o, d, F(shape.half.y), F(shape.radius)), t_min);
        case ShapeKind::kBox:
            return first_crossing(box_interval(o, d, shape.half), t_min);
        default:
            return intersect_shape(shape, o, d, t_min);
    }
}

/// Unit normal at a point on the surface of the shape, in its own frame, pointing outwards.
HIBARI_FN V3 shape_normal(const Shape& shape, const V3& p) {
    const F half_y(shape.half.y);
    const V3 axial(p.x, F(0.0F), p.z);
    const V3 up(F(0.0F), sign(p.y), F(0.0F));
    switch (shape.kind) {
        case ShapeKind::kSphere:
            return normalize(p);
        case ShapeKind::kEllipsoid: {
            const Vec3 h = shape.half;
            const Vec3 weight{1.0F / (h.x * h.x), 1.0F / (h.y * h.y), 1.0F / (h.z * h.z)};
            return normalize(p * V3(weight));
        }
        case ShapeKind::kCapsule:
            return normalize(V3(p.x, p.y - clamp(p.y, -half_y, half_y), p.z));
        case ShapeKind::kRoundCone: {
            const float span = 2.0F * shape.half.y;
            const float slope = span > 0.0F ? (shape.radius - shape.radius_top) / span : 2.0F;
            if (slope >= 1.0F || slope <= -1.0F) {
                return normalize(V3(p.x, p.y + F(slope >= 1.0F ? shape.half.y : -shape.half.y), p.z)
                );
            }
            const float rise = __builtin_sqrtf(1.0F - slope * slope);
            const F radial = sqrt(p.x * p.x + p.z * p.z);
            const F foot = clamp(p.y - radial * F(slope / rise), -half_y, half_y);
            return normalize(V3(p.x, p.y - foot, p.z));
        }
        case ShapeKind::kCylinder: {
            const F radial = sqrt(p.x * p.x + p.z * p.z);
            const F r(shape.rounding);
            if (shape.rounding > 0.0F) {
                const F qx = max(radial - F(shape.radius) + r, F(0.0F));
                const F qy = max(abs(p.y) - half_y + r, F(0.0F));
                const F inverse = qx / max(radial, F(1e-9F));
                return normalize(V3(p.x * inverse, qy * sign(p.y), p.z * inverse));
            }
            return select(abs(p.y) - half_y > radial - F(shape.radius), up, normalize(axial));
        }
        case ShapeKind::kCone: {
            const F radial = sqrt(p.x * p.x + p.z * p.z);
            const float slope = (shape.radius - shape.radius_top) / (2.0F * shape.half.y);
            const float unit = 1.0F / __builtin_sqrtf(1.0F + slope * slope);
            const F side =
                (radial - F(0.5F * (shape.radius + shape.radius_top)) + p.y * F(slope)) * F(unit);
            const V3 slanted = normalize(axial) * F(unit) + V3(F(0.0F), F(slope * unit), F(0.0F));
            return select(abs(p.y) - half_y > side, up, slanted);
        }
        case ShapeKind::kBox: {
            const V3 inner = V3(shape.half) - V3(F(shape.rounding));
            const V3 q = abs(p) - inner;
            if (shape.rounding > 0.0F) {
                const V3 o = max(q, V3(F(0.0F)));
                return normalize(V3(o.x * sign(p.x), o.y * sign(p.y), o.z * sign(p.z)));
            }
            const F most = max3(q.x, q.y, q.z);
            const M x = q.x >= most;
            const M y = (q.y >= most) & !x;
            const F zero(0.0F);
            return {
                select(x, sign(p.x), zero),
                select(y, sign(p.y), zero),
                select(x | y, zero, sign(p.z)),
            };
        }
        case ShapeKind::kTorus: {
            const F radial = max(sqrt(p.x * p.x + p.z * p.z), F(1e-9F));
            const F k = F(1.0F) - F(shape.radius) / radial;
            return normalize(V3(p.x * k, p.y, p.z * k));
        }
        case ShapeKind::kWedge: {
            const float ey = shape.half.y;
            const float ez = shape.half.z;
            const float unit = 1.0F / __builtin_sqrtf(ey * ey + ez * ez);
            const F slope = (p.y * F(ez) - p.z * F(ey)) * F(unit);
            const F side = abs(p.x) - F(shape.half.x);
            const F back = p.z - F(ez);
            const F base = -p.y - F(ey);
            const F most = max(max(slope, side), max(back, base));
            V3 n(F(0.0F), F(ez * unit), F(-ey * unit));
            n = select(side >= most, V3(sign(p.x), F(0.0F), F(0.0F)), n);
            n = select(back >= most, V3(Vec3{0, 0, 1}), n);
            return select(base >= most, V3(Vec3{0, -1, 0}), n);
        }
        case ShapeKind::kTube: {
            const F radial = sqrt(p.x * p.x + p.z * p.z);
            const V3 outwards = normalize(axial);
            const F outer = radial - F(shape.radius);
            const F inner = F(shape.radius_top) - radial;
            const F cap = abs(p.y) - half_y;
            const V3 side = select(outer > inner, outwards, -outwards);
            return select(cap > max(outer, inner), up, side);
        }
        case ShapeKind::kBowl: {
            const F radial = length(p);
            const V3 outwards = normalize(p);
            const F outer = radial - F(shape.radius);
            const F inner = F(shape.radius_top) - radial;
            const V3 side = select(outer > inner, outwards, -outwards);
            return select(p.y > max(outer, inner), V3(Vec3{0, 1, 0}), side);
        }
        case ShapeKind::kQuarterPipe: {
            const F y = p.y - half_y;
            const F z = p.z + F(shape.half.z);
            const F pipe = F(shape.radius) - sqrt(y * y + z * z);
            const V3 q = abs(p) - V3(shape.half);
            const F most = max3(q.x, q.y, q.z);
            const M x = q.x >= most;
            const M upper = (q.y >= most) & !x;
            const F zero(0.0F);
            const V3 box(
                select(x, sign(p.x), zero),
                select(upper, sign(p.y), zero),
                select(x | upper, zero, sign(p.z))
            );
            return select(pipe > most, -normalize(V3(zero, y, z)), box);
        }
        case ShapeKind::kRelief: {
            // Slopes over two cells: single ones would show.
            const F ex(2.0F * shape.half.x / static_cast<float>(shape.relief->width));
            const F ey(2.0F * shape.half.y / static_cast<float>(shape.relief->height));
            const ReliefHeights here = relief_heights(shape, p.x, p.y);
            const ReliefHeights west = relief_heights(shape, p.x - ex, p.y);
            const ReliefHeights east = relief_heights(shape, p.x + ex, p.y);
            const ReliefHeights south = relief_heights(shape, p.x, p.y - ey);
            const ReliefHeights north = relief_heights(shape, p.x, p.y + ey);
            const M front = p.z - here.front > here.back - p.z;
            const F slope_x = select(front, west.front - east.front, east.back - west.back);
            const F slope_y = select(front, south.front - north.front, north.back - south.back);
            const F out = select(front, F(1.0F), F(-1.0F));
            return normalize(V3(slope_x / (ex + ex), slope_y / (ey + ey), out));
        }
    }
    return up;
}

HIBARI_LANES_END
