// How much of a light or of the sky a shape hides from a point: closed forms, so that shadows are
// soft without noise.
//
// A round light of angular radius `spread` is hidden by a shape's edge as a disc is by a straight
// edge: what counts is the signed distance from the ray to the shape's outline, measured in radii
// of the light at that place (`x` below): -1 hidden, +1 free.
#pragma once

#include "world/render/distance.h"
#include "world/render/intersect.h"
#include "world/render/scene_view.h"

HIBARI_LANES_BEGIN

/// Hidden share of a disc whose centre is x radii outside a straight edge. The smooth step differs
/// from the exact disc segment by less than 0.02.
HIBARI_SMALL_FN F hidden_by_edge(F x) {
    return smoothstep(F(1.0F), F(-1.0F), x);
}

/// Outline distance `gap` at `t` on the ray, of a bar whose other outline lies 2 `width` behind:
/// the hidden share of the light.
HIBARI_SMALL_FN F hidden_share(F gap, F t, F width, F spread, F reach) {
    const F inverse = F(1.0F) / max(spread * t, F(1e-5F));
    const M between = (t > F(1e-4F)) & (t < reach);
    const F bar = hidden_by_edge(gap * inverse) - hidden_by_edge((gap + width + width) * inverse);
    return select(between, bar, F(0.0F));
}

/// The same for something as high as it is wide: smaller than the light it hides less than a bar.
HIBARI_SMALL_FN F ball_hidden_share(F gap, F t, F radius, F spread, F reach) {
    const F size = saturate(radius / max(spread * t, F(1e-5F)));
    return hidden_share(gap, t, radius, spread, reach) * size * sqrt(size);
}

/// The least of a function that falls and then rises over from .. to.
template <typename Function>
HIBARI_SMALL_FN F valley(F from, F to, int steps, const Function& function, F& at) {
    const F ratio(0.618034F);
    F a = from;
    F b = to;
    F x1 = b - (b - a) * ratio;
    F x2 = a + (b - a) * ratio;
    F f1 = function(x1);
    F f2 = function(x2);
    for (int i = 0; i < steps; ++i) {
        const M left = f1 < f2;
        a = select(left, a, x1);
        b = select(left, x2, b);
        const F x = select(left, b - (b - a) * ratio, a + (b - a) * ratio);
        const F f = function(x);
        const F kept_x = select(left, x1, x2);
        const F kept_f = select(left, f1, f2);
        x1 = select(left, x, kept_x);
        f1 = select(left, f, kept_f);
        x2 = select(left, kept_x, x);
        f2 = select(left, kept_f, f);
    }
    at = select(f1 < f2, x1, x2);
    return min(f1, f2);
}

/// Signed distance from the ray to the outline of a box as seen along it: the greatest of the six
/// signed distances to the lines of the outline. `t` becomes the place of passage.
HIBARI_FN F box_outline(const V3& o, const V3& d, const Vec3& half, F rounding, F& t, F& width) {
    const F tiny(1e-4F);
    const V3 safe(
        select(abs(d.x) < tiny, tiny, d.x),
        select(abs(d.y) < tiny, tiny, d.y),
        select(abs(d.z) < tiny, tiny, d.z)
    );
    const V3 m(F(1.0F) / safe.x, F(1.0F) / safe.y, F(1.0F) / safe.z);
    const V3 middle = -(o * m);
    const V3 inner = V3(half) - V3(rounding);
    const V3 reach = inner * abs(m);
    const V3 in = middle - reach;
    const V3 out = middle + reach;
    // A sideways step changes entry i and exit j by the slopes 1/d_i and 1/d_j.
    const V3 mm = m * m;
    const F xy = rsqrt(mm.x + mm.y);
    const F yz = rsqrt(mm.y + mm.z);
    const F zx = rsqrt(mm.z + mm.x);
    F gap = max((in.x - out.y) * xy, (in.y - out.x) * xy);
    gap = max(gap, max((in.y - out.z) * yz, (in.z - out.y) * yz));
    gap = max(gap, max((in.z - out.x) * zx, (in.x - out.z) * zx));
    width = min3((reach.x + reach.y) * xy, (reach.y + reach.z) * yz, (reach.z + reach.x) * zx) +
            rounding;
    const F first = max3(in.x, in.y, in.z);
    const F last = min3(out.x, out.y, out.z);
    t = (first + last) * F(0.5F);
    // A long box is passed near its entry; behind the point it hides nothing.
    t = select((first < last) & (last > F(0.0F)), max(first, F(1e-3F)), t);
    return gap - rounding;
}

/// How a ray passes a shape.
struct Passage {
    F gap;                 ///< signed distance to the shape's outline as seen along the ray
    F t;                   ///< where
    F width;               ///< the other outline lies twice this behind
    bool is_ball = false;  ///< as high as it is wide
};

