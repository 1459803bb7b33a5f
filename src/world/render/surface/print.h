// Things with printed or moulded signs: dominoes, dice, books, screens, nets; and what glows.
#pragma once

#include "world/render/surface/look.h"

HIBARI_LANES_BEGIN

namespace surface {

/// Cover of the pips of a die's face showing `number` (1 .. 6, per lane) at (u, v) in -1 .. 1.
HIBARI_FN F pips(F u, F v, F number, F radius, F footprint, F& depth_u, F& depth_v) {
    const F one(1.0F);
    const F zero(0.0F);
    const auto at_least = [&](float n) { return step(F(n - 0.5F), number); };
    const auto is = [&](float n) { return select(abs(number - F(n)) < F(0.5F), one, zero); };
    const F odd = max(max(is(1.0F), is(3.0F)), is(5.0F));
    F cover_all(0.0F);
    depth_u = zero;
    depth_v = zero;
    const auto pip = [&](float x, float y, F on) {
        const F du = u - F(x);
        const F dv = v - F(y);
        const F c = disc_cover(sqrt(du * du + dv * dv), radius, footprint) * on;
        cover_all = max(cover_all, c);
        depth_u = depth_u + du * c;
        depth_v = depth_v + dv * c;
    };
    pip(0.0F, 0.0F, odd);
    pip(-0.52F, -0.52F, at_least(2.0F));
    pip(0.52F, 0.52F, at_least(2.0F));
    pip(-0.52F, 0.52F, at_least(4.0F));
    pip(0.52F, -0.52F, at_least(4.0F));
    pip(-0.52F, 0.0F, is(6.0F));
    pip(0.52F, 0.0F, is(6.0F));
    return cover_all;
}

HIBARI_FN Look die(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const V3 a{abs(s.n.x), abs(s.n.y), abs(s.n.z)};
    const M fx = (a.x > a.y) & (a.x > a.z);
    const M fy = (!fx) & (a.y > a.z);
    const F half(b.half.x > 0.0F ? b.half.x : 0.008F);
    const F u = select(fx, s.p.z, s.p.x) / half;
    const F v = select(fy, s.p.z, s.p.y) / half;
    const F positive = select(fx, s.n.x, select(fy, s.n.y, s.n.z));
    // Opposite faces add up to seven.
    const F low = select(fx, F(2.0F), select(fy, F(1.0F), F(3.0F)));
    const F number = select(positive > F(0.0F), low, F(7.0F) - low);
    F du(0.0F);
    F dv(0.0F);
    const F dark = pips(u, v, number, F(0.185F), s.footprint / half, du, dv);
    look.albedo = mix(look.albedo, lanes(b.accent), dark);
    look.clear_coat = F(0.5F);
    look.subsurface = F(0.15F);
    const F k = dark * F(4.0F);
    look.slope =
        V3{select(fx, F(0.0F), du * k),
           select(fy, F(0.0F), dv * k),
           select(fx, du * k, select(fy, dv * k, F(0.0F)))};
    return look;
}

/// Two squares of pips with a bar between, on both large faces; the numbers come from the seed.
HIBARI_FN Look domino(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    // The thin axis is the face's normal, the long one runs from square to square.
    const bool thin_x = b.half.x <= b.half.y && b.half.x <= b.half.z;
    const bool thin_y = !thin_x && b.half.y <= b.half.z;
    const F face = thin_x ? abs(s.n.x) : (thin_y ? abs(s.n.y) : abs(s.n.z));
    const F a = thin_x ? s.p.z : s.p.x;
    const F c = thin_y ? s.p.z : s.p.y;
    const float half_a = thin_x ? b.half.z : b.half.x;
    const float half_c = thin_y ? b.half.z : b.half.y;
    const bool upright = half_c >= half_a;
    const F across = upright ? a : c;
    const F along = upright ? c : a;
    const float half_w = upright ? half_a : half_c;
    const float half_l = upright ? half_c : half_a;
    const F on = step(F(0.7F), face);
    const F fp = s.footprint;
    const F bar_line = stroke(along, F(half_l * 0.018F), fp) * stroke(across, F(half_w * 0.8F), fp);
    const float top = static_cast<float>(static_cast<int>(brush_random(b, 11) * 6.999F));
    const float low = static_cast<float>(static_cast<int>(brush_random(b, 12) * 6.999F));
    const F number = select(along > F(0.0F), F(top), F(low));
    const F u = across * F(1.0F / half_w);
    const F v = (abs(along) - F(half_l * 0.5F)) * F(2.0F / half_l);
    F du(0.0F);
    F dv(0.0F);
    const F dark = pips(u, v, number, F(0.17F), fp * F(1.0F / half_w), du, dv);
    look.albedo = mix(look.albedo, lanes(b.accent), max(dark, bar_line) * on);
    look.clear_coat = F(0.35F);
    return look;
}

/// A closed book: cover with a frame and a title on the two large faces, a round spine at -X, pages
/// on the other sides.
HIBARI_FN Look book_cover(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const F fp = s.footprint;
    const bool thin_y = b.half.y <= b.half.x && b.half.y <= b.half.z;
    const bool thin_x = !thin_y && b.half.x <= b.half.z;
    // t: through the pages, w: from spine to edge, h: up the cover.
    const F t = thin_y ? s.p.y : (thin_x ? s.p.x : s.p.z);
    const F w = thin_x ? s.p.z : s.p.x;
    const F h = thin_y ? s.p.z : s.p.y;
    const F nt = thin_y ? s.n.y : (thin_x ? s.n.x : s.n.z);
    const F nw = thin_x ? s.n.z : s.n.x;
    const float ht = thin_y ? b.half.y : (thin_x ? b.half.x : b.half.z);
    const float hw = thin_x ? b.half.z : b.half.x;
    const float hh = thin_y ? b.half.z : b.half.y;
    const F cover_face = step(F(0.7F), abs(nt));
    const F spine = step(F(0.7F), -nw);
    const F board = ht > 0.0F ? step(F(ht * 0.80F), abs(t)) : F(1.0F);
    const F hard = max(max(cover_face, spine), board);
    // Pages: fine sheets.
    const F sheets = (triangle(t * F(1400.0F)) - F(0.5F)) * resolved(F(0.0008F), fp);
    const F leafs = noise2(t * F(2600.0F), (w + h) * F(6.0F), 601).value * resolved(F(0.0006F), fp);
    const V3 pages =
        V3{F(0.80F), F(0.76F), F(0.66F)} * (F(0.90F) + F(0.12F) * sheets + F(0.08F) * leafs);
    const Noise3 cloth = fbm3(s.p * F(420.0F), 2, fp * F(420.0F), 602);
    V3 color = look.albedo * (F(1.0F) + F(0.07F) * cloth.value);
    const V3 foil = lanes(b.accent);
    const F x = w * F(1.0F / hw);
    const F y = h * F(1.0F / hh);
    const F fx = fp * F(1.0F / hw);
    // Frame and a title of "words": short bars.
    const F rim = max(abs(x), abs(y) * F(hh / hw) - F(hh / hw - 1.0F));
    const F frame = stroke(rim - F(0.84F), F(0.018F), fx);
    const F line_y = y * F(9.0F);
    const F line = floor(line_y);
    const F bar_v = stroke(line_y - line - F(0.5F), F(0.28F), fx * F(9.0F));
    const F letters = random_cell(floor(x * F(17.0F)), line, 603U + (b.seed & 255U));
    const F title = bar_v * step(F(0.25F), letters) *
                    stroke(x + F(0.1F) * sin(line * F(2.0F)), F(0.55F), fx) *
                    step(abs(line - F(3.5F)), F(0.6F));
    const F author = bar_v * step(F(0.3F), letters) * stroke(x, F(0.3F), fx) *
                     step(abs(line + F(6.0F)), F(0.4F));
    const F motif =
        stroke(sqrt(x * x + square(y * F(hh / hw) + F(0.25F))) - F(0.32F), F(0.04F), fx);
    const F print = cover_face * saturate(frame + title + author + motif);
    const F hinge = cover_face * bell((x + F(0.90F)) * F(28.0F));
    const F rib =
        spine * saturate(
                    bell((abs(y) - F(0.62F)) * F(22.0F)) +
                    step(abs(y - F(0.1F)), F(0.28F)) *
                        cover(F(0.25F) - abs(t) * F(1.0F / (ht > 1e-4F ? ht : 1e-4F)), F(0.1F)) *
                        step(F(0.3F), random_cell(floor(y * F(26.0F)), F(1.0F), 604))
                );
    color = mix(color, foil, saturate(print + rib) * F(0.85F));
    color = color * (F(1.0F) - F(0.45F) * hinge);
    look.albedo = mix(pages, color, hard);
    look.roughness = mix(F(0.95F), mix(F(b.roughness), F(0.35F), saturate(print + rib)), hard);
    look.slope = cloth.slope * (F(0.05F) * hard);
    return look;
}

/// A lit display: a bright picture of hills and sky, or a score board when its ground is black and
/// its accent strong. Emits with the material's emission (0.8 when it states none).
HIBARI_FN Look screen(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const bool thin_x = b.half.x <= b.half.y && b.half.x <= b.half.z;
    const bool thin_y = !thin_x && b.half.y <= b.half.z;
    const F front = thin_x ? abs(s.n.x) : (thin_y ? abs(s.n.y) : abs(s.n.z));
    const float hu = thin_x ? b.half.z : b.half.x;
    const float hv = thin_y ? b.half.z : b.half.y;
    const F u = (thin_x ? s.p.z : s.p.x) * F(1.0F / hu);
    const F v = (thin_y ? s.p.z : s.p.y) * F(1.0F / hv);
    const F on = step(F(0.7F), front);
    const F fu = s.footprint * F(1.0F / hv);
    const V3 ground = lanes(b.base);
    const V3 ink = lanes(b.accent);
    const float aspect = hu / hv;
    V3 light;
    // Seven-segment digits in two pairs and a colon, counting seconds down.
    const F x = u * F(aspect);
    const auto segment = [&](F px, F py, float half_x, float half_y) {
        return stroke(px, F(half_x), fu) * stroke(py, F(half_y), fu);
    };
    F lit(0.0F);
    const int total = 600 - (static_cast<int>(b.time_s) % 600);
    const int number[4] = {total / 600 % 10, total / 60 % 10, total / 10 % 6, total % 10};
    constexpr unsigned kSegments[10] = {
        0x77U, 0x24U, 0x5DU, 0x6DU, 0x2EU, 0x6BU, 0x7BU, 0x25U, 0x7FU, 0x6FU
    };
    constexpr float kX[4] = {-1.15F, -0.45F, 0.45F, 1.15F};
    for (int i = 0; i < 4; ++i) {
        const unsigned bits = kSegments[number[i]];
        const F px = x - F(kX[i] * aspect * 0.6F);
        const auto bit = [&](unsigned mask) { return F((bits & mask) != 0U ? 1.0F : 0.05F); };
        lit = max(lit, bit(0x01U) * segment(px, v - F(0.6F), 0.17F, 0.05F));
        lit = max(lit, bit(0x02U) * segment(px + F(0.24F), v - F(0.3F), 0.05F, 0.22F));
        lit = max(lit, bit(0x04U) * segment(px - F(0.24F), v - F(0.3F), 0.05F, 0.22F));
        lit = max(lit, bit(0x08U) * segment(px, v, 0.17F, 0.05F));
        lit = max(lit, bit(0x10U) * segment(px + F(0.24F), v + F(0.3F), 0.05F, 0.22F));
        lit = max(lit, bit(0x20U) * segment(px - F(0.24F), v + F(0.3F), 0.05F, 0.22F));
        lit = max(lit, bit(0x40U) * segment(px, v + F(0.6F), 0.17F, 0.05F));
    }
    lit = max(lit, segment(x, abs(v) - F(0.25F), 0.06F, 0.06F));
    const bool board = b.base.x + b.base.y + b.base.z < 0.08F && aspect > 1.9F;
    if (board) {
        light = ground + ink * lit * F(1.5F);
    } else {
        const F ridge = F(0.15F) * sin(u * F(3.1F) + F(0.6F)) + F(0.06F) * sin(u * F(9.0F));
        const F far = cover(ridge - v + F(0.05F), fu);
        const F near = cover(F(0.10F) * sin(u * F(2.3F) + F(2.0F)) - F(0.45F) - v, fu);
        const F sun = disc_cover(
            sqrt(square((u - F(0.45F)) * F(aspect)) + square(v - F(0.5F))), F(0.16F), fu
        );
        const V3 sky =
            mix(V3{F(0.75F), F(0.55F), F(0.42F)},
                V3{F(0.12F), F(0.30F), F(0.72F)},
                saturate(v * F(0.7F) + F(0.3F)));
        light = mix(sky, V3{F(1.0F), F(0.85F), F(0.5F)}, sun);
        light = mix(light, mix(V3{F(0.18F), F(0.25F), F(0.45F)}, ink, F(0.3F)), far);
        light = mix(light, V3{F(0.05F), F(0.20F), F(0.08F)}, near);
    }
    const F frame = stroke(u, F(0.97F), fu) * stroke(v, F(0.96F), fu) * on;
    const float power = b.emission > 0.0F ? b.emission : 0.8F;
    look.emission = light * (frame * F(power));
    look.albedo = V3(F(0.015F));
    look.roughness = F(0.12F);
    look.specular = F(0.05F);
    return look;
}

inline constexpr float kNetThread = 0.075F;  ///< half a thread's width, of the mesh

/// Knotted diamonds; see-through between the threads. The unit is the mesh width.
HIBARI_FN Look net(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const Chart c = chart(s, b, b.unit);
    const float k = 1.0F / b.unit;
    const F p = (c.u + c.v) * F(k * 0.70710678F);
    const F q = (c.u - c.v) * F(k * 0.70710678F);
    const F fp = s.footprint * F(k);
    const F share(2.0F * kNetThread);
    const F a = pulse(p, share, fp);
    const F d = pulse(q, share, fp);
    look.alpha = F(1.0F) - (F(1.0F) - a) * (F(1.0F) - d);
    look.roughness = F(0.85F);
    const F du = fract(p) - F(kNetThread);
    const F dv = fract(q) - F(kNetThread);
    const F shown = resolved(F(b.unit * 0.3F), s.footprint);
    look.slope = chart_slope(c, (du * a + dv * d) * F(-4.0F), (du * a - dv * d) * F(-4.0F)) * shown;
    return look;
}

/// A body of fire: tongues that rise and wander, white hot at the foot, orange and then smoke-red
/// at the tips, ragged through alpha.
HIBARI_FN Look flame(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const float k = 1.0F / b.unit;
    const F rise(b.time_s * 1.9F);
    const float height = b.half.y > 0.0F ? b.half.y : b.unit;
    const F h = saturate(s.p.y * F(0.5F / height) + F(0.5F));
    const V3 q{s.p.x * F(0.8F * k), s.p.y * F(0.42F * k) - rise, s.p.z * F(0.8F * k)};
    const Noise3 tongue = fbm3(q, 4, s.footprint * F(k), 611, 0.55F);
    const F inner = abs(dot(s.n, s.view));
    const F heat = saturate(
        F(1.15F) - h * F(0.95F) + tongue.value * (F(0.35F) + F(0.5F) * h) -
        F(0.35F) * (F(1.0F) - inner)
    );
    look.alpha = smoothstep(F(0.10F), F(0.42F), heat) *
                 smoothstep(F(0.02F), F(0.5F), inner + F(0.25F) * tongue.value) *
                 smoothstep(F(0.0F), F(0.28F), h);  // It rises from nothing, not from a bulb.
    const V3 red = lanes(b.accent) * V3{F(0.9F), F(0.35F), F(0.2F)};
    const V3 core{F(1.0F), F(0.86F), F(0.55F)};
    const V3 color =
        mix(mix(red, lanes(b.base), smoothstep(F(0.15F), F(0.55F), heat)),
            core,
            smoothstep(F(0.6F), F(1.0F), heat));
    const float power = b.emission > 0.0F ? b.emission : 4.0F;
    look.emission = color * (F(power) * (F(0.25F) + F(0.75F) * heat * heat));
    look.albedo = zero3();
    look.specular = F(0.0F);
    look.roughness = F(1.0F);
    return look;
}

HIBARI_FN Look glow(const Brush& b) {
    Look look = plain_look(b);
    const float power = b.emission > 0.0F ? b.emission : 1.0F;
    look.emission = lanes(b.base) * F(power);
    look.specular = F(0.02F);
    return look;
}

}  // namespace surface

HIBARI_LANES_END
