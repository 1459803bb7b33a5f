// What a pattern is asked and what it answers.
//
// A pattern sees a Site (where on the surface, how large a pixel is there) per lane and a Brush
// (the material with its defaults filled in) that is the same for all lanes. It answers a Look. All
// lengths are metres in the pattern's frame: the part's own frame, or the world for grounds.
#pragma once

#include "base/vec.h"
#include "world/render/lanes.h"
#include "world/render/surface/noise.h"
#include "world/things/material.h"

#include <cstdint>

HIBARI_LANES_BEGIN

namespace surface {

/// A point of a surface, per lane.
struct Site {
    V3 p;         ///< in the pattern's frame, metres
    V3 n;         ///< unit normal, same frame
    V3 view;      ///< unit, from the eye to the point, same frame
    F footprint;  ///< width of a pixel on the surface, metres
};

/// The parameters of a pattern, the same for all lanes.
struct Brush {
    Surface surface = Surface::kPlain;
    Vec3 base{0.7F, 0.7F, 0.7F};
    Vec3 accent{0.2F, 0.2F, 0.2F};
    float roughness = 0.6F;
    float metallic = 0.0F;
    float transmission = 0.0F;
    float emission = 0.0F;
    float unit = 1.0F;            ///< metres; the usual one when the material states none
    float relief = 0.0F;          ///< depth of the relief, 0 .. 1
    Vec3 half{0.5F, 0.5F, 0.5F};  ///< half extents of the part
    bool round = false;           ///< the part turns around its Y axis: cylinder, cone, capsule
    std::uint32_t seed = 0;       ///< differs from thing to thing
    float time_s = 0.0F;          ///< clip time, for what moves by itself
    float night = 0.0F;           ///< 1: windows are lit
};

/// How a surface looks at a site. Bumps are answered as the gradient of a height field over the
/// pattern's frame; bend() turns the normal with it.
struct Look {
    V3 albedo;
    F roughness;
    F metallic;
    F transmission;
    F alpha;       ///< 1 solid, 0 a hole
    F specular;    ///< reflectance at normal incidence of a dielectric, 0.04 for most
    F clear_coat;  ///< smooth lacquer above it all, 0 .. 1
    F subsurface;  ///< light that bleeds around: skin, snow, leaves, wax; 0 .. 1
    F sheen;       ///< bright rim of cloth and fur, 0 .. 1
    V3 emission;
    V3 slope;
};

HIBARI_FN V3 lanes(Vec3 v) {
    return V3{F(v.x), F(v.y), F(v.z)};
}

HIBARI_FN V3 zero3() {
    return V3{F(0.0F), F(0.0F), F(0.0F)};
}

/// The material as it is, without pattern.
HIBARI_FN Look plain_look(const Brush& b) {
    Look look;
    look.albedo = lanes(b.base);
    look.roughness = F(b.roughness);
    look.metallic = F(b.metallic);
    look.transmission = F(b.transmission);
    look.alpha = F(1.0F);
    look.specular = F(0.04F);
    look.clear_coat = F(0.0F);
    look.subsurface = F(0.0F);
    look.sheen = F(0.0F);
    look.emission = lanes(b.base) * F(b.emission);
    look.slope = zero3();
    return look;
}

/// The normal turned by the relief.
HIBARI_FN V3 bend(V3 n, V3 slope) {
    const V3 along = slope - n * dot(n, slope);
    return normalize(n - along);
}

/// `amount` 0: grey of the same brightness; above 1: stronger colour.
HIBARI_FN V3 saturated(V3 c, F amount) {
    const F l = luminance(c);
    const V3 grey{l, l, l};
    const V3 out = mix(grey, c, amount);
    return V3{max(out.x, F(0.0F)), max(out.y, F(0.0F)), max(out.z, F(0.0F))};
}

/// The angle of (x, y) in turns, 0 .. 1 once around; the seam lies at -x.
HIBARI_FN F turns(F y, F x) {
    return atan2(y, x) * F(0.159154943F) + F(0.5F);
}

/// Flat coordinates on a part, metres, and the directions in which they grow.
struct Chart {
    F u;
    F v;
    V3 along_u;
    V3 along_v;
};

/// On the face of the box that the normal looks at; around the axis for round parts, fitted so that
/// a whole number of `period` (metres) goes round.
HIBARI_FN Chart chart(const Site& s, const Brush& b, float period) {
    const F zero(0.0F);
    const F one(1.0F);
    const V3 a{abs(s.n.x), abs(s.n.y), abs(s.n.z)};
    const M flat = a.y > max(a.x, a.z);
    const M side = a.x > a.z;
    Chart c;
    c.v = select(flat, s.p.z, s.p.y);
    c.along_v = V3{zero, select(flat, zero, one), select(flat, one, zero)};
    if (b.round) {
        const float around = 6.2831853F * b.half.x / period;
        const float whole =
            around < 1.5F ? 1.0F : static_cast<float>(static_cast<int>(around + 0.5F));
        const F r = sqrt(s.p.x * s.p.x + s.p.z * s.p.z) + F(1e-6F);
        c.u = select(flat, s.p.x, turns(s.p.z, s.p.x) * F(whole * period));
        c.along_u = V3{select(flat, one, -s.p.z / r), zero, select(flat, zero, s.p.x / r)};
        return c;
    }
    const M across = flat | !side;
    c.u = select(across, s.p.x, s.p.z);
    c.along_u = V3{select(across, one, zero), zero, select(across, zero, one)};
    return c;
}

/// The gradient (su, sv) over a chart, in the pattern's frame.
HIBARI_FN V3 chart_slope(const Chart& c, F su, F sv) {
    return c.along_u * su + c.along_v * sv;
}

/// A float 0 .. 1 from the brush's seed, the same for all lanes.
HIBARI_FN float brush_random(const Brush& b, std::uint32_t salt) {
    std::uint32_t h = b.seed * 0x9e3779b9U + salt * 0x85ebca6bU;
    h = (h ^ (h >> 16U)) * 0x7feb352dU;
    h = (h ^ (h >> 15U)) * 0x846ca68bU;
    return static_cast<float>((h ^ (h >> 16U)) >> 8U) * (1.0F / 16777216.0F);
}

/// A rounded groove between cells: `d` metres from the middle of the groove, `w` its half width.
/// `depth` 1 at the middle .. 0 outside; `rate` is its change per metre of d.
struct Groove {
    F depth;
    F rate;
};

HIBARI_FN Groove groove(F d, F w, F footprint) {
    const F width = max(w, footprint);
    const F t = saturate(d / width);
    const F shrink = w / width;
    Groove g;
    g.depth = (F(1.0F) - t * t * (F(3.0F) - F(2.0F) * t)) * shrink;
    g.rate = F(-6.0F) * t * (F(1.0F) - t) / width * shrink;
    return g;
}

}  // namespace surface

HIBARI_LANES_END