/// Past a rod around Y between -half and half: capsule, round cone or cylinder.
HIBARI_FN Passage rod_passage(const Shape& shape, float half, const V3& o, const V3& d) {
    const F passage = -dot(o, d);
    // Where the ray and the axis are nearest.
    const F span(half);
    const F across = max(F(1.0F) - d.y * d.y, F(1e-6F));
    F y = clamp((o.y + passage * d.y) / across, -span, span);
    F t = passage + d.y * y;
    // The nearest point may lie before the ray begins.
    t = max(t, F(0.0F));
    y = clamp(o.y + d.y * t, -span, span);
    t = passage + d.y * y;
    const V3 p = o + d * t;
    F radius(shape.radius);
    if (shape.kind == ShapeKind::kRoundCone) {
        const F slope = F((shape.radius_top - shape.radius) / (2.0F * shape.half.y));
        radius = F(0.5F * (shape.radius + shape.radius_top)) + y * slope;
    }
    return {length(V3(p.x, p.y - y, p.z)) - radius, t, radius};
}

HIBARI_SMALL_FN bool is_hollow(ShapeKind kind) {
    return kind == ShapeKind::kTorus || kind == ShapeKind::kTube || kind == ShapeKind::kBowl ||
           kind == ShapeKind::kQuarterPipe;
}

/// How a ray from `o` in direction `d`, both in the shape's frame, passes a shape that is not
/// hollow.
HIBARI_FN Passage passage_by(const Shape& shape, F bound, const V3& o, const V3& d) {
    const F passage = -dot(o, d);
    switch (shape.kind) {
        case ShapeKind::kSphere:
            return {length(o + d * passage) - F(shape.radius), passage, F(shape.radius), true};
        case ShapeKind::kEllipsoid: {
            const V3 inverse(Vec3{1.0F / shape.half.x, 1.0F / shape.half.y, 1.0F / shape.half.z});
            const V3 so = o * inverse;
            const V3 sd = d * inverse;
            const F t = -dot(so, sd) / dot(sd, sd);
            const F scaled = max(length(so + sd * t), F(1e-3F));
            const V3 across = o + d * t;
            const F away = length(across);
            const float least =
                __builtin_fminf(shape.half.x, __builtin_fminf(shape.half.y, shape.half.z));
            const F smallest(least);
            // The outline lies at `away / scaled` on this radius; its normal leans from the radius.
            const V3 normal = across * inverse * inverse;
            const F lean = dot(across, normal) * rsqrt(max(dot(normal, normal), F(1e-12F))) /
                           max(away, F(1e-6F));
            const F gap = select(scaled > F(2e-3F), (away - away / scaled) * lean, -smallest);
            return {gap, t, smallest, true};
        }
        case ShapeKind::kBox: {
            F t;
            F width;
            const F gap = box_outline(o, d, shape.half, F(shape.rounding), t, width);
            return {gap, t, width};
        }
        case ShapeKind::kCylinder:
            // A long rod's flat ends may be round.
            if (shape.half.y > 3.0F * shape.radius) {
                return rod_passage(shape, shape.half.y - 0.4F * shape.radius, o, d);
            }
            [[fallthrough]];
        case ShapeKind::kCone:
        case ShapeKind::kRelief:
        case ShapeKind::kWedge: {
            const F from = max(passage - bound, F(1e-3F));
            const F to = max(passage + bound, F(2e-3F));
            F t;
            const F gap =
                valley(from, to, 9, [&](F s) { return shape_distance(shape, o + d * s); }, t);
            const float thin = shape.kind == ShapeKind::kRelief ? 0.7F * shape.half.z
                               : shape.kind == ShapeKind::kWedge
                                   ? __builtin_fminf(shape.half.x, shape.half.y)
                                   : __builtin_fminf(
                                         __builtin_fmaxf(shape.radius, shape.radius_top),
                                         __builtin_fmaxf(shape.half.y, 0.3F * shape.radius)
                                     );
            return {gap, t, F(thin)};
        }
        default:
            return rod_passage(shape, shape.half.y, o, d);
    }
}

