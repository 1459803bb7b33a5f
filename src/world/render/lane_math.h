// Functions over lanes: polynomials good to a few units in the sixth digit, the same on every
// machine. Included by lanes.h.
#pragma once

HIBARI_LANES_BEGIN

HIBARI_SMALL_FN F clamp(F a, F low, F high) {
    return min(max(a, low), high);
}

HIBARI_SMALL_FN F saturate(F a) {
    return min(max(a, F(0.0F)), F(1.0F));
}

HIBARI_SMALL_FN F fract(F a) {
    return a - floor(a);
}

/// a at t = 0, b at t = 1.
HIBARI_SMALL_FN F mix(F a, F b, F t) {
    return a + (b - a) * t;
}

/// Hermite step from 0 at `low` to 1 at `high`; falls when low > high.
HIBARI_SMALL_FN F smoothstep(F low, F high, F a) {
    const F t = saturate((a - low) / (high - low));
    return t * t * (F(3.0F) - F(2.0F) * t);
}

/// 0 below the edge, 1 at and above it.
HIBARI_SMALL_FN F step(F edge, F a) {
    return select(a < edge, F(0.0F), F(1.0F));
}

HIBARI_SMALL_FN F square(F a) {
    return a * a;
}

/// 1 with the sign of a; +1 for zero.
HIBARI_SMALL_FN F sign(F a) {
    return select(a < F(0.0F), F(-1.0F), F(1.0F));
}

HIBARI_SMALL_FN F max3(F a, F b, F c) {
    return max(max(a, b), c);
}

HIBARI_SMALL_FN F min3(F a, F b, F c) {
    return min(min(a, b), c);
}

/// Remainder of a / b in 0 .. b.
HIBARI_SMALL_FN F modulo(F a, F b) {
    return a - b * floor(a / b);
}

namespace lane_detail {

/// sin(x) for |x| <= pi/2, odd minimax polynomial of degree 9.
HIBARI_SMALL_FN F sin_core(F x) {
    const F x2 = x * x;
    F p = F(2.6083159809786594e-6F);
    p = p * x2 - F(1.9810690719168633e-4F);
    p = p * x2 + F(8.3330785855650902e-3F);
    p = p * x2 - F(1.6666659712791443e-1F);
    return x + x * x2 * p;
}

}  // namespace lane_detail

/// Radians; exact enough up to a few thousand turns.
HIBARI_SMALL_FN F sin(F a) {
    const F turns = round(a * F(0.318309886F));
    // pi in two parts keeps the remainder exact for large arguments.
    const F x = (a - turns * F(3.140625F)) - turns * F(9.67653589793e-4F);
    const F value = lane_detail::sin_core(x);
    const F half = turns * F(0.5F);
    return select(half - floor(half) > F(0.25F), -value, value);
}

HIBARI_SMALL_FN F cos(F a) {
    return sin(a + F(1.57079632679F));
}

/// e^a; 0 below -87, clamped at +88.
HIBARI_SMALL_FN F exp(F a) {
    const F x = clamp(a, F(-87.0F), F(88.0F)) * F(1.44269504F);
    const F whole = floor(x);
    const F f = x - whole;
    // 2^f on 0 .. 1.
    F p = F(1.8775767e-3F);
    p = p * f + F(8.9893397e-3F);
    p = p * f + F(5.5826318e-2F);
    p = p * f + F(2.4015361e-1F);
    p = p * f + F(6.9315308e-1F);
    p = p * f + F(9.9999994e-1F);
    const F scale = float_from_bits((to_int(whole) + I(127)) << 23);
    return select(a < F(-87.0F), F(0.0F), p * scale);
}

/// Natural logarithm; a > 0.
HIBARI_SMALL_FN F log(F a) {
    const I bits = float_bits(a);
    // Mantissa in sqrt(1/2) .. sqrt(2).
    const I shifted = bits - I(0x3F3504F3);
    const F exponent = floor(to_float(shifted) * F(1.1920929e-7F));
    const F m = float_from_bits(bits - (to_int(exponent) << 23));
    const F x = m - F(1.0F);
    // Cephes logf polynomial form on the reduced range.
    F p = F(7.0376836292e-2F);
    p = p * x - F(1.1514610310e-1F);
    p = p * x + F(1.1676998740e-1F);
    p = p * x - F(1.2420140846e-1F);
    p = p * x + F(1.4249322787e-1F);
    p = p * x - F(1.6668057665e-1F);
    p = p * x + F(2.0000714765e-1F);
    p = p * x - F(2.4999993993e-1F);
    p = p * x + F(3.3333331174e-1F);
    const F x2 = x * x;
    return x + x2 * (x * p - F(0.5F)) + exponent * F(0.693147181F);
}

/// a^b for a >= 0.
HIBARI_SMALL_FN F pow(F a, F b) {
    const F value = exp(b * log(max(a, F(1e-20F))));
    return select(a > F(0.0F), value, F(0.0F));
}

/// Angle whose cosine is a; error below 7e-5 rad (Abramowitz and Stegun 4.4.45).
HIBARI_SMALL_FN F acos(F a) {
    const F x = min(abs(a), F(1.0F));
    F p = F(-0.0187293F);
    p = p * x + F(0.0742610F);
    p = p * x - F(0.2121144F);
    p = p * x + F(1.5707288F);
    p = p * sqrt(F(1.0F) - x);
    return select(a < F(0.0F), F(3.14159265F) - p, p);
}

HIBARI_SMALL_FN F asin(F a) {
    return F(1.57079633F) - acos(a);
}

/// Angle of the vector (x, y) in -pi .. pi; error below 2e-6 rad; 0 for the null vector.
HIBARI_SMALL_FN F atan2(F y, F x) {
    const F ax = abs(x);
    const F ay = abs(y);
    const F big = max(ax, ay);
    const F q = min(ax, ay) / max(big, F(1e-30F));
    const F q2 = q * q;
    F p = F(-0.01172120F);
    p = p * q2 + F(0.05265332F);
    p = p * q2 - F(0.11643287F);
    p = p * q2 + F(0.19354346F);
    p = p * q2 - F(0.33262347F);
    p = p * q2 + F(0.99997726F);
    F angle = p * q;
    angle = select(ay > ax, F(1.57079633F) - angle, angle);
    angle = select(x < F(0.0F), F(3.14159265F) - angle, angle);
    return select(y < F(0.0F), -angle, angle);
}

HIBARI_LANES_END
