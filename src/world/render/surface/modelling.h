// What a world is modelled of when it is not made of itself: clay or flat facets.
//
// A style asks for it (SurfaceEnvironment::modelling). Patterns are drawn as usual but coarser, so
// that they flatten to the colours a hand would use; then the relief and the gloss of the stuff
// take over. Everything lies in the part's own frame and moves with it.
#pragma once

#include "world/render/surface/noise.h"
#include "world/render/surface/patterns.h"

HIBARI_LANES_BEGIN

namespace surface {

/// Width in metres of the finest detail that a hand would model on this part.
HIBARI_FN float modelled_detail_m(const Brush& b) {
    switch (b.surface) {
        case Surface::kFace:
            return 0.003F;
        case Surface::kCourt:
        case Surface::kRoad:
            return 0.06F;
        default:
            break;
    }
    const float widest = std::max(b.half.x, std::max(b.half.y, b.half.z));
    return widest > 0.0F ? std::min(std::max(widest * 0.07F, 0.004F), 0.2F) : 0.2F;
}

/// Kneaded and pressed: dents of thumbs, ridges of fingerprints where a pixel can hold them.
/// `size` is 1 for what a hand holds, larger for what a hand smooths: grounds and walls.
HIBARI_FN void knead(const Site& site, float size, std::uint32_t seed, Look& look) {
    const F fp = site.footprint;
    const float dent = 1.0F / (0.085F * size);
    const Noise3 press = fbm3(site.p * F(dent), 2, fp * F(dent), seed + 911U);
    // The lumps of a hand that formed it are seen from afar, the dents of its fingers from near by.
    constexpr float kHand = 0.28F;
    const Noise3 lump = fbm3(site.p * F(dent * kHand), 1, fp * F(dent * kHand), seed + 913U);
    V3 slope = press.slope * F(0.24F) + lump.slope * F(0.34F);
    const float ridge_m = 0.0075F * size;
    const F seen = resolved(F(ridge_m), fp);
    if (any(seen > F(0.0F))) {
        // Rings around the middle of each press; only some presses leave a print.
        const Cells3 finger = cells3(site.p * F(dent * 0.8F), seed + 912U);
        const F r = length(finger.offset) * F(1.0F / (dent * 0.8F));
        const F strong = seen * smoothstep(F(0.35F), F(0.75F), unit2(finger.id)) *
                         smoothstep(F(0.55F), F(0.25F), finger.nearest);
        const F wave = cos(r * F(6.2831853F / ridge_m) + press.value * F(3.0F));
        slope = slope + normalize(finger.offset) * (wave * strong * F(0.26F));
    }
    look.slope = look.slope * F(0.25F) + slope;
    look.albedo = saturated(look.albedo, F(1.35F)) *
                  (F(1.0F) + F(0.12F) * press.value + F(0.16F) * lump.value);
    look.roughness = F(0.6F) + F(0.06F) * press.value;
    look.metallic = F(0.0F);
    look.transmission = F(0.0F);
    look.clear_coat = F(0.0F);
    look.specular = F(0.045F);
    look.subsurface = max(look.subsurface, F(0.3F));
    look.sheen = F(0.3F);
}

/// A facet of the sphere of directions.
struct Facet {
    V3 direction;  ///< unit; the same all over the facet
    F id;          ///< a whole number
};

/// The facet that a unit normal belongs to. The sphere is a cube of 6 x 3 x 3 cells of equal angle;
/// cells off the axes are cut into two triangles. The axes lie in the middle of a cell, so that
/// boxes and prisms keep their flat sides.
HIBARI_FN Facet facet_of(const V3& n) {
    const V3 a = abs(n);
    const M along_z = (a.z >= a.x) & (a.z >= a.y);
    const M along_y = (!along_z) & (a.y >= a.x);
    const F w = select(along_z, n.z, select(along_y, n.y, n.x));
    const F u = select(along_z, n.x, select(along_y, n.z, n.y));
    const F v = select(along_z, n.y, select(along_y, n.x, n.z));
    const F side = sign(w);
    constexpr float kCell = 3.14159265F / 6.0F;
    const F angle_u = atan2(u, abs(w)) * F(1.0F / kCell);
    const F angle_v = atan2(v, abs(w)) * F(1.0F / kCell);
    const F i = clamp(round(angle_u), F(-1.0F), F(1.0F));
    const F j = clamp(round(angle_v), F(-1.0F), F(1.0F));
    const F part = (angle_u - i) * i - (angle_v - j) * j;
    const F cut = select((i * j) * (i * j) > F(0.5F), sign(part), F(0.0F));
    const F cu = (i + cut * i * F(1.0F / 6.0F)) * F(kCell);
    const F cv = (j - cut * j * F(1.0F / 6.0F)) * F(kCell);
    const F tu = sin(cu) / cos(cu);
    const F tv = sin(cv) / cos(cv);
    const V3 local = normalize(V3(tu, tv, F(1.0F)));
    const F x = local.x;
    const F y = local.y;
    const F z = local.z * side;
    Facet out;
    out.direction =
        V3(select(along_z, x, select(along_y, y, z)),
           select(along_z, y, select(along_y, z, x)),
           select(along_z, z, select(along_y, x, y)));
    const F face = select(along_z, F(0.0F), select(along_y, F(2.0F), F(4.0F))) +
                   select(side > F(0.0F), F(0.0F), F(1.0F));
    out.id = ((face * F(3.0F) + i + F(1.0F)) * F(3.0F) + j + F(1.0F)) * F(3.0F) + cut + F(1.0F);
    return out;
}

/// A triangle of a regular net over the ground.
struct NetTriangle {
    F x[3];  ///< corners, metres
    F z[3];
    F cell_x;  ///< whole numbers that tell it from the others
    F cell_z;
};

/// The triangle with edges of about `size_m` that holds (x, z).
HIBARI_FN NetTriangle net_triangle(F x, F z, float size_m) {
    constexpr float kSkew = 0.366025404F;    // (sqrt(3) - 1) / 2: squares to equilateral triangles
    constexpr float kUnskew = 0.211324865F;  // (3 - sqrt(3)) / 6
    const F px = x * F(1.0F / size_m);
    const F pz = z * F(1.0F / size_m);
    const F s = (px + pz) * F(kSkew);
    const F i = floor(px + s);
    const F j = floor(pz + s);
    const M lower = fract(px + s) > fract(pz + s);
    const auto corner = [&](int k, F di, F dj, NetTriangle& out) {
        const F u = (i + j + di + dj) * F(kUnskew);
        out.x[k] = (i + di - u) * F(size_m);
        out.z[k] = (j + dj - u) * F(size_m);
    };
    const F first = select(lower, F(1.0F), F(0.0F));
    NetTriangle out;
    corner(0, F(0.0F), F(0.0F), out);
    corner(1, first, F(1.0F) - first, out);
    corner(2, F(1.0F), F(1.0F), out);
    out.cell_x = i * F(2.0F) + first;
    out.cell_z = j;
    return out;
}

/// The normal of the plane through heights over the corners.
HIBARI_FN V3 net_normal(const NetTriangle& t, F y0, F y1, F y2) {
    const V3 a(t.x[1] - t.x[0], y1 - y0, t.z[1] - t.z[0]);
    const V3 b(t.x[2] - t.x[0], y2 - y0, t.z[2] - t.z[0]);
    const V3 n = normalize(cross(a, b));
    return n * sign(n.y);
}

/// Edge of the ground's triangles: finer near the stage, where feet are.
constexpr float kNetNear_m = 1.1F;
constexpr float kNetFar_m = 7.0F;

/// Matt paper: no pattern, no mirror, each facet a little lighter or darker than the next.
HIBARI_FN void cut_flat(F shade, Look& look) {
    look.slope = V3(F(0.0F));
    look.albedo = saturated(look.albedo, F(1.3F)) * (F(0.84F) + F(0.32F) * shade);
    look.roughness = F(0.8F);
    look.metallic = look.metallic * F(0.3F);
    look.clear_coat = F(0.0F);
    look.specular = F(0.03F);
    look.sheen = F(0.0F);
}

}  // namespace surface

HIBARI_LANES_END
