// Vectors of lanes. Included by lanes.h.
#pragma once

HIBARI_LANES_BEGIN

/// Two coordinates per lane.
struct V2 {
    F x;
    F y;
};

/// Three coordinates per lane: points, directions, colours.
struct V3 {
    F x;
    F y;
    F z;

    V3() = default;

    HIBARI_SMALL_FN V3(F vx, F vy, F vz) : x(vx), y(vy), z(vz) {}

    HIBARI_SMALL_FN V3(const Vec3& all) : x(all.x), y(all.y), z(all.z) {}  // NOLINT: broadcasts

    HIBARI_SMALL_FN explicit V3(F all) : x(all), y(all), z(all) {}
};

HIBARI_SMALL_FN V3 operator+(const V3& a, const V3& b) {
    return {a.x + b.x, a.y + b.y, a.z + b.z};
}

HIBARI_SMALL_FN V3 operator-(const V3& a, const V3& b) {
    return {a.x - b.x, a.y - b.y, a.z - b.z};
}

HIBARI_SMALL_FN V3 operator-(const V3& a) {
    return {-a.x, -a.y, -a.z};
}

HIBARI_SMALL_FN V3 operator*(const V3& a, const V3& b) {
    return {a.x * b.x, a.y * b.y, a.z * b.z};
}

HIBARI_SMALL_FN V3 operator*(const V3& a, F s) {
    return {a.x * s, a.y * s, a.z * s};
}

HIBARI_SMALL_FN V3 operator*(F s, const V3& a) {
    return a * s;
}

HIBARI_SMALL_FN V3 operator/(const V3& a, F s) {
    return a * (F(1.0F) / s);
}

HIBARI_SMALL_FN V3& operator+=(V3& a, const V3& b) {
    return a = a + b;
}

HIBARI_SMALL_FN V3& operator-=(V3& a, const V3& b) {
    return a = a - b;
}

HIBARI_SMALL_FN V3& operator*=(V3& a, F s) {
    return a = a * s;
}

HIBARI_SMALL_FN F dot(const V3& a, const V3& b) {
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

HIBARI_SMALL_FN V3 cross(const V3& a, const V3& b) {
    return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}

HIBARI_SMALL_FN F length(const V3& a) {
    return sqrt(dot(a, a));
}

/// Unit vector; the null vector stays null.
HIBARI_SMALL_FN V3 normalize(const V3& a) {
    return a * rsqrt(max(dot(a, a), F(1e-24F)));
}

/// `direction` mirrored at a surface with the unit normal `normal`.
HIBARI_SMALL_FN V3 reflect(const V3& direction, const V3& normal) {
    return direction - normal * (F(2.0F) * dot(direction, normal));
}

HIBARI_SMALL_FN V3 select(M m, const V3& yes, const V3& no) {
    return {select(m, yes.x, no.x), select(m, yes.y, no.y), select(m, yes.z, no.z)};
}

HIBARI_SMALL_FN V3 mix(const V3& a, const V3& b, F t) {
    return a + (b - a) * t;
}

HIBARI_SMALL_FN V3 min(const V3& a, const V3& b) {
    return {min(a.x, b.x), min(a.y, b.y), min(a.z, b.z)};
}

HIBARI_SMALL_FN V3 max(const V3& a, const V3& b) {
    return {max(a.x, b.x), max(a.y, b.y), max(a.z, b.z)};
}

HIBARI_SMALL_FN V3 abs(const V3& a) {
    return {abs(a.x), abs(a.y), abs(a.z)};
}

/// Brightness of a linear colour (Rec. 709 weights).
HIBARI_SMALL_FN F luminance(const V3& c) {
    return c.x * F(0.2126F) + c.y * F(0.7152F) + c.z * F(0.0722F);
}

HIBARI_LANES_END
