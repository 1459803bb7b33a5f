// Height and slope of ground and water at a point: the one formula behind terrain.h.
//
// Templates over the number type, so that the physics (float) and the ray caster (lanes of floats)
// evaluate the same surface. They use + - * /, < and the functions sin, cos, sqrt and select, found
// by argument-dependent lookup for types other than float. Slopes are exact: the height is
// evaluated on Slope<T>, a number that carries its derivatives along.
#pragma once

#include "world/things/terrain.h"

#include <cmath>
#include <concepts>

namespace hibari::world {

/// Height of a surface and its derivatives.
template <typename T>
struct SurfaceSample {
    T height;   ///< metres
    T slope_x;  ///< d height / dx
    T slope_z;  ///< d height / dz
};

/// A unit direction.
template <typename T>
struct SurfaceNormal {
    T x;
    T y;
    T z;
};

namespace terrain_detail {

// Everything is constexpr only so that CUDA compilers may call it on the device.
template <std::floating_point T>
constexpr T sin(T a) {
    return std::sin(a);
}

template <std::floating_point T>
constexpr T cos(T a) {
    return std::cos(a);
}

template <std::floating_point T>
constexpr T sqrt(T a) {
    return std::sqrt(a);
}

template <std::floating_point T>
constexpr T select(bool condition, T yes, T no) {
    return condition ? yes : no;
}

/// A number and its derivatives by x and z.
template <typename T>
struct Slope {
    T value;
    T dx;
    T dz;

    constexpr Slope(T value_, T dx_, T dz_) : value(value_), dx(dx_), dz(dz_) {}

    constexpr explicit Slope(float constant) : value(constant), dx(0.0F), dz(0.0F) {}

    friend constexpr Slope operator+(Slope a, Slope b) {
        return {a.value + b.value, a.dx + b.dx, a.dz + b.dz};
    }

    friend constexpr Slope operator-(Slope a, Slope b) {
        return {a.value - b.value, a.dx - b.dx, a.dz - b.dz};
    }

    friend constexpr Slope operator*(Slope a, Slope b) {
        return {
            a.value * b.value, a.dx * b.value + a.value * b.dx, a.dz * b.value + a.value * b.dz
        };
    }

    friend constexpr Slope operator/(Slope a, Slope b) {
        const T inverse = T(1.0F) / b.value;
        const T ratio = a.value * inverse;
        return {ratio, (a.dx - ratio * b.dx) * inverse, (a.dz - ratio * b.dz) * inverse};
    }

