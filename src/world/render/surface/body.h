// What living things wear by nature: skin, hair, fur, feathers, scales.
#pragma once

#include "world/render/surface/look.h"

HIBARI_LANES_BEGIN

namespace surface {

HIBARI_FN Look skin(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const F fp = s.footprint;
    const Noise3 blotch = fbm3(s.p * F(22.0F), 3, fp * F(22.0F), 201);
    const Noise3 pore = fbm3(s.p * F(420.0F), 2, fp * F(420.0F), 202, 0.7F);
    V3 color = look.albedo;
    color = mix(
        color, color * V3{F(1.10F), F(0.88F), F(0.84F)}, saturate(F(0.3F) + F(0.6F) * blotch.value)
    );
    look.albedo = color * (F(1.0F) + F(0.03F) * blotch.value + F(0.02F) * pore.value);
    look.roughness = F(b.roughness) + F(0.05F) * blotch.value;
    look.specular = F(0.028F);
    look.subsurface = F(0.6F);
    look.slope = pore.slope * F(0.035F);
    return look;
}

/// Strands that run from the crown down the meridians of the part; locks, strands and sheen.
HIBARI_FN Look hair(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const F fp = s.footprint;
    const F r = sqrt(s.p.x * s.p.x + s.p.z * s.p.z) + F(0.012F);
    const F cx = s.p.x / r;
    const F cz = s.p.z / r;
    const F shift(brush_random(b, 1) * 30.0F);
    const F sway = noise3(s.p * F(18.0F), 211).value * F(0.10F);
    const auto strands = [&](float around, float down, std::uint32_t seed) {
        return noise3(
            V3{(cx + sway) * F(around) + shift, s.p.y * F(down), (cz - sway) * F(around)}, seed
        );
    };
    const F size = max(r, F(0.01F));
    const Noise3 lock = strands(14.0F, 9.0F, 212);
    const Noise3 wisp = strands(42.0F, 14.0F, 213);
    const Noise3 hair_ = strands(120.0F, 22.0F, 214);
    const F w_lock = resolved(size * F(1.0F / 14.0F), fp);
    const F w_wisp = resolved(size * F(1.0F / 42.0F), fp);
    const F w_hair = resolved(size * F(1.0F / 120.0F), fp);
    const F tone = F(1.0F) + F(0.20F) * lock.value * w_lock + F(0.28F) * wisp.value * w_wisp +
                   F(0.40F) * hair_.value * w_hair;
    V3 color =
        mix(look.albedo,
            lanes(b.accent),
            saturate(F(0.22F) + F(0.15F) * lock.value * w_lock + F(0.30F) * wisp.value * w_wisp));
    look.albedo = color * max(tone, F(0.15F));
    look.roughness = F(b.roughness);
    look.specular = F(0.035F);
    look.sheen = F(0.25F);
    look.subsurface = F(0.2F);
    // Relief across the strands only.
    const auto across = [&](const Noise3& n, float around) {
        return V3{n.slope.x, F(0.0F), n.slope.z} * (F(around) / size);
    };
    look.slope =
        (across(lock, 14.0F) * (F(0.0022F) * w_lock) + across(wisp, 42.0F) * (F(0.0010F) * w_wisp) +
         across(hair_, 120.0F) * (F(0.00042F) * w_hair)) *
        F(0.4F + b.relief);
    return look;
}

/// Short coat: tufts that lie along the part's Y axis with a wander, and soft larger markings.
HIBARI_FN Look fur(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const F fp = s.footprint;
    const Noise3 mark =
        fbm3(s.p * F(7.0F) + V3(F(brush_random(b, 1) * 20.0F)), 3, fp * F(7.0F), 221);
    const Noise3 wander = noise3(s.p * F(16.0F), 222);
    const float k = 1.6F / b.unit;
    const V3 flow = s.p + V3{wander.value, F(0.0F), -wander.value} * F(0.012F);
    const V3 q{flow.x * F(k), (flow.y + wander.value * F(0.01F)) * F(k * 0.30F), flow.z * F(k)};
    const F qf = fp * F(k);
    // From afar the coat shows as locks, closer as tufts, then as hairs.
    const Noise3 lock = fbm3(q * F(0.28F), 1, qf * F(0.28F), 225);
    const Noise3 tuft = fbm3(q, 2, qf, 223, 0.7F);
    const Noise3 fine = fbm3(q * F(5.0F), 2, qf * F(5.0F), 224, 0.7F);
    V3 color =
        mix(look.albedo, lanes(b.accent), smoothstep(F(0.15F), F(0.55F), mark.value) * F(0.7F));
    color =
        color * max(F(1.0F) + F(0.15F) * lock.value + F(0.34F) * tuft.value + F(0.42F) * fine.value,
                    F(0.2F));
    look.albedo = color;
    look.roughness = F(0.85F);
    look.specular = F(0.03F);
    look.sheen = F(0.5F);
    look.subsurface = F(0.25F);
    const V3 lie{F(1.0F), F(0.3F), F(1.0F)};
    look.slope =
        (lock.slope * lie * F(0.30F) + tuft.slope * lie * F(0.32F) + fine.slope * lie * F(0.20F)) *
        F(0.3F + b.relief);
    return look;
}

/// Overlapping shapes in staggered rows down the part: feathers and fish scales.
struct Shingle {
    U id;
    F across;  ///< -1 .. 1 over the shape's width
    F down;    ///< 0 at the root .. 1 at the tip
    F rim;     ///< 1 at the free edge
    Chart where;
    F shown;
};

HIBARI_FN Shingle shingle(const Site& s, const Brush& b, float width, float length) {
    Shingle out;
    out.where = chart(s, b, width);
    const F v = out.where.v * F(-1.0F / length);
    const F u = out.where.u * F(1.0F / width);
    // The tip of each shape is a half circle that lies over the row below it.
    const F row = floor(v);
    const F fv = v - row;
    const F off = fract(row * F(0.5F));
    const F uu = u + off;
    const F col = floor(uu);
    const F fu = uu - col - F(0.5F);
    const F arc = sqrt(max(F(0.25F) - fu * fu, F(0.0F)));
    const M own = fv < arc;
    // Above the arc one sees the row above this one... whose shapes are shifted by half.
    const F uu2 = u + fract((row + F(1.0F)) * F(0.5F));
    const F col2 = floor(uu2);
    const F fu2 = uu2 - col2 - F(0.5F);
    const F arc2 = sqrt(max(F(0.25F) - fu2 * fu2, F(0.0F)));
    out.id = select(own, hash_cell(col, row, 231), hash_cell(col2, row + F(1.0F), 231));
    out.across = select(own, fu, fu2) * F(2.0F);
    const F d = select(own, arc - fv, F(1.0F) + arc2 - fv);
    out.down = F(1.0F) - saturate(d);
    out.rim = saturate(F(1.0F) - d * F(5.0F));
    out.shown = resolved(F(width), s.footprint);
    return out;
}

HIBARI_FN Look feathers(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const Shingle f = shingle(s, b, b.unit, b.unit * 1.1F);
    const F fp = s.footprint;
    const F barb = triangle(f.down * F(9.0F) + abs(f.across) * F(5.0F)) - F(0.5F);
    const F barbs = barb * resolved(F(b.unit * 0.12F), fp);
    const F quill = stroke(f.across, F(0.05F), fp * F(2.0F / b.unit)) * f.shown;
    V3 color =
        mix(look.albedo, lanes(b.accent), smoothstep(F(0.55F), F(1.0F), f.down) * F(0.55F) * f.shown
        );
    color = color * (F(1.0F) + (F(0.35F) * (unit(f.id) - F(0.5F)) - F(0.30F) * f.rim) * f.shown +
                     F(0.18F) * barbs);
    look.albedo = mix(color, color * F(1.4F), quill * F(0.5F));
    look.roughness = F(0.7F);
    look.sheen = F(0.4F);
    look.specular = F(0.04F);
    look.slope = chart_slope(f.where, -f.across * F(0.5F), F(0.35F) - F(0.5F) * f.rim) *
                 (f.shown * F(0.3F + b.relief));
    return look;
}

HIBARI_FN Look scales(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const Shingle f = shingle(s, b, b.unit, b.unit * 0.8F);
    const Noise3 patch = fbm3(s.p * F(9.0F), 3, s.footprint * F(9.0F), 232);
    V3 color = mix(look.albedo, lanes(b.accent), saturate(patch.value * F(0.9F)));
    // Thin-film shimmer: hue shifts with the tilt of the normal.
    const F tilt = s.n.y * F(4.0F) + unit(f.id) * F(2.0F);
    const V3 film{
        F(1.0F) + F(0.18F) * sin(tilt),
        F(1.0F) + F(0.18F) * sin(tilt + F(2.1F)),
        F(1.0F) + F(0.18F) * sin(tilt + F(4.2F))
    };
    color =
        color * film * (F(1.0F) + (F(0.25F) * (unit(f.id) - F(0.5F)) - F(0.5F) * f.rim) * f.shown);
    look.albedo = color;
    look.roughness = F(0.22F);
    look.specular = F(0.08F);
    look.metallic = F(0.25F);
    look.slope = chart_slope(f.where, -f.across * F(0.45F), F(0.3F) - F(0.6F) * f.rim) *
                 (f.shown * F(0.3F + b.relief));
    return look;
}

}  // namespace surface

HIBARI_LANES_END
