#pragma once

// Small vectors, quaternions and rigid poses in single precision, as plain structs. World space is
// right-handed: metres, Y up, the default camera at +Z looking towards -Z. Everything is
// header-only and inlines; what needs no square root is constexpr.

#include <cmath>

namespace hibari {

struct Vec2 {
    float x = 0.0F;
    float y = 0.0F;

    friend constexpr bool operator==(const Vec2&, const Vec2&) = default;
};

struct Vec3 {
    float x = 0.0F;
    float y = 0.0F;
    float z = 0.0F;

    friend constexpr bool operator==(const Vec3&, const Vec3&) = default;
};

struct Vec4 {
    float x = 0.0F;
    float y = 0.0F;
    float z = 0.0F;
    float w = 0.0F;

    friend constexpr bool operator==(const Vec4&, const Vec4&) = default;
};

/// A rotation as a unit quaternion; the default is none.
struct Quat {
    float x = 0.0F;
    float y = 0.0F;
    float z = 0.0F;
    float w = 1.0F;

    friend constexpr bool operator==(const Quat&, const Quat&) = default;
};

/// Where a body is: takes points of its own frame to `rotation * point + position`.
struct Pose {
    Vec3 position;
    Quat rotation;

    friend constexpr bool operator==(const Pose&, const Pose&) = default;
};

inline constexpr float kPi = 3.14159265358979F;

constexpr float radians(float degrees) {
    return degrees * (kPi / 180.0F);
}

constexpr float degrees(float radians) {
    return radians * (180.0F / kPi);
}

constexpr float lerp(float a, float b, float t) {
    return a + (b - a) * t;
}

constexpr float clamp(float value, float low, float high) {
    return value < low ? low : (value > high ? high : value);
}

/// Hermite step from 0 at `low` to 1 at `high`.
constexpr float smoothstep(float low, float high, float value) {
    const float t = clamp((value - low) / (high - low), 0.0F, 1.0F);
    return t * t * (3.0F - 2.0F * t);
}

// ---- Vec2

constexpr Vec2 operator+(Vec2 a, Vec2 b) {
    return {a.x + b.x, a.y + b.y};
}

constexpr Vec2 operator-(Vec2 a, Vec2 b) {
    return {a.x - b.x, a.y - b.y};
}

constexpr Vec2 operator-(Vec2 a) {
    return {-a.x, -a.y};
}

constexpr Vec2 operator*(Vec2 a, float s) {
    return {a.x * s, a.y * s};
}

constexpr Vec2 operator*(float s, Vec2 a) {
    return a * s;
}

constexpr Vec2 operator/(Vec2 a, float s) {
    return {a.x / s, a.y / s};
}

constexpr float dot(Vec2 a, Vec2 b) {
    return a.x * b.x + a.y * b.y;
}

inline float length(Vec2 a) {
    return std::sqrt(dot(a, a));
}

// ---- Vec3

constexpr Vec3 operator+(Vec3 a, Vec3 b) {
    return {a.x + b.x, a.y + b.y, a.z + b.z};
}

constexpr Vec3 operator-(Vec3 a, Vec3 b) {
    return {a.x - b.x, a.y - b.y, a.z - b.z};
}

constexpr Vec3 operator-(Vec3 a) {
    return {-a.x, -a.y, -a.z};
}

/// Component by component, as colours and scales need it.
constexpr Vec3 operator*(Vec3 a, Vec3 b) {
    return {a.x * b.x, a.y * b.y, a.z * b.z};
}

constexpr Vec3 operator*(Vec3 a, float s) {
    return {a.x * s, a.y * s, a.z * s};
}

constexpr Vec3 operator*(float s, Vec3 a) {
    return a * s;
}

constexpr Vec3 operator/(Vec3 a, float s) {
    return {a.x / s, a.y / s, a.z / s};
}

constexpr Vec3& operator+=(Vec3& a, Vec3 b) {
    return a = a + b;
}

constexpr Vec3& operator-=(Vec3& a, Vec3 b) {
    return a = a - b;
}

constexpr Vec3& operator*=(Vec3& a, float s) {
    return a = a * s;
}

constexpr float dot(Vec3 a, Vec3 b) {
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

constexpr Vec3 cross(Vec3 a, Vec3 b) {
    return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}

constexpr float length_squared(Vec3 a) {
    return dot(a, a);
}

inline float length(Vec3 a) {
    return std::sqrt(dot(a, a));
}

inline float distance(Vec3 a, Vec3 b) {
    return length(a - b);
}

/// The unit vector of `a`, or `fallback` when `a` is too short to have a direction.
inline Vec3 normalize(Vec3 a, Vec3 fallback = {0.0F, 0.0F, 0.0F}) {
    const float size = length(a);
    return size > 1e-12F ? a / size : fallback;
}

constexpr Vec3 lerp(Vec3 a, Vec3 b, float t) {
    return a + (b - a) * t;
}

constexpr Vec3 min(Vec3 a, Vec3 b) {
    return {a.x < b.x ? a.x : b.x, a.y < b.y ? a.y : b.y, a.z < b.z ? a.z : b.z};
}

constexpr Vec3 max(Vec3 a, Vec3 b) {
    return {a.x > b.x ? a.x : b.x, a.y > b.y ? a.y : b.y, a.z > b.z ? a.z : b.z};
}

/// `direction` mirrored at a surface with the unit normal `normal`.
constexpr Vec3 reflect(Vec3 direction, Vec3 normal) {
    return direction - normal * (2.0F * dot(direction, normal));
}

// ---- Vec4

constexpr Vec4 operator+(Vec4 a, Vec4 b) {
    return {a.x + b.x, a.y + b.y, a.z + b.z, a.w + b.w};
}

constexpr Vec4 operator-(Vec4 a, Vec4 b) {
    return {a.x - b.x, a.y - b.y, a.z - b.z, a.w - b.w};
}

constexpr Vec4 operator*(Vec4 a, float s) {
    return {a.x * s, a.y * s, a.z * s, a.w * s};
}

constexpr float dot(Vec4 a, Vec4 b) {
    return a.x * b.x + a.y * b.y + a.z * b.z + a.w * b.w;
}

// ---- Quat

/// The rotation that applies `b` first and then `a`.
constexpr Quat operator*(Quat a, Quat b) {
    return {
        a.w * b.x + a.x * b.w + a.y * b.z - a.z * b.y,
        a.w * b.y - a.x * b.z + a.y * b.w + a.z * b.x,
        a.w * b.z + a.x * b.y - a.y * b.x + a.z * b.w,
        a.w * b.w - a.x * b.x - a.y * b.y - a.z * b.z,
    };
}

constexpr float dot(Quat a, Quat b) {
    return a.x * b.x + a.y * b.y + a.z * b.z + a.w * b.w;
}

/// The opposite rotation.
constexpr Quat inverse(Quat q) {
    return {-q.x, -q.y, -q.z, q.w};
}

/// `v` turned by the unit quaternion `q`.
constexpr Vec3 rotate(Quat q, Vec3 v) {
    const Vec3 axis{q.x, q.y, q.z};
    const Vec3 twice = cross(axis, v) * 2.0F;
    return v + twice * q.w + cross(axis, twice);
}

/// `q` scaled back to unit length; the identity when it has none.
inline Quat normalize(Quat q) {
    const float size = std::sqrt(dot(q, q));
    return size > 1e-12F ? Quat{q.x / size, q.y / size, q.z / size, q.w / size} : Quat{};
}

/// A turn by `angle_rad` about `axis` (any length but zero), counter-clockwise seen from its tip.
inline Quat from_axis_angle(Vec3 axis, float angle_rad) {
    const Vec3 unit = normalize(axis);
    const float half = std::sin(angle_rad * 0.5F);
    return {unit.x * half, unit.y * half, unit.z * half, std::cos(angle_rad * 0.5F)};
}

/// The rotation whose columns are the given right-handed orthonormal axes.
inline Quat from_axes(Vec3 x, Vec3 y, Vec3 z) {
    const float trace = x.x + y.y + z.z;
    if (trace > 0.0F) {
        const float s = 2.0F * std::sqrt(trace + 1.0F);
        return {(y.z - z.y) / s, (z.x - x.z) / s, (x.y - y.x) / s, 0.25F * s};
    }
    if (x.x > y.y && x.x > z.z) {
        const float s = 2.0F * std::sqrt(1.0F + x.x - y.y - z.z);
        return {0.25F * s, (y.x + x.y) / s, (z.x + x.z) / s, (y.z - z.y) / s};
    }
    if (y.y > z.z) {
        const float s = 2.0F * std::sqrt(1.0F + y.y - x.x - z.z);
        return {(y.x + x.y) / s, 0.25F * s, (z.y + y.z) / s, (z.x - x.z) / s};
    }
    const float s = 2.0F * std::sqrt(1.0F + z.z - x.x - y.y);
    return {(z.x + x.z) / s, (z.y + y.z) / s, 0.25F * s, (x.y - y.x) / s};
}

/// The rotation that takes -Z to `forward` and keeps +Y as close to `up` as it can: the pose of a
/// camera. Neither needs unit length; any `up` works, also one along `forward`.
inline Quat look_rotation(Vec3 forward, Vec3 up = {0.0F, 1.0F, 0.0F}) {
    const Vec3 z = normalize(-forward, {0.0F, 0.0F, 1.0F});
    Vec3 side = cross(up, z);
    if (length_squared(side) < 1e-10F * length_squared(up) || length_squared(up) == 0.0F) {
        side = cross(std::fabs(z.y) < 0.9F ? Vec3{0.0F, 1.0F, 0.0F} : Vec3{0.0F, 0.0F, -1.0F}, z);
    }
    const Vec3 x = normalize(side);
    return from_axes(x, cross(z, x), z);
}

/// The shortest rotation that takes the direction `from` to the direction `to`.
inline Quat rotation_between(Vec3 from, Vec3 to) {
    const Vec3 a = normalize(from);
    const Vec3 b = normalize(to);
    const float cosine = dot(a, b);
    if (cosine < -0.99999F) {
        const Vec3 other = std::fabs(a.x) < 0.9F ? Vec3{1.0F, 0.0F, 0.0F} : Vec3{0.0F, 1.0F, 0.0F};
        return from_axis_angle(cross(a, other), kPi);
    }
    const Vec3 axis = cross(a, b);
    return normalize(Quat{axis.x, axis.y, axis.z, 1.0F + cosine});
}

/// Between `a` (t = 0) and `b` (t = 1) at even speed along the shorter arc.
inline Quat slerp(Quat a, Quat b, float t) {
    float cosine = dot(a, b);
    if (cosine < 0.0F) {
        b = {-b.x, -b.y, -b.z, -b.w};
        cosine = -cosine;
    }
    float wa = 1.0F - t;
    float wb = t;
    if (cosine < 0.9995F) {
        const float angle = std::acos(cosine);
        const float scale = 1.0F / std::sin(angle);
        wa = std::sin((1.0F - t) * angle) * scale;
        wb = std::sin(t * angle) * scale;
    }
    return normalize(
        Quat{a.x * wa + b.x * wb, a.y * wa + b.y * wb, a.z * wa + b.z * wb, a.w * wa + b.w * wb}
    );
}

// ---- Pose

/// A point of the pose's own frame, in the outer frame.
constexpr Vec3 apply(const Pose& pose, Vec3 point) {
    return rotate(pose.rotation, point) + pose.position;
}

/// The pose that applies `inner` first and then `outer`.
constexpr Pose compose(const Pose& outer, const Pose& inner) {
    return {apply(outer, inner.position), outer.rotation * inner.rotation};
}

/// The pose that undoes `pose`.
constexpr Pose inverse(const Pose& pose) {
    const Quat back = inverse(pose.rotation);
    return {rotate(back, -pose.position), back};
}

/// Between two poses: straight in position, even in rotation.
inline Pose interpolate(const Pose& a, const Pose& b, float t) {
    return {lerp(a.position, b.position, t), slerp(a.rotation, b.rotation, t)};
}

}  // namespace hibari
