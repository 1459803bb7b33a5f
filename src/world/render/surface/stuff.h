// Cloth, leather, rubber, metals, glass, plastic, lacquer, card and paper, and the plain graphic
// patterns.
#pragma once

#include "world/render/surface/look.h"

HIBARI_LANES_BEGIN

namespace surface {

/// Large soft folds of hanging cloth; they follow the part and mostly run along Y.
HIBARI_FN V3 folds(const Site& s, float strength, std::uint32_t seed) {
    const Noise3 fold = fbm3(
        V3{s.p.x * F(13.0F), s.p.y * F(7.0F), s.p.z * F(13.0F)},
        3,
        s.footprint * F(13.0F),
        seed,
        0.45F
    );
    return V3{fold.slope.x * F(13.0F), fold.slope.y * F(7.0F), fold.slope.z * F(13.0F)} *
           F(strength * 0.012F);
}

/// Plain weave: threads over and under. The unit is the width of two threads.
HIBARI_FN Look fabric(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const F fp = s.footprint;
    const float weave = b.unit * 0.45F;
    const Chart c = chart(s, b, weave);
    const float k = 2.0F / weave;
    const F u = c.u * F(k);
    const F v = c.v * F(k);
    const F over = step(F(0.25F), abs(fract((floor(u) + floor(v)) * F(0.5F)) - F(0.5F)) + F(0.01F));
    const F fu = fract(u) - F(0.5F);
    const F fv = fract(v) - F(0.5F);
    const F thread = select(over > F(0.5F), fu, fv);
    const F shown = resolved(F(weave), fp);
    const F shade = F(1.0F) - F(1.6F) * thread * thread;
    const Noise3 slub = fbm3(s.p * F(30.0F), 3, fp * F(30.0F), 301);
    const U id = hash_cell(select(over > F(0.5F), floor(u), floor(v)), over, 302);
    V3 color =
        mix(look.albedo,
            lanes(b.accent),
            (F(1.0F) - over) * F(0.25F) * shown + F(0.125F) * (F(1.0F) - shown));
    color = color * (F(1.0F) + F(0.05F) * slub.value) *
            mix(F(0.87F), shade * (F(0.92F) + F(0.16F) * unit(id)), shown);
    look.albedo = color * F(1.1F);
    look.roughness = F(b.roughness);
    look.specular = F(0.03F);
    look.sheen = F(0.35F);
    look.subsurface = F(0.12F);
    const F su = select(over > F(0.5F), fu, F(0.0F)) * F(-1.6F) * shown;
    const F sv = select(over > F(0.5F), F(0.0F), fv) * F(-1.6F) * shown;
    look.slope = chart_slope(c, su, sv) * F(b.relief) + folds(s, 0.5F + 1.2F * b.relief, 303);
    return look;
}

/// Twill: white weft under indigo warp in diagonal ribs; faded where cloth rubs.
HIBARI_FN Look denim(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const F fp = s.footprint;
    const float twill = b.unit * 0.32F;
    const Chart c = chart(s, b, twill);
    const float k = 1.0F / twill;
    const F rib = (c.u + c.v * F(1.0F)) * F(k);
    const F shown = resolved(F(twill * 0.9F), fp);
    const F along = (c.v - c.u) * F(k * 0.5F);
    const U id =
        hash_cell(floor(rib), floor(along + unit(hash_cell(floor(rib), F(1.0F), 311))), 312);
    const F profile = triangle(rib);
    const F weft =
        (F(1.0F) - smoothstep(F(0.12F), F(0.4F), profile)) * shown + F(0.22F) * (F(1.0F) - shown);
    const Noise3 fade = fbm3(s.p * F(5.0F), 3, fp * F(5.0F), 313);
    const Noise3 streak =
        fbm3(V3{s.p.x * F(160.0F), s.p.y * F(12.0F), s.p.z * F(160.0F)}, 2, fp * F(160.0F), 314);
    const V3 white{F(0.55F), F(0.58F), F(0.62F)};
    V3 color = look.albedo *
               (F(0.95F) + (F(0.3F) * (unit(id) - F(0.5F))) * shown + F(0.22F) * streak.value);
    color = mix(color, white, saturate(weft * F(0.42F) + F(0.10F) * fade.value));
    color = mix(color, lanes(b.accent), saturate(fade.value * F(-0.5F)));
    look.albedo = color;
    look.roughness = F(0.9F);
    look.specular = F(0.03F);
    look.sheen = F(0.3F);
    const F slope = (fract(rib) - F(0.5F)) * F(-1.4F) * shown;
    look.slope = chart_slope(c, slope, slope) * F(b.relief) + folds(s, 1.0F, 315);
    return look;
}

HIBARI_FN Look leather(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const F fp = s.footprint;
    const float k = 2.4F / b.unit;
    const Noise3 warp = noise3(s.p * F(k * 0.4F), 321);
    const Cells3 grain = cells3(s.p * F(k) + V3(warp.value * F(0.5F)), 322);
    const F shown = resolved(F(1.0F / k), fp);
    const F crease =
        (F(1.0F) - smoothstep(F(0.0F), F(0.28F), grain.second - grain.nearest)) * shown;
    const Noise3 wear = fbm3(s.p * F(6.0F), 4, fp * F(6.0F), 323);
    V3 color = look.albedo * (F(1.0F) + F(0.16F) * wear.value);
    color = mix(color, color * V3{F(1.25F), F(1.15F), F(1.05F)}, saturate(wear.value) * F(0.5F));
    look.albedo = color * (F(1.0F) - F(0.35F) * crease);
    look.roughness = F(b.roughness) + F(0.15F) * crease - F(0.08F) * wear.value;
    look.specular = F(0.045F);
    look.slope = (grain.offset * (F(-0.9F) * shown) + folds(s, 0.25F, 324) * F(2.0F)) * F(b.relief);
    return look;
}

HIBARI_FN Look rubber(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const F fp = s.footprint;
    const Noise3 dust = fbm3(s.p * F(11.0F), 3, fp * F(11.0F), 331);
    const Noise3 fine = fbm3(s.p * F(520.0F), 2, fp * F(520.0F), 332);
    look.albedo =
        look.albedo * (F(1.0F) + F(0.06F) * dust.value) + V3(F(0.010F) * saturate(dust.value));
    look.roughness = saturate(F(b.roughness) + F(0.06F) * dust.value);
    look.slope = fine.slope * F(0.12F * b.relief);
    return look;
}

/// Smudges and hairline scratches break up the mirror.
HIBARI_FN Look metal(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const F fp = s.footprint;
    const Noise3 smudge = fbm3(s.p * F(9.0F), 4, fp * F(9.0F), 341, 0.55F);
    look.albedo = look.albedo * (F(1.0F) + F(0.03F) * smudge.value);
    look.roughness = clamp(F(b.roughness) * (F(1.0F) + F(0.55F) * smudge.value), F(0.02F), F(1.0F));
    look.slope = smudge.slope * F(0.0012F);
    return look;
}

/// Fine parallel scratches along the part's longest side (around a round part).
HIBARI_FN Look brushed_metal(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const F fp = s.footprint;
    const bool x_long = b.half.x > b.half.y && b.half.x >= b.half.z;
    const bool z_long = !x_long && b.half.z > b.half.y;
    const V3 thin = b.round ? V3{F(30.0F), F(900.0F), F(30.0F)}
                            : V3{F(x_long ? 14.0F : 900.0F),
                                 F(!x_long && !z_long ? 14.0F : 900.0F),
                                 F(z_long ? 14.0F : 900.0F)};
    const Noise3 hair = noise3(s.p * thin, 351);
    const Noise3 band = noise3(s.p * thin * F(0.12F), 352);
    const F w_hair = resolved(F(1.0F / 900.0F), fp);
    const F w_band = resolved(F(1.0F / 108.0F), fp);
    look.albedo =
        look.albedo * (F(1.0F) + F(0.10F) * hair.value * w_hair + F(0.05F) * band.value * w_band);
    look.roughness = clamp(F(b.roughness) + F(0.10F) * band.value * w_band, F(0.08F), F(1.0F));
    const V3 slope = hair.slope * thin * (F(1.0F / 900.0F) * F(0.10F) * w_hair) +
                     band.slope * thin * (F(1.0F / 900.0F) * F(0.10F) * w_band);
    look.slope = slope * F(0.5F + b.relief);
    return look;
}

/// Scale on iron: orange crust over dark oxide, pits, and streaks that run down.
HIBARI_FN Look rust(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const F fp = s.footprint;
    const float k = 1.0F / b.unit;
    const Noise3 patch = fbm3(s.p * F(0.9F * k), 5, fp * F(0.9F * k), 361, 0.58F);
    const Noise3 fine = fbm3(s.p * F(55.0F), 4, fp * F(55.0F), 362, 0.65F);
    const Noise3 run = fbm3(
        V3{s.p.x * F(3.0F * k), s.p.y * F(0.35F * k), s.p.z * F(3.0F * k)}, 3, fp * F(3.0F * k), 363
    );
    const F crust =
        smoothstep(F(-0.28F), F(0.18F), patch.value + F(0.25F) * run.value + F(0.12F) * fine.value);
    const V3 orange = look.albedo * V3{F(1.75F), F(1.25F), F(0.8F)};
    V3 scab =
        mix(look.albedo * F(0.55F),
            orange,
            saturate(F(0.5F) + F(0.8F) * fine.value + F(0.4F) * run.value));
    look.albedo = mix(lanes(b.accent) * (F(0.9F) + F(0.2F) * fine.value), scab, crust);
    look.roughness = mix(F(0.45F), F(0.95F), crust);
    look.metallic = mix(F(0.75F), F(0.0F), crust);
    look.slope = (fine.slope * (F(0.35F) * crust) + patch.slope * F(0.06F)) * F(0.3F + b.relief);
    return look;
}

HIBARI_FN Look glass(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const Noise3 wave = noise3(s.p * F(6.0F), 371);
    look.roughness = F(b.roughness);
    look.specular = F(0.045F);
    look.slope = wave.slope * F(0.004F);
    return look;
}

HIBARI_FN Look plastic(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const F fp = s.footprint;
    const Noise3 orange = fbm3(s.p * F(260.0F), 2, fp * F(260.0F), 381);
    const Noise3 tone = noise3(s.p * F(8.0F), 382);
    look.albedo = look.albedo * (F(1.0F) + F(0.025F) * tone.value);
    look.roughness = F(b.roughness) + F(0.03F) * tone.value;
    look.specular = F(0.045F);
    look.subsurface = F(0.10F);
    look.slope = orange.slope * F(0.012F);
    return look;
}

/// Colour under a clear coat, with the faint waviness of sprayed lacquer.
HIBARI_FN Look lacquer(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const F fp = s.footprint;
    const Noise3 peel = fbm3(s.p * F(150.0F), 2, fp * F(150.0F), 391);
    const Noise3 tone = fbm3(s.p * F(2.0F), 2, fp * F(2.0F), 392);
    look.albedo = look.albedo * (F(1.0F) + F(0.03F) * tone.value);
    look.roughness = clamp(F(b.roughness) + F(0.25F), F(0.0F), F(0.8F));
    look.specular = F(0.04F);
    look.clear_coat = clamp(F(1.15F - 1.4F * b.roughness), F(0.0F), F(1.0F));
    look.slope = peel.slope * F(0.006F);
    return look;
}

/// Corrugated board: faint flutes across X, fibres, a strip of tape.
HIBARI_FN Look cardboard(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const F fp = s.footprint;
    const Chart c = chart(s, b, b.unit);
    const float flute = 0.006F;
    const F wave = (triangle(c.u * F(1.0F / flute)) - F(0.5F)) * resolved(F(flute), fp);
    const Noise3 fibre = fbm3(s.p * F(70.0F), 3, fp * F(70.0F), 401, 0.6F);
    const Noise3 dirt = fbm3(s.p * F(4.0F), 3, fp * F(4.0F), 402);
    V3 color =
        look.albedo * (F(1.0F) + F(0.05F) * wave + F(0.09F) * fibre.value + F(0.07F) * dirt.value);
    const bool large = b.half.x > 0.08F && b.half.y > 0.06F && b.half.z > 0.08F;
    const F tape = large
                       ? stroke(s.p.z, F(0.025F), fp) * step(F(0.4F), max(abs(s.n.y), abs(s.n.x))) *
                             step(F(b.half.y * -0.15F), s.p.y)
                       : F(0.0F);
    color = mix(color, color * V3{F(0.82F), F(0.70F), F(0.50F)} * F(1.15F), tape);
    look.albedo = color;
    look.roughness = mix(F(0.9F), F(0.25F), tape);
    look.slope = (chart_slope(c, wave * F(0.35F), F(0.0F)) + fibre.slope * F(0.06F)) *
                 (F(1.0F) - tape) * F(0.3F + b.relief);
    return look;
}

HIBARI_FN Look paper(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const F fp = s.footprint;
    const Noise3 fibre = fbm3(s.p * F(300.0F), 2, fp * F(300.0F), 411, 0.6F);
    const Noise3 tone = fbm3(s.p * F(20.0F), 2, fp * F(20.0F), 412);
    look.albedo = look.albedo * (F(1.0F) + F(0.025F) * fibre.value + F(0.02F) * tone.value);
    look.roughness = F(0.92F);
    look.subsurface = F(0.25F);
    look.slope = fibre.slope * F(0.05F) + tone.slope * F(0.03F);
    return look;
}

/// Bands of base and accent across Y, `unit` is one pair.
HIBARI_FN Look stripes(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const F t = pulse(s.p.y * F(1.0F / b.unit), F(0.5F), s.footprint * F(1.0F / b.unit));
    look.albedo = mix(look.albedo, lanes(b.accent), t);
    look.slope = folds(s, 0.4F, 421);
    look.sheen = F(0.15F);
    return look;
}

/// Squares of side `unit` on the faces of the part.
HIBARI_FN Look checker(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const Chart c = chart(s, b, b.unit * 2.0F);
    const float k = 0.5F / b.unit;
    const F fp = s.footprint * F(k);
    const F pu = F(2.0F) * pulse(c.u * F(k), F(0.5F), fp) - F(1.0F);
    const F pv = F(2.0F) * pulse(c.v * F(k), F(0.5F), fp) - F(1.0F);
    look.albedo = mix(look.albedo, lanes(b.accent), F(0.5F) - F(0.5F) * pu * pv);
    return look;
}

HIBARI_FN Look dots(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const Chart c = chart(s, b, b.unit);
    const float k = 1.0F / b.unit;
    const F v = c.v * F(k * 1.1547F);
    const F row = floor(v);
    const F u = c.u * F(k) + fract(row * F(0.5F));
    const F du = fract(u) - F(0.5F);
    const F dv = (v - row - F(0.5F)) * F(0.866F);
    const F disc = cover((F(0.29F) - sqrt(du * du + dv * dv)) * F(b.unit), s.footprint);
    const F shown = resolved(F(b.unit), s.footprint);
    look.albedo = mix(look.albedo, lanes(b.accent), mix(F(0.305F), disc, shown));
    return look;
}

}  // namespace surface

HIBARI_LANES_END
