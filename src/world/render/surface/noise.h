// Noise for the procedural surfaces: hashes, gradient noise, fractal sums and cells, on lanes.
//
// Everything is branch-free over lanes and band-limited: a caller passes the width of a pixel in
// the units of the noise, and detail that a pixel cannot hold fades to its mean before it can
// shimmer. Noise returns its derivatives with its value, so relief costs no second evaluation.
#pragma once

#include "world/render/lanes.h"

#include <cstdint>

HIBARI_LANES_BEGIN

#if HIBARI_LANES == 1
/// Beside its sisters over F and I: a function of this name in an inner namespace would hide them.
HIBARI_SMALL_FN std::uint32_t select(M m, std::uint32_t yes, std::uint32_t no) {
    return m ? yes : no;
}
#endif

namespace surface {

// ---- Small helpers

/// exp(-x^2) to about 1 %, without a transcendental; for soft spots.
HIBARI_SMALL_FN F bell(F x) {
    const F t = F(1.0F) + x * x * F(0.25F);
    const F t2 = t * t;
    return F(1.0F) / (t2 * t2);
}

/// 1 where a pixel of width `footprint` resolves `wavelength`, 0 where it does not, smooth between.
HIBARI_SMALL_FN F resolved(F wavelength, F footprint) {
    return saturate(F(1.75F) - F(2.5F) * footprint / max(wavelength, F(1e-6F)));
}

/// Coverage of a pixel by the half space `distance` > 0, anti-aliased over `footprint`.
HIBARI_SMALL_FN F cover(F distance, F footprint) {
    return saturate(F(0.5F) + distance / max(footprint, F(1e-6F)));
}

/// Coverage of a pixel `footprint` wide at x by the span low .. high: the exact share, so that a
/// line thinner than the pixel fades instead of growing.
HIBARI_SMALL_FN F span(F x, F low, F high, F footprint) {
    const F half = max(footprint, F(1e-6F)) * F(0.5F);
    return saturate((min(high, x + half) - max(low, x - half)) * F(0.5F) / half);
}

/// Coverage by a stroke of half width `half_width` whose middle is `distance` away.
HIBARI_SMALL_FN F stroke(F distance, F half_width, F footprint) {
    return span(distance, -half_width, half_width, footprint);
}

/// Coverage by a disc whose centre is `distance` away.
HIBARI_SMALL_FN F disc_cover(F distance, F radius, F footprint) {
    const F share = min(F(2.0F) * radius / max(footprint, F(1e-6F)), F(1.0F));
    return cover(radius - distance, footprint) * share * share;
}

/// Box-filtered periodic pulse of period 1 that is 1 for fract(x) < `duty`: the exact mean over
/// [x - width/2, x + width/2].
HIBARI_FN F pulse(F x, F duty, F width) {
    const F w = max(width, F(1e-4F));
    const F a = x - F(0.5F) * w;
    const F b = x + F(0.5F) * w;
    const F ia = floor(a) * duty + min(fract(a), duty);
    const F ib = floor(b) * duty + min(fract(b), duty);
    return saturate((ib - ia) / w);
}

/// Triangle wave of period 1 with values 0 (at integers) .. 1 (half way).
HIBARI_FN F triangle(F x) {
    return F(1.0F) - abs(F(2.0F) * fract(x) - F(1.0F));
}

// ---- Hashes

#if HIBARI_LANES == 8
/// Whole numbers that wrap around, for hashes.
struct U {
    I bits;

    U() = default;

    HIBARI_SMALL_FN explicit U(I all_bits) : bits(all_bits) {}

    HIBARI_SMALL_FN explicit U(std::uint32_t all) : bits(static_cast<std::int32_t>(all)) {}