/// Share of a round light that a hollow shape hides: a walk through that keeps the deepest place.
HIBARI_FN F
hollow_hidden(const Shape& shape, F bound, const V3& o, const V3& d, F spread, F reach) {
    const F passage = -dot(o, d);
    float thickness = shape.radius_top;
    if (shape.kind != ShapeKind::kTorus) {
        thickness = 0.5F * (shape.radius - shape.radius_top);
    }
    if (shape.kind == ShapeKind::kQuarterPipe) {
        thickness = 0.3F * shape.half.y;
    }
    // A ray may pass two walls, one on either side of the middle: both count, what they share only
    // once.
    const F to = min(passage + bound, reach);
    const F from = max(passage - bound, F(2.0F * thickness + 1e-3F));
    const auto hidden_at = [&](F t) {
        const F gap = shape_distance(shape, o + d * t);
        return hidden_share(gap, t, F(thickness), spread, reach);
    };
    F t = from;
    F before(0.0F);
    F after(0.0F);
    const F least(0.7F * thickness);
    M active = t < to;
    for (int i = 0; i < 40 && any(active); ++i) {
        const F gap = shape_distance(shape, o + d * t);
        const F here = select(active, hidden_share(gap, t, F(thickness), spread, reach), F(0.0F));
        before = select(t < passage, max(before, here), before);
        after = select(t < passage, after, max(after, here));
        const F stride = max(abs(gap) * F(0.9F), least);
        t = t + stride;
        active = active & (t < to) & (before + after < F(0.995F));
    }
    const F middle = select((passage > from) & (passage < to), hidden_at(passage), F(0.0F));
    before = max(before, middle);
    after = max(after, middle);
    return min(before + after - middle, F(1.0F));
}

/// Share of a round light that the shape hides from `o` (in the shape's frame) in direction `d`.
/// Shapes beyond `reach` hide nothing.
HIBARI_FN F light_hidden(const Shape& shape, F bound, const V3& o, const V3& d, F spread, F reach) {
    if (is_hollow(shape.kind)) {
        return hollow_hidden(shape, bound, o, d, spread, reach);
    }
    const Passage by = passage_by(shape, bound, o, d);
    return by.is_ball ? ball_hidden_share(by.gap, by.t, by.width, spread, reach)
                      : hidden_share(by.gap, by.t, by.width, spread, reach);
}

/// Share of the cosine-weighted sky over the normal `n` that a sphere at `v` (from the point)
/// hides. Exact above the horizon; a sphere that dips below it is faded (Quilez, "Sphere ambient
/// occlusion", gives the exact form; the fade is within 0.03 of it).
HIBARI_SMALL_FN F sphere_sky_hidden(const V3& v, F radius, const V3& n) {
    const F d2 = max(dot(v, v), F(1e-8F));
    const F inverse = rsqrt(d2);
    const F cosine = dot(v, n) * inverse;
    const F size = min(radius * inverse, F(1.0F));  // sine of the angular radius
    const F solid = size * size;
    // Fully above: cosine * size^2. Crossing the horizon: from cosine = -size (nothing) up.
    const F rise = saturate((cosine + size) / max(F(2.0F) * size, F(1e-6F)));
    const F crossing = solid * size * rise * rise;
    return select(cosine > size, cosine * solid, crossing);
}

/// Share of the cosine-weighted sky that a box hides from a point `o` with normal `n`, both in the
/// box's frame: the form factor of its outline (Lambert's contour integral).
HIBARI_FN F box_sky_hidden(const V3& o, const V3& n, const Vec3& half) {
    const F one(1.0F);
    const F zero(0.0F);
    const F right = select(o.x > F(half.x), one, zero);
    const F left = select(o.x < F(-half.x), one, zero);
    const F upper = select(o.y > F(half.y), one, zero);
    const F lower = select(o.y < F(-half.y), one, zero);
    const F front = select(o.z > F(half.z), one, zero);
    const F back = select(o.z < F(-half.z), one, zero);
    V3 corner[8];
    for (int i = 0; i < 8; ++i) {
        const Vec3 c{
            (i & 1) != 0 ? half.x : -half.x,
            (i & 2) != 0 ? half.y : -half.y,
            (i & 4) != 0 ? half.z : -half.z,
        };
        corner[i] = normalize(V3(c) - o);
    }

    // Each edge with the faces left and right of it, seen from outside the box.
    struct Edge {
        int a;
        int b;
        int one_side;
        int other_side;
    };

    constexpr Edge kEdges[12] = {
        {0, 1, 3, 5},
        {2, 3, 5, 2},
        {4, 5, 4, 3},
        {6, 7, 2, 4},
        {0, 2, 5, 1},
        {1, 3, 0, 5},
        {4, 6, 1, 4},
        {5, 7, 4, 0},
        {0, 4, 1, 3},
        {1, 5, 3, 0},
        {2, 6, 2, 1},
        {3, 7, 0, 2},
    };
    const F seen[6] = {right, left, upper, lower, front, back};
    F sum(0.0F);
    for (const Edge& edge : kEdges) {
        const F weight = seen[edge.one_side] - seen[edge.other_side];
        if (none((weight > F(0.5F)) | (weight < F(-0.5F)))) {
            continue;
        }
        const V3& a = corner[edge.a];
        const V3& b = corner[edge.b];
        const F cosine = dot(a, b);
        const F angle = acos(cosine) * rsqrt(max(one - cosine * cosine, F(1e-7F)));
        sum += weight * angle * dot(n, cross(a, b));
    }
    return saturate(abs(sum) * F(0.159154943F));
}

HIBARI_LANES_END