    friend constexpr auto operator<(Slope a, Slope b) { return a.value < b.value; }
};

template <typename T>
constexpr Slope<T> sin(Slope<T> a) {
    const T factor = cos(a.value);
    return {sin(a.value), a.dx * factor, a.dz * factor};
}

template <typename T>
constexpr Slope<T> cos(Slope<T> a) {
    const T factor = T(-1.0F) * sin(a.value);
    return {cos(a.value), a.dx * factor, a.dz * factor};
}

template <typename T>
constexpr Slope<T> sqrt(Slope<T> a) {
    const T root = sqrt(a.value);
    const T factor = T(0.5F) / root;
    return {root, a.dx * factor, a.dz * factor};
}

template <typename M, typename T>
constexpr Slope<T> select(M condition, Slope<T> yes, Slope<T> no) {
    return {
        select(condition, yes.value, no.value),
        select(condition, yes.dx, no.dx),
        select(condition, yes.dz, no.dz),
    };
}

/// 0 below `low`, 1 above `high`, smooth between.
template <typename T>
constexpr T rise(float low, float high, T value) {
    T t = (value - T(low)) * T(1.0F / (high - low));
    t = select(t < T(0.0F), T(0.0F), t);
    t = select(t < T(1.0F), t, T(1.0F));
    return t * t * (T(3.0F) - T(2.0F) * t);
}

/// One octave in -1 .. 1: crossed waves; towards 1 `ruggedness` folds them into sharp ridges.
template <typename T>
constexpr T octave(T u, T w, float ruggedness) {
    const T wave = sin(u) * cos(w);
    // The small term rounds the ridge, so that its normal is defined.
    const T ridge = T(1.02F) - T(2.0F) * sqrt(wave * wave + T(0.0004F));
    return wave + (ridge - wave) * T(ruggedness);
}

/// Rolling or rugged relief in 0 .. 1 (a little more on the highest crests), endless and without
/// visible repetition: each octave is turned against the one before and bent by slow waves.
template <typename T>
constexpr T relief(T x, T z, float length_m, float ruggedness) {
    constexpr float kTurnCos = 0.8F;
    constexpr float kTurnSin = 0.6F;
    constexpr float kFiner = 2.03F;
    const float unit = 6.2831853F / length_m;
    T u = x * T(unit);
    T w = z * T(unit);
    // Bends straight rows of hills.
    const T bent_u = u + T(1.1F) * sin(w * T(0.41F) + T(1.3F));
    const T bent_w = w + T(1.1F) * sin(u * T(0.37F) + T(4.2F));
    u = bent_u;
    w = bent_w;
    T sum = T(0.0F);
    float height = 1.0F;
    float total = 0.0F;
    const float finer_height = 0.30F + 0.18F * ruggedness;
    for (int i = 0; i < 4; ++i) {
        sum = sum + T(height) * octave(u, w, ruggedness);
        total += height;
        height *= finer_height;
        const T turned = (u * T(kTurnCos) - w * T(kTurnSin)) * T(kFiner) + T(2.1F);
        w = (u * T(kTurnSin) + w * T(kTurnCos)) * T(kFiner) + T(0.7F);
        u = turned;
    }
    return T(0.5F) + sum * T(0.5F / total);
}

template <typename T>
constexpr T distance_from_stage(T x, T z) {
    return sqrt(x * x + z * z + T(1e-4F));
}

template <typename T>
constexpr T hills(const Terrain& terrain, T x, T z, T from_stage) {
    const float high = terrain.flat_radius_m + terrain.hill_length_m;
    return T(terrain.hill_height_m) * rise(terrain.flat_radius_m, high, from_stage) *
           relief(x, z, terrain.hill_length_m, terrain.ruggedness);
}

/// Flat land, then down into the sea, ever less steep; never below depth_m.
template <typename T>
constexpr T shore(const Terrain& terrain, T z) {
    constexpr float kSoftEdge = 1.5F;
    T out = T(terrain.shore_z_m) - z;
    out = select(out < T(0.0F), T(0.0F), out);
    const T drop = out * out / (out + T(kSoftEdge)) * T(terrain.grade);
    return T(-1.0F) * drop / (T(1.0F) + drop * T(1.0F / terrain.depth_m));
}

constexpr float kBank_m = 0.35F;  ///< of kChannel over y = 0

/// A river that bends away to -Z on both sides of the stage, and the land beside it.
template <typename T>
constexpr T channel(const Terrain& terrain, T x, T z) {
    constexpr float kBend_m = 4.0F;
    constexpr float kBends = 0.055F;  // rad/m
    constexpr float kValley_m = 25.0F;
    constexpr float kSteepest = 1.5F;  // Of rise(), where its mean slope is 1.
    const T middle = T(kBend_m) * (cos(x * T(kBends)) - T(1.0F));
    const T off = z - middle;
    const T aside = sqrt(off * off + T(1e-4F));
    const float climb = terrain.depth_m + kBank_m;
    const float edge = terrain.shore_z_m + kSteepest * climb / terrain.grade;
    const T bank = T(climb) * rise(terrain.shore_z_m, edge, aside) - T(terrain.depth_m);
    if (terrain.hill_height_m <= 0.0F) {
        return bank;
    }
    return bank +
           rise(edge, edge + kValley_m, aside) * hills(terrain, x, z, distance_from_stage(x, z));
}

template <typename T>
constexpr T height(const Terrain& terrain, T x, T z) {
    constexpr float kNoGround = -1e6F;
    const bool hilly = terrain.hill_height_m > 0.0F;
    switch (terrain.kind) {
        case TerrainKind::kFlat:
            return hilly ? hills(terrain, x, z, distance_from_stage(x, z)) : T(0.0F);
        case TerrainKind::kSlope: {
            const T run = x * T(-terrain.grade);
            const T aside = sqrt(z * z + T(1e-4F));
            return hilly ? run + hills(terrain, x, z, aside) : run;
        }
        case TerrainKind::kShore: {
            const T ground = shore(terrain, z);
            if (!hilly) {
                return ground;
            }
            const T land = rise(terrain.shore_z_m, terrain.shore_z_m + 20.0F, z);
            return ground + land * hills(terrain, x, z, distance_from_stage(x, z));
        }
        case TerrainKind::kBed: {
            if (!hilly) {
                return T(-terrain.depth_m);
            }
            // Beyond the flat the bed climbs to a bank a little above the water, then hills.
            const T away = distance_from_stage(x, z);
            const float high = terrain.flat_radius_m + terrain.hill_length_m;
            return T(-terrain.depth_m) +
                   T(terrain.depth_m * 1.15F) * rise(terrain.flat_radius_m, high, away) +
                   hills(terrain, x, z, away);
        }
        case TerrainKind::kChannel:
            return channel(terrain, x, z);
        case TerrainKind::kNone:
            break;
    }
    return T(kNoGround);
}

template <typename T>
constexpr T wave_height(const Water& water, T x, T z, T time_s) {
    T sum = T(water.level_m);
    for (const Wave& wave : water.waves) {
        if (wave.amplitude_m > 0.0F) {
            const T phase = x * T(wave.wavevector.x) + z * T(wave.wavevector.y) -
                            time_s * T(wave.omega) + T(wave.phase);
            sum = sum + T(wave.amplitude_m) * sin(phase);
        }
    }
    return sum;
}

template <typename T>
constexpr SurfaceNormal<T> normal_of(const SurfaceSample<T>& sample) {
    const T size =
        sqrt(sample.slope_x * sample.slope_x + sample.slope_z * sample.slope_z + T(1.0F));
    const T inverse = T(1.0F) / size;
    return {T(-1.0F) * sample.slope_x * inverse, inverse, T(-1.0F) * sample.slope_z * inverse};
}

}  // namespace terrain_detail

/// Ground height at (x, z), metres; far below everything where there is no ground.
template <typename T>
constexpr T terrain_height(const Terrain& terrain, T x, T z) {
    return terrain_detail::height(terrain, x, z);
}

/// Ground height with its slopes.
template <typename T>
constexpr SurfaceSample<T> terrain_sample(const Terrain& terrain, T x, T z) {
    using Number = terrain_detail::Slope<T>;
    const Number sloped =
        terrain_detail::height(terrain, Number(x, T(1.0F), T(0.0F)), Number(z, T(0.0F), T(1.0F)));
    return {sloped.value, sloped.dx, sloped.dz};
}

/// Unit normal of the ground.
template <typename T>
constexpr SurfaceNormal<T> terrain_normal(const Terrain& terrain, T x, T z) {
    return terrain_detail::normal_of(terrain_sample(terrain, x, z));
}

/// Height of the water's surface at (x, z) and `time_s`, world seconds; meaningful where
/// `water.present`.
template <typename T>
constexpr T water_height(const Water& water, T x, T z, T time_s) {
    return terrain_detail::wave_height(water, x, z, time_s);
}

/// Water height with its slopes.
template <typename T>
constexpr SurfaceSample<T> water_sample(const Water& water, T x, T z, T time_s) {
    using Number = terrain_detail::Slope<T>;
    const Number sloped = terrain_detail::wave_height(
        water,
        Number(x, T(1.0F), T(0.0F)),
        Number(z, T(0.0F), T(1.0F)),
        Number(time_s, T(0.0F), T(0.0F))
    );
    return {sloped.value, sloped.dx, sloped.dz};
}

/// Unit normal of the water's surface.
template <typename T>
constexpr SurfaceNormal<T> water_normal(const Water& water, T x, T z, T time_s) {
    return terrain_detail::normal_of(water_sample(water, x, z, time_s));
}

/// No ground is higher than this, kSlope apart (its plane is endless): for ray casters.
inline float terrain_top(const Terrain& terrain) {
    // The relief exceeds 1 by the 0.02 of octave() halved; the bank of kBed by its 15 %.
    const float bank = terrain.kind == TerrainKind::kBed       ? 0.15F * terrain.depth_m
                       : terrain.kind == TerrainKind::kChannel ? terrain_detail::kBank_m
                                                               : 0.0F;
    return bank + 1.01F * terrain.hill_height_m;
}

/// The water's surface is never higher than this.
inline float water_top(const Water& water) {
    float top = water.level_m;
    for (const Wave& wave : water.waves) {
        top += wave.amplitude_m;
    }
    return top;
}

}  // namespace hibari::world