    HIBARI_SMALL_FN friend U select(M m, U yes, U no) { return U(select(m, yes.bits, no.bits)); }
};

HIBARI_SMALL_FN U operator+(U a, U b) {
    return U(a.bits + b.bits);
}

HIBARI_SMALL_FN U operator*(U a, U b) {
    return U(a.bits * b.bits);
}

HIBARI_SMALL_FN U operator^(U a, U b) {
    return U(a.bits ^ b.bits);
}

HIBARI_SMALL_FN U operator&(U a, U b) {
    return U(a.bits & b.bits);
}

HIBARI_SMALL_FN U operator>>(U a, int n) {
    return U(shift_right(a.bits, n));
}

HIBARI_SMALL_FN F to_f(U a) {
    return to_float(a.bits);
}
#else
using U = std::uint32_t;

HIBARI_SMALL_FN F to_f(U a) {
    return static_cast<float>(a);
}
#endif

/// The bits of a whole number within +-2^31.
HIBARI_SMALL_FN U to_u(F a) {
    return U(to_int(a));
}

HIBARI_SMALL_FN U mix_bits(U h) {
    h = h ^ (h >> 15);
    h = h * U(0x2c1b3c6dU);
    h = h ^ (h >> 13);
    return h;
}

/// A cell's random bits. Coordinates are whole numbers.
HIBARI_FN U hash_cell(F x, F y, std::uint32_t seed = 0) {
    return mix_bits(
        (to_u(x) * U(0x8da6b343U)) ^ (to_u(y) * U(0xd8163841U)) ^ U(seed * 0x9e3779b9U)
    );
}

HIBARI_FN U hash_cube(F x, F y, F z, std::uint32_t seed = 0) {
    return mix_bits(
        (to_u(x) * U(0x8da6b343U)) ^ (to_u(y) * U(0xd8163841U)) ^ (to_u(z) * U(0xcb1ab31fU)) ^
        U(seed * 0x9e3779b9U)
    );
}

/// 0 <= value < 1 from the upper bits.
HIBARI_SMALL_FN F unit(U h) {
    return to_f(h >> 8) * F(1.0F / 16777216.0F);
}

/// Another unit value from the same bits.
HIBARI_SMALL_FN F unit2(U h) {
    return unit(h * U(0x297a2d39U) + U(0x1b56c4e9U));
}

HIBARI_SMALL_FN F unit3(U h) {
    return unit((h ^ U(0x68e31da4U)) * U(0x9c8f2d35U) + U(0x7f4a7c15U));
}

HIBARI_FN F random_cell(F x, F y, std::uint32_t seed = 0) {
    return unit(hash_cell(x, y, seed));
}

// ---- Gradient noise with derivatives (Perlin 2002's quintic fade; gradients from hash bits)

struct Noise2 {
    F value;  ///< about -1 .. 1
    F dx;
    F dy;
};

struct Noise3 {
    F value;  ///< about -1 .. 1
    V3 slope;
};

struct Corner {
    F gx, gy, gz;
    F value;
};

HIBARI_SMALL_FN F fade5(F t) {
    return t * t * t * (t * (t * F(6.0F) - F(15.0F)) + F(10.0F));
}

HIBARI_SMALL_FN F fade5_slope(F t) {
    const F s = t * (F(1.0F) - t);
    return F(30.0F) * s * s;
}

/// Gradient component of ten bits, -1 .. 1.
HIBARI_SMALL_FN F gradient_bits(U h, int shift) {
    return to_f((h >> shift) & U(1023U)) * F(2.0F / 1023.0F) - F(1.0F);
}

HIBARI_SMALL_FN Corner corner3(U h, F x, F y, F z) {
    Corner c;
    c.gx = gradient_bits(h, 0);
    c.gy = gradient_bits(h, 10);
    c.gz = gradient_bits(h, 20);
    c.value = c.gx * x + c.gy * y + c.gz * z;
    return c;
}

HIBARI_FN HIBARI_NOINLINE Noise3 noise3(V3 p, std::uint32_t seed = 0) {
    const V3 cell{floor(p.x), floor(p.y), floor(p.z)};
    const F x = p.x - cell.x;
    const F y = p.y - cell.y;
    const F z = p.z - cell.z;
    const U hx0 = to_u(cell.x) * U(0x8da6b343U);
    const U hy0 = to_u(cell.y) * U(0xd8163841U);
    const U hz0 = (to_u(cell.z) * U(0xcb1ab31fU)) ^ U(seed * 0x9e3779b9U);
    const U hx1 = hx0 + U(0x8da6b343U);
    const U hy1 = hy0 + U(0xd8163841U);
    const U hz1 = ((to_u(cell.z) + U(1U)) * U(0xcb1ab31fU)) ^ U(seed * 0x9e3779b9U);
    const F one(1.0F);
    const Corner c000 = corner3(mix_bits(hx0 ^ hy0 ^ hz0), x, y, z);
    const Corner c100 = corner3(mix_bits(hx1 ^ hy0 ^ hz0), x - one, y, z);
    const Corner c010 = corner3(mix_bits(hx0 ^ hy1 ^ hz0), x, y - one, z);
    const Corner c110 = corner3(mix_bits(hx1 ^ hy1 ^ hz0), x - one, y - one, z);
    const Corner c001 = corner3(mix_bits(hx0 ^ hy0 ^ hz1), x, y, z - one);
    const Corner c101 = corner3(mix_bits(hx1 ^ hy0 ^ hz1), x - one, y, z - one);
    const Corner c011 = corner3(mix_bits(hx0 ^ hy1 ^ hz1), x, y - one, z - one);
    const Corner c111 = corner3(mix_bits(hx1 ^ hy1 ^ hz1), x - one, y - one, z - one);
    const F u = fade5(x);
    const F v = fade5(y);
    const F w = fade5(z);
    // Trilinear blends of value and gradient, then the part that comes from the moving weights.
    const F x00 = mix(c000.value, c100.value, u);
    const F x10 = mix(c010.value, c110.value, u);
    const F x01 = mix(c001.value, c101.value, u);
    const F x11 = mix(c011.value, c111.value, u);
    const F y0 = mix(x00, x10, v);
    const F y1 = mix(x01, x11, v);
    const F du =
        mix(mix(c100.value - c000.value, c110.value - c010.value, v),
            mix(c101.value - c001.value, c111.value - c011.value, v),
            w);
    const F dv = mix(x10 - x00, x11 - x01, w);
    const F dw = y1 - y0;
    const auto blend = [&](F a, F b, F c, F d, F e, F f, F g, F h) {
        return mix(mix(mix(a, b, u), mix(c, d, u), v), mix(mix(e, f, u), mix(g, h, u), v), w);
    };
    Noise3 out;
    const F gain(1.1F);
    out.value = mix(y0, y1, w) * gain;
    out.slope.x =
        gain * (blend(c000.gx, c100.gx, c010.gx, c110.gx, c001.gx, c101.gx, c011.gx, c111.gx) +
                du * fade5_slope(x));
    out.slope.y =
        gain * (blend(c000.gy, c100.gy, c010.gy, c110.gy, c001.gy, c101.gy, c011.gy, c111.gy) +
                dv * fade5_slope(y));
    out.slope.z =
        gain * (blend(c000.gz, c100.gz, c010.gz, c110.gz, c001.gz, c101.gz, c011.gz, c111.gz) +
                dw * fade5_slope(z));
    return out;
}

HIBARI_FN HIBARI_NOINLINE Noise2 noise2(F px, F py, std::uint32_t seed = 0) {
    const F cx = floor(px);
    const F cy = floor(py);
    const F x = px - cx;
    const F y = py - cy;
    const U hx0 = to_u(cx) * U(0x8da6b343U);
    const U hx1 = hx0 + U(0x8da6b343U);
    const U hy0 = (to_u(cy) * U(0xd8163841U)) ^ U(seed * 0x9e3779b9U);
    const U hy1 = ((to_u(cy) + U(1U)) * U(0xd8163841U)) ^ U(seed * 0x9e3779b9U);
    const U h00 = mix_bits(hx0 ^ hy0);
    const U h10 = mix_bits(hx1 ^ hy0);
    const U h01 = mix_bits(hx0 ^ hy1);
    const U h11 = mix_bits(hx1 ^ hy1);
    const F one(1.0F);
    const F ax = gradient_bits(h00, 0);
    const F ay = gradient_bits(h00, 12);
    const F bx = gradient_bits(h10, 0);
    const F by = gradient_bits(h10, 12);
    const F ex = gradient_bits(h01, 0);
    const F ey = gradient_bits(h01, 12);
    const F fx = gradient_bits(h11, 0);
    const F fy = gradient_bits(h11, 12);
    const F a = ax * x + ay * y;
    const F b = bx * (x - one) + by * y;
    const F e = ex * x + ey * (y - one);
    const F f = fx * (x - one) + fy * (y - one);
    const F u = fade5(x);
    const F v = fade5(y);
    const F low = mix(a, b, u);
    const F high = mix(e, f, u);
    const F gain(1.3F);
    Noise2 out;
    out.value = mix(low, high, v) * gain;
    out.dx =
        gain * (mix(mix(ax, bx, u), mix(ex, fx, u), v) + mix(b - a, f - e, v) * fade5_slope(x));
    out.dy = gain * (mix(mix(ay, by, u), mix(ey, fy, u), v) + (high - low) * fade5_slope(y));
    return out;
}

/// Sum of octaves, each half as strong (times `gain` * 2) and twice as fine, about -1 .. 1.
/// `footprint`: width of a pixel in the units of `p`.
HIBARI_FN HIBARI_NOINLINE Noise3
fbm3(V3 p, int octaves, F footprint, std::uint32_t seed = 0, float gain = 0.5F) {
    Noise3 sum{F(0.0F), V3{F(0.0F), F(0.0F), F(0.0F)}};
    float amplitude = 0.62F;
    float frequency = 1.0F;
    for (int i = 0; i < octaves; ++i) {
        const F weight = resolved(F(1.0F), footprint * F(frequency)) * F(amplitude);
        if (!any(weight > F(0.0F))) {
            break;
        }
        const V3 q =
            p * F(frequency) + V3{F(17.3F * float(i)), F(5.7F * float(i)), F(9.1F * float(i))};
        const Noise3 n = noise3(q, seed + static_cast<std::uint32_t>(i));
        sum.value = sum.value + n.value * weight;
        sum.slope = sum.slope + n.slope * (weight * F(frequency));
        amplitude *= gain;
        frequency *= 2.03F;
    }
    return sum;
}

/// As fbm3 on a plane; octaves are turned against one another so that no lattice shows.
HIBARI_FN HIBARI_NOINLINE Noise2
fbm2(F x, F y, int octaves, F footprint, std::uint32_t seed = 0, float gain = 0.5F) {
    Noise2 sum{F(0.0F), F(0.0F), F(0.0F)};
    float amplitude = 0.62F;
    // The octave's frame: [m00 m01; m10 m11] is a turn by about 37 degrees and a scale of 2.02.
    float m00 = 1.0F;
    float m01 = 0.0F;
    float frequency = 1.0F;
    for (int i = 0; i < octaves; ++i) {
        const F weight = resolved(F(1.0F), footprint * F(frequency)) * F(amplitude);
        if (!any(weight > F(0.0F))) {
            break;
        }
        const F qx = x * F(m00) - y * F(m01);
        const F qy = x * F(m01) + y * F(m00);
        const Noise2 n = noise2(qx, qy, seed + static_cast<std::uint32_t>(i));
        sum.value = sum.value + n.value * weight;
        sum.dx = sum.dx + weight * (n.dx * F(m00) + n.dy * F(m01));
        sum.dy = sum.dy + weight * (n.dy * F(m00) - n.dx * F(m01));
        amplitude *= gain;
        frequency *= 2.02F;
        const float next = (0.8F * m00 - 0.6F * m01) * 2.02F;
        m01 = (0.6F * m00 + 0.8F * m01) * 2.02F;
        m00 = next;
    }
    return sum;
}

// ---- Cells (Worley 1996)

struct Cells {
    F nearest;  ///< distance to the nearest point, cells
    F second;   ///< to the second nearest
    U id;       ///< bits of the nearest point's cell
    F dx;       ///< from the nearest point to here
    F dy;
};

/// Points one per unit square, `jitter` 0 (grid) .. 1.
HIBARI_FN HIBARI_NOINLINE Cells cells2(F x, F y, std::uint32_t seed = 0, float jitter = 1.0F) {
    const F cx = floor(x);
    const F cy = floor(y);
    Cells out{F(9.0F), F(9.0F), U(0U), F(0.0F), F(0.0F)};
    for (int j = -1; j <= 1; ++j) {
        for (int i = -1; i <= 1; ++i) {
            const F gx = cx + F(float(i));
            const F gy = cy + F(float(j));
            const U h = hash_cell(gx, gy, seed);
            const F dx = x - gx - F(0.5F) - (unit(h) - F(0.5F)) * F(jitter);
            const F dy = y - gy - F(0.5F) - (unit2(h) - F(0.5F)) * F(jitter);
            const F d = dx * dx + dy * dy;
            const M nearer = d < out.nearest;
            out.second = select(nearer, out.nearest, min(out.second, d));
            out.nearest = select(nearer, d, out.nearest);
            out.id = select(nearer, h, out.id);
            out.dx = select(nearer, dx, out.dx);
            out.dy = select(nearer, dy, out.dy);
        }
    }
    out.nearest = sqrt(out.nearest);
    out.second = sqrt(out.second);
    return out;
}

struct Cells3 {
    F nearest;
    F second;
    U id;
    V3 offset;  ///< from the nearest point to here
};

/// Points one per unit cube. Looks at the eight cubes around, which suffices for `jitter` up to
/// about 0.6.
HIBARI_FN HIBARI_NOINLINE Cells3 cells3(V3 p, std::uint32_t seed = 0, float jitter = 0.6F) {
    const V3 base{floor(p.x - F(0.5F)), floor(p.y - F(0.5F)), floor(p.z - F(0.5F))};
    Cells3 out{F(9.0F), F(9.0F), U(0U), V3{F(0.0F), F(0.0F), F(0.0F)}};
    for (int corner = 0; corner < 8; ++corner) {
        const V3 g =
            base + V3{F(float(corner & 1)), F(float((corner >> 1) & 1)), F(float(corner >> 2))};
        const U h = hash_cube(g.x, g.y, g.z, seed);
        const V3 d{
            p.x - g.x - F(0.5F) - (unit(h) - F(0.5F)) * F(jitter),
            p.y - g.y - F(0.5F) - (unit2(h) - F(0.5F)) * F(jitter),
            p.z - g.z - F(0.5F) - (unit3(h) - F(0.5F)) * F(jitter)
        };
        const F d2 = dot(d, d);
        const M nearer = d2 < out.nearest;
        out.second = select(nearer, out.nearest, min(out.second, d2));
        out.nearest = select(nearer, d2, out.nearest);
        out.id = select(nearer, h, out.id);
        out.offset = select(nearer, d, out.offset);
    }
    out.nearest = sqrt(out.nearest);
    out.second = sqrt(out.second);
    return out;
}

}  // namespace surface

HIBARI_LANES_END
