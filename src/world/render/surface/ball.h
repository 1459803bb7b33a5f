// Balls of sports: patterns over directions from the part's centre.
#pragma once

#include "world/render/surface/look.h"

HIBARI_LANES_BEGIN

namespace surface {

/// A point of a ball as a direction, and lengths on its surface as angles.
struct OnBall {
    V3 d;         ///< unit
    F footprint;  ///< radians
    F radius;     ///< metres
};

HIBARI_FN OnBall on_ball(const Site& s) {
    OnBall out;
    out.radius = max(length(s.p), F(1e-4F));
    out.d = s.p * (F(1.0F) / out.radius);
    out.footprint = s.footprint / out.radius;
    return out;
}

/// A dark channel of half width `w` radians whose middle lies where `distance` (radians) is zero;
/// `toward` is the direction in which the distance grows.
HIBARI_FN void carve(Look& look, F distance, const V3& toward, F w, F fp, const V3& color) {
    const Groove g = groove(abs(distance), w, fp);
    const F ink = saturate(stroke(distance, w * F(0.62F), fp));
    look.albedo = mix(look.albedo, color, ink);
    look.slope = look.slope - toward * (sign(distance) * g.rate * w * F(0.55F));
}

HIBARI_FN V3 pebbles(const Site& s, F period, F strength, std::uint32_t seed, F& shade) {
    const F k = F(1.0F) / period;
    const Cells3 c = cells3(s.p * k, seed, 0.5F);
    const F shown = resolved(period, s.footprint);
    const F bump = saturate(F(1.0F) - c.nearest * F(1.7F));
    shade = F(1.0F) + (bump - F(0.3F)) * F(0.25F) * shown;
    return c.offset * (F(-1.0F) * strength * shown);
}

/// Eight panels: two great circles and two curves that bow away from them (Wilson, 1929 pattern).
HIBARI_FN Look basketball(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const OnBall o = on_ball(s);
    F shade(1.0F);
    look.slope = pebbles(s, F(0.0042F), F(0.9F), 501, shade);
    const Noise3 wear = fbm3(s.p * F(28.0F), 3, s.footprint * F(28.0F), 502);
    look.albedo = look.albedo * shade * (F(1.0F) + F(0.07F) * wear.value);
    look.roughness = F(b.roughness);
    const F w(0.030F);
    const V3 ink = lanes(b.accent);
    carve(look, o.d.x, V3{F(1.0F), F(0.0F), F(0.0F)}, w, o.footprint, ink);
    carve(look, o.d.y, V3{F(0.0F), F(1.0F), F(0.0F)}, w, o.footprint, ink);
    // |x| = 0.50 + 0.55 y^2: closest to the middle seam at the equator.
    const F f = abs(o.d.x) - F(0.50F) - F(0.55F) * o.d.y * o.d.y;
    const V3 grad{sign(o.d.x), F(-1.1F) * o.d.y, F(0.0F)};
    const V3 tangent = grad - o.d * dot(grad, o.d);
    const F size = max(length(tangent), F(0.2F));
    carve(look, f / size, tangent * (F(1.0F) / size), w, o.footprint, ink);
    return look;
}

/// Truncated icosahedron: the face hit by a direction is the one whose plane it meets first. The
/// mirror symmetries fold all 32 faces onto ten.
HIBARI_FN Look soccer_ball(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const OnBall o = on_ball(s);
    const V3 a = abs(o.d);
    // Normals over plane distances; for edge length 1 a pentagon lies at 2.3274, a hexagon at
    // 2.2672 from the centre (Coxeter, Regular Polytopes, 1973).
    constexpr float kP = 0.5257311F / 2.3274F;  // icosahedron vertex (0, 1, phi), normalised
    constexpr float kQ = 0.8506508F / 2.3274F;
    const F p =
        max3(a.y * F(kP) + a.z * F(kQ), a.x * F(kP) + a.y * F(kQ), a.z * F(kP) + a.x * F(kQ));
    constexpr float kR = 0.3568221F / 2.2672F;  // (1/phi, 0, phi) / sqrt(3)
    constexpr float kS = 0.9341724F / 2.2672F;
    constexpr float kT = 0.5773503F / 2.2672F;
    F first(0.0F);
    F second(0.0F);
    const auto add = [&](F value) {
        second = max(second, min(first, value));
        first = max(first, value);
    };
    add((a.x + a.y + a.z) * F(kT));
    add(a.x * F(kR) + a.z * F(kS));
    add(a.z * F(kS) - a.x * F(kR));
    add(a.z * F(kR) + a.y * F(kS));
    add(a.y * F(kS) - a.z * F(kR));
    add(a.y * F(kR) + a.x * F(kS));
    add(a.x * F(kS) - a.y * F(kR));
    // Differences of the two best faces grow by about 0.29 per radian off the seam (half the
    // dihedral's change); measured over the sphere.
    const F to_pentagon = (p - first) * F(3.1F);
    const F seam_hex = (first - max(second, p)) * F(3.1F);
    const F seam_pent = (p - first) * F(3.1F);
    const F seam = select(p > first, seam_pent, seam_hex);
    const F dark = cover(to_pentagon, o.footprint);
    const Noise3 wear = fbm3(s.p * F(40.0F), 3, s.footprint * F(40.0F), 511);
    look.albedo = mix(look.albedo, lanes(b.accent), dark) * (F(1.0F) + F(0.04F) * wear.value);
    const F ink = stroke(seam, F(0.012F), o.footprint);
    look.albedo = mix(look.albedo, lanes(b.accent) * F(0.8F), ink * F(0.8F));
    // Panels are puffed: the normal leans towards the seam near it.
    const F near = saturate(F(1.0F) - abs(seam) * F(9.0F));
    look.roughness = F(b.roughness) + F(0.15F) * near;
    look.slope = wear.slope * F(0.0012F);
    look.albedo = look.albedo * (F(1.0F) - F(0.16F) * square(near));
    return look;
}

/// The closed curve x^2 - y^2 = k z that parts a ball into two equal lobes; distance in radians.
struct LobeSeam {
    F distance;
    V3 toward;
};

HIBARI_FN LobeSeam lobe_seam(const V3& d, float k) {
    const F f = d.x * d.x - d.y * d.y - F(k) * d.z;
    const V3 grad{F(2.0F) * d.x, F(-2.0F) * d.y, F(-k)};
    const V3 tangent = grad - d * dot(grad, d);
    const F size = max(length(tangent), F(0.15F));
    return LobeSeam{f / size, tangent * (F(1.0F) / size)};
}

HIBARI_FN Look tennis_ball(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const OnBall o = on_ball(s);
    const F fp = s.footprint;
    const Noise3 felt = fbm3(s.p * F(420.0F), 3, fp * F(420.0F), 521, 0.75F);
    const Noise3 tuft = fbm3(s.p * F(110.0F), 3, fp * F(110.0F), 522, 0.65F);
    look.albedo =
        look.albedo * max(F(1.0F) + F(0.22F) * felt.value + F(0.16F) * tuft.value, F(0.2F));
    look.slope = felt.slope * F(0.26F) + tuft.slope * F(0.16F);
    look.roughness = F(0.95F);
    look.specular = F(0.02F);
    look.sheen = F(0.7F);
    look.subsurface = F(0.25F);
    const LobeSeam seam = lobe_seam(o.d, 0.62F);
    const F line = stroke(seam.distance, F(0.055F) + F(0.012F) * tuft.value, o.footprint);
    look.albedo = mix(look.albedo, lanes(b.accent) * F(0.95F), line);
    look.slope = mix(look.slope, seam.toward * (seam.distance * F(-6.0F)), line * F(0.8F));
    look.roughness = mix(look.roughness, F(0.7F), line);
    return look;
}

HIBARI_FN Look baseball(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const OnBall o = on_ball(s);
    const Noise3 wear = fbm3(s.p * F(60.0F), 4, s.footprint * F(60.0F), 531);
    look.albedo = look.albedo * (F(1.0F) + F(0.05F) * wear.value);
    look.slope = wear.slope * F(0.004F);
    const LobeSeam seam = lobe_seam(o.d, 0.62F);
    carve(look, seam.distance, seam.toward, F(0.022F), o.footprint, look.albedo * F(0.45F));
    // Stitches slant away from the seam on both sides. The curve's mirror planes fold it onto one
    // eighth, which holds seven stitches at equal steps: point and direction of the seam there.
    constexpr float kStitch[7][6] = {
        {0.6778F, 0.0787F, 0.7310F, 0.0464F, 0.9877F, -0.1494F},
        {0.6910F, 0.2290F, 0.6856F, 0.1129F, 0.9026F, -0.4153F},
        {0.7107F, 0.3621F, 0.6032F, 0.1271F, 0.7771F, -0.6164F},
        {0.7288F, 0.4745F, 0.4937F, 0.0957F, 0.6433F, -0.7596F},
        {0.7393F, 0.5658F, 0.3651F, 0.0320F, 0.5121F, -0.8583F},
        {0.7378F, 0.6367F, 0.2242F, -0.0536F, 0.3863F, -0.9208F},
        {0.7215F, 0.6883F, 0.0755F, -0.1546F, 0.2665F, -0.9514F},
    };
    const F ax = abs(o.d.x);
    const F ay = abs(o.d.y);
    const M turned = ay > ax;
    const V3 folded{select(turned, ay, ax), select(turned, ax, ay), select(turned, -o.d.z, o.d.z)};
    F nearest(9.0F);
    for (const auto& k : kStitch) {
        const V3 at{F(k[0]), F(k[1]), F(k[2])};
        const V3 along{F(k[3]), F(k[4]), F(k[5])};
        const V3 off = folded - at;
        const F a = dot(off, along);
        const F c = abs(dot(off, cross(at, along)));
        // Distance to the thread from (0, 0.016) to (0.055, 0.105).
        const F u = saturate((a * F(0.055F) + (c - F(0.016F)) * F(0.089F)) * F(1.0F / 0.010946F));
        nearest = min(nearest, square(a - u * F(0.055F)) + square(c - F(0.016F) - u * F(0.089F)));
    }
    const F thread = disc_cover(sqrt(nearest), F(0.0165F), o.footprint);
    const F shown = resolved(F(0.15F), o.footprint);
    const F band = stroke(seam.distance, F(0.105F), o.footprint) * F(0.24F);
    const F ink = mix(band, thread, shown);
    look.albedo = mix(look.albedo, lanes(b.accent), ink);
    look.roughness = mix(F(b.roughness), F(0.7F), ink);
    return look;
}

/// Eighteen panels: three strips on each face of a cube, turned from face to face.
HIBARI_FN Look volleyball(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const OnBall o = on_ball(s);
    const V3 a = abs(o.d);
    const M mx = (a.x > a.y) & (a.x > a.z);
    const M my = (!mx) & (a.y > a.z);
    const F major = max3(a.x, a.y, a.z);
    // Across the strips, and along them, in equal angles: -1 .. 1 over a face.
    const F across_raw = select(mx, o.d.y, select(my, o.d.z, o.d.x)) / major;
    const F along_raw = select(mx, o.d.z, select(my, o.d.x, o.d.y)) / major;
    const F across = atan2(across_raw, F(1.0F)) * F(1.27324F);
    const F along = atan2(along_raw, F(1.0F)) * F(1.27324F);
    const F strip = floor((across + F(1.0F)) * F(1.5F));
    const F face = select(mx, F(0.0F), select(my, F(1.0F), F(2.0F)));
    const F edge = min(F(1.0F) - abs(across), F(1.0F) - abs(along)) * F(0.78F);
    const F joint = abs(abs(across) - F(1.0F / 3.0F)) * F(0.78F);
    const F seam = min(edge, joint);
    // The middle strips white, the outer ones in two colours, as of a beach and hall ball.
    const V3 gold = mix(lanes(b.base), V3{F(0.85F), F(0.55F), F(0.05F)}, F(0.85F));
    const M middle = abs(strip - F(1.0F)) < F(0.5F);
    const M high = strip > F(1.5F);
    V3 color =
        select(middle, lanes(b.base), select(high ^ (face > F(0.5F)), lanes(b.accent), gold));
    const Noise3 grain = fbm3(s.p * F(230.0F), 2, s.footprint * F(230.0F), 541);
    look.albedo = color * (F(1.0F) + F(0.04F) * grain.value);
    const F ink = cover(F(0.010F) - seam, o.footprint);
    look.albedo = mix(look.albedo, look.albedo * F(0.25F), ink);
    const F near = square(saturate(F(1.0F) - seam * F(12.0F)));
    look.albedo = look.albedo * (F(1.0F) - F(0.18F) * near);
    look.slope = grain.slope * F(0.03F);
    return look;
}

/// Pebbled leather, seams along the long axis Y, white rings near the tips, laces on the +Z side.
HIBARI_FN Look american_football(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const F fp = s.footprint;
    F shade(1.0F);
    look.slope = pebbles(s, F(0.0034F), F(0.8F), 551, shade);
    const Noise3 wear = fbm3(s.p * F(25.0F), 3, fp * F(25.0F), 552);
    look.albedo = look.albedo * shade * (F(1.0F) + F(0.12F) * wear.value);
    look.roughness = F(b.roughness);
    const F half(b.half.y > 0.0F ? b.half.y : 0.14F);
    const F y = s.p.y / half;
    const F seam_x = stroke(s.p.x, F(0.0012F), fp);
    const F seam_z = stroke(s.p.z, F(0.0012F), fp);
    look.albedo = look.albedo * (F(1.0F) - F(0.6F) * max(seam_x, seam_z));
    const V3 white = lanes(b.accent);
    const F ring =
        cover((F(0.045F) - abs(abs(y) - F(0.60F))) * half, fp) * step(F(0.0F), s.p.z + F(0.01F));
    look.albedo = mix(look.albedo, white, ring * F(0.95F));
    // Laces: one along the seam, eight across it.
    const F front = step(F(0.0F), s.p.z);
    const F span = cover((F(0.38F) - abs(y)) * half, fp) * front;
    const F cord = stroke(s.p.x, F(0.0028F), fp) * span;
    const F q = y * F(10.5F);
    const F bar_y = (abs(fract(q) - F(0.5F))) * half * F(1.0F / 10.5F);
    const F bars = cover(F(0.0024F) - bar_y, fp) * stroke(s.p.x, F(0.015F), fp) * span;
    const F lace = max(cord, bars);
    look.albedo = mix(look.albedo, white, lace);
    look.slope = look.slope * (F(1.0F) - lace);
    const F shadow = stroke(s.p.x, F(0.019F), F(0.004F)) * span * (F(1.0F) - lace);
    look.albedo = look.albedo * (F(1.0F) - F(0.35F) * shadow);
    return look;
}

/// Dimples in rings of latitude, each ring with as many as fit.
HIBARI_FN Look golf_ball(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const OnBall o = on_ball(s);
    const float rows = 15.0F;
    const float step_v = 3.14159265F / rows;
    const F latitude = asin(clamp(o.d.y, F(-1.0F), F(1.0F))) + F(1.57079633F);
    const F row = min(floor(latitude * F(1.0F / step_v)), F(rows - 1.0F));
    const F mid = (row + F(0.5F)) * F(step_v);
    const F ring = sin(mid);
    const F number = max(round(ring * F(6.2831853F / (step_v * 1.04F))), F(1.0F));
    const F q = turns(o.d.z, o.d.x) * number + row * F(0.5F);
    const F du = (fract(q) - F(0.5F)) * F(6.2831853F) * ring / number;
    const F dv = latitude - mid;
    const F r = sqrt(du * du + dv * dv);
    const F radius(step_v * 0.455F);
    const F shown = resolved(F(step_v), o.footprint);
    const F inside = smoothstep(F(0.0F), F(0.16F), F(1.0F) - r / radius) * shown;
    const F k = inside * F(0.85F) / radius;
    // Directions of growing longitude and latitude.
    const F flat = max(sqrt(o.d.x * o.d.x + o.d.z * o.d.z), F(1e-3F));
    const V3 east{-o.d.z / flat, F(0.0F), o.d.x / flat};
    const V3 north = cross(east, o.d);
    const F up = select(north.y > F(0.0F), F(1.0F), F(-1.0F));
    look.slope = (east * du + north * (dv * up)) * k;
    look.albedo = look.albedo * (F(1.0F) - F(0.10F) * inside);
    look.clear_coat = F(0.6F);
    return look;
}

HIBARI_FN Look beach_ball(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const OnBall o = on_ball(s);
    const F flat = sqrt(o.d.x * o.d.x + o.d.z * o.d.z);
    const F q = turns(o.d.z, o.d.x) * F(6.0F);
    const F fp = o.footprint * F(0.95493F) / max(flat, F(0.02F));
    const F wedge = floor(q);
    const F kind = wedge - F(3.0F) * floor(wedge * F(1.0F / 3.0F) + F(0.01F));
    // Three hues between white ones: the base colour and two others that go with it.
    const V3 second{F(0.90F), F(0.62F), F(0.05F)};
    const V3 third{F(0.04F), F(0.22F), F(0.62F)};
    const F white = pulse(q, F(0.5F), fp);
    const V3 hue = select(kind < F(0.5F), lanes(b.base), select(kind < F(1.5F), second, third));
    look.albedo = mix(hue, lanes(b.accent), white);
    const F cap = cover(F(0.16F) - asin(min(flat, F(1.0F))), o.footprint);
    look.albedo = mix(look.albedo, lanes(b.accent), cap);
    const F weld = abs(fract(q * F(2.0F)) - F(0.5F));
    const F crease = saturate((weld - F(0.46F)) * F(20.0F)) * resolved(F(0.08F), o.footprint) *
                     step(F(0.2F), flat);
    look.albedo = look.albedo * (F(1.0F) - F(0.15F) * crease);
    look.clear_coat = F(0.7F);
    look.subsurface = F(0.3F);
    const Noise3 dent = noise3(s.p * F(9.0F), 561);
    look.slope = dent.slope * F(0.012F);
    return look;
}

/// Swirled resin under polish, with three finger holes around +Y.
HIBARI_FN Look bowling_ball(const Site& s, const Brush& b) {
    Look look = plain_look(b);
    const OnBall o = on_ball(s);
    const float k = 1.0F / (b.unit > 0.0F ? b.unit : 0.06F);
    const F fp = s.footprint * F(k);
    const Noise3 a = fbm3(s.p * F(k), 3, fp, 571);
    const V3 q = s.p * F(k * 0.5F) + a.slope * F(0.30F);
    const Noise3 swirl = fbm3(q, 4, fp, 572, 0.55F);
    const F vein = saturate(F(1.0F) - abs(swirl.value) * F(3.4F));
    V3 color =
        mix(look.albedo,
            lanes(b.accent),
            smoothstep(F(-0.25F), F(0.35F), swirl.value + F(0.3F) * a.value));
    color = mix(color, mix(lanes(b.accent), V3(F(0.7F)), F(0.5F)), square(vein) * F(0.45F));
    look.albedo = color;
    look.clear_coat = F(1.0F);
    look.roughness = F(0.35F);
    const auto hole = [&](float x, float z, float radius) {
        const V3 at{F(x), sqrt(F(1.0F - x * x - z * z)), F(z)};
        const V3 off = o.d - at;
        const F d = length(off);
        const F in = cover(F(radius) - d, o.footprint);
        look.albedo = mix(look.albedo, V3(F(0.004F)), in);
        look.clear_coat = look.clear_coat * (F(1.0F) - in);
        look.specular = look.specular * (F(1.0F) - in);
        const F rim = saturate(F(1.0F) - abs(d - F(radius * 1.12F)) * F(6.0F / radius));
        look.slope = look.slope - off * (rim * F(0.5F / radius) * (F(1.0F) - in));
    };
    hole(-0.13F, 0.20F, 0.095F);
    hole(0.13F, 0.20F, 0.095F);
    hole(0.0F, -0.30F, 0.115F);
    return look;
}

}  // namespace surface

HIBARI_LANES_END
