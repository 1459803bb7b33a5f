// Soft sprites (smoke, flame, spray, dust, confetti ...) and falling rain and snow.
#pragma once

#include "world/render/surface.h"
#include "world/render/surface/noise.h"

HIBARI_LANES_BEGIN

namespace surface {

/// A number 0 .. 1 that belongs to a particle.
HIBARI_FN float own_random(std::uint32_t seed, std::uint32_t salt) {
    std::uint32_t h = seed * 0x9e3779b9U + salt * 0x85ebca6bU;
    h = (h ^ (h >> 16U)) * 0x7feb352dU;
    h = (h ^ (h >> 15U)) * 0x846ca68bU;
    return static_cast<float>((h ^ (h >> 16U)) >> 8U) * (1.0F / 16777216.0F);
}

/// Radiance of soot at a heat of 0 (red) .. 1 (nearly white): three stops of a black body between
/// 1100 K and 2100 K.
HIBARI_FN V3 fire_color(F heat) {
    const V3 low{F(0.35F), F(0.030F), F(0.002F)};
    const V3 mid{F(1.6F), F(0.42F), F(0.045F)};
    const V3 high{F(3.4F), F(1.9F), F(0.62F)};
    return mix(
        mix(low, mid, smoothstep(F(0.0F), F(0.5F), heat)), high, smoothstep(F(0.45F), F(1.0F), heat)
    );
}

HIBARI_FN void particle_look(
    const ParticleSprite& particle,
    const SurfaceEnvironment& environment,
    const V2& across,
    F footprint_m,
    ParticleLook& out
) {
    const F x = across.x;
    const F y = across.y;
    const F r = sqrt(x * x + y * y);
    const F fp = footprint_m / max(F(particle.radius), F(1e-5F));
    const float age = particle.age;
    const F shift(own_random(particle.seed, 1) * 60.0F);
    const float spin = (own_random(particle.seed, 2) - 0.5F) * 2.0F;
    const F t(environment.time_s);
    const float in = age < 0.08F ? age / 0.08F : 1.0F;
    const float fade = age > 0.7F ? (1.0F - age) / 0.3F : 1.0F;
    out.albedo = V3(particle.color);
    out.emission = V3(F(0.0F));
    const F disc = F(1.0F) - smoothstep(F(0.75F) - fp, F(1.0F) + fp, r);
    const F soft = square(saturate(F(1.0F) - r * r));
    switch (particle.kind) {
        case ParticleKind::kSmoke:
        case ParticleKind::kDust:
        case ParticleKind::kSand: {
            const bool smoke = particle.kind == ParticleKind::kSmoke;
            const Noise2 puff = fbm2(
                x * F(1.5F) + shift, y * F(1.5F) + shift - t * F(0.25F), 4, fp * F(1.5F), 861, 0.55F
            );
            const F round = saturate(F(1.0F) - r * r);
            const F body = saturate(
                               round * F(1.45F) +
                               puff.value * F(0.85F) * (F(1.0F) - F(0.5F) * round) - F(0.38F)
                           ) *
                           smoothstep(F(0.0F), F(0.25F), round);
            // Lit from above: the relief of the puff shades its underside.
            const F lit =
                saturate(F(0.72F) + F(0.25F) * y - F(0.10F) * puff.dy + F(0.2F) * puff.value);
            out.albedo = out.albedo * lit;
            const float thick =
                smoke ? 0.75F : (particle.kind == ParticleKind::kDust ? 0.38F : 0.5F);
            out.alpha = body * F(thick * (1.0F - age) * in);
            break;
        }
        case ParticleKind::kFlame: {
            // A tongue: narrow above, wide below, torn by rising noise.
            const Noise2 tear = fbm2(
                x * F(1.7F) + shift, y * F(1.1F) - t * F(3.1F) + shift, 3, fp * F(1.7F), 862, 0.55F
            );
            const F narrow = F(1.0F) + max(y, F(0.0F)) * F(0.9F);
            const F rr = sqrt(
                square(x * narrow + tear.value * F(0.22F) * (y + F(1.0F))) + square(y * F(0.85F))
            );
            const F body = saturate(F(1.05F) - rr + tear.value * F(0.30F));
            const F heat = saturate(body * F(1.35F) * F(1.0F - 0.75F * age));
            out.alpha = smoothstep(F(0.05F), F(0.55F), body) * F(in * (1.0F - age) * 0.8F);
            out.emission = fire_color(heat) * V3(particle.color) * F(1.6F);
            out.albedo = V3(F(0.02F));
            break;
        }
        case ParticleKind::kSpark: {
            const F core = bell(r * F(2.2F));
            out.alpha = saturate(core * F(1.4F)) * smoothstep(F(1.15F), F(0.5F), r) * F(fade);
            out.emission = (V3(particle.color) * F(3.0F) + V3(core * F(3.0F))) * F(fade);
            out.albedo = V3(F(0.0F));
            break;
        }
        case ParticleKind::kSpray: {
            // A drop: clear middle, bright rim below, glint above.
            const F rim = smoothstep(F(0.5F), F(0.9F), r) * disc;
            const F glint = bell((x - F(0.28F)) * F(3.5F)) * bell((y - F(0.38F)) * F(3.5F));
            out.albedo = out.albedo * (F(0.65F) + F(0.5F) * rim) + V3(glint * F(0.9F));
            out.alpha = disc * saturate(F(0.42F) + F(0.4F) * rim + glint) * F(fade);
            break;
        }
        case ParticleKind::kFoam: {
            const Noise2 n =
                fbm2(x * F(2.2F) + shift, y * F(2.2F) + shift, 3, fp * F(2.2F), 863, 0.6F);
            out.alpha =
                saturate(soft * F(1.4F) + n.value * F(0.5F) - F(0.1F)) * soft * F(0.85F * fade);
            break;
        }
        case ParticleKind::kSnow: {
            const F star = F(0.90F) + F(0.10F) * cos(atan2(y, x) * F(6.0F) + shift);
            out.alpha = (F(1.0F) - smoothstep(F(0.45F), F(1.0F), r / star)) * F(0.9F * fade);
            break;
        }
        case ParticleKind::kConfetti:
        case ParticleKind::kLeaf: {
            // A turning flat piece: its width shows how far it is turned to the eye.
            const bool leaf = particle.kind == ParticleKind::kLeaf;
            const F angle = t * F(spin * 5.0F) + shift;
            const F flip = t * F(4.0F + 3.0F * own_random(particle.seed, 3)) + shift;
            const F c = cos(angle);
            const F s = sin(angle);
            const F u = x * c - y * s;
            const F v = x * s + y * c;
            const F open = sin(flip);
            const F width = max(abs(open), F(0.10F));
            F inside;
            if (leaf) {
                const F shape = F(0.62F) * (F(1.0F) - u * u) * (F(1.0F) + F(0.25F) * u) * width;
                inside = cover(shape - abs(v), fp);
                const F vein = cover(F(0.035F) - abs(v), fp);
                out.albedo = out.albedo * (F(1.0F) - F(0.25F) * vein);
            } else {
                inside = cover(F(0.85F) - abs(u), fp) * cover(F(0.55F) * width - abs(v), fp);
            }
            const F side = select(open > F(0.0F), F(1.0F), F(0.72F));
            out.albedo = out.albedo * (side * (F(0.65F) + F(0.5F) * abs(open)));
            out.alpha = inside * F(fade);
            break;
        }
        case ParticleKind::kBubble: {
            const F rim = smoothstep(F(0.55F), F(0.96F), r) * disc;
            const F glint = bell((x + F(0.35F)) * F(4.5F)) * bell((y - F(0.42F)) * F(4.5F));
            const F hue = r * F(7.0F) + y * F(2.0F) + shift;
            const V3 film{
                F(0.5F) + F(0.5F) * sin(hue),
                F(0.5F) + F(0.5F) * sin(hue + F(2.1F)),
                F(0.5F) + F(0.5F) * sin(hue + F(4.2F))
            };
            out.albedo = mix(out.albedo, film, F(0.5F)) + V3(glint);
            out.alpha = saturate(disc * F(0.07F) + rim * F(0.5F) + glint * F(0.9F)) * F(fade);
            break;
        }
        case ParticleKind::kDebris: {
            const Noise2 n = noise2(x * F(1.4F) + shift, y * F(1.4F) + shift, 864);
            const F edge = r * (F(1.15F) + F(0.5F) * n.value);
            out.albedo = out.albedo * saturate(F(0.65F) + F(0.35F) * (y - x) + F(0.25F) * n.value);
            out.alpha = cover(F(0.9F) - edge, fp) * F(fade);
            break;
        }
    }
    out.alpha = saturate(out.alpha);
    out.albedo = min(max(out.albedo, V3(F(0.0F))), V3(F(1.0F)));
    out.emission = max(out.emission, V3(F(0.0F)));
}

HIBARI_SMALL_FN void keep_largest(F cover, F at_m, F& most, PrecipitationLook& out) {
    out.drop_m = select(cover > most, at_m, out.drop_m);
    most = max(most, cover);
}

/// Streaks that hang in world space: the line of sight looks into one cell per depth and meets the
/// one drop's path that the cell holds.
HIBARI_FN void rain(
    const Precipitation& falling,
    const V3& origin,
    const V3& d,
    F distance,
    F footprint_rad,
    PrecipitationLook& out
) {
    constexpr int kLayers = 7;
    const F flat = sqrt(d.x * d.x + d.z * d.z) + F(1e-4F);
    const F fx = d.x / flat;
    const F fz = d.z / flat;
    const float speed = 8.5F;
    const float lean_x = falling.wind_mps.x / speed;
    const float lean_z = falling.wind_mps.z / speed;
    F clear(1.0F);
    F most(0.0F);
    float depth = 1.1F;
    for (int i = 0; i < kLayers; ++i) {
        const float cell = 0.07F + 0.055F * depth;
        const F t = F(depth) / max(flat, F(0.25F));
        const V3 p = origin + d * t;
        // Into the drops' frame, where they fall straight down.
        const F sx = p.x + p.y * F(lean_x);
        const F sz = p.z + p.y * F(lean_z);
        const F cx = floor(sx * F(1.0F / cell));
        const F cz = floor(sz * F(1.0F / cell));
        const U bits = hash_cell(cx, cz, 871U + static_cast<std::uint32_t>(i));
        const F px = (cx + F(0.2F) + F(0.6F) * unit(bits)) * F(cell) - sx;
        const F pz = (cz + F(0.2F) + F(0.6F) * unit2(bits)) * F(cell) - sz;
        const F aside = abs(px * fz - pz * fx);
        const F fp = footprint_rad * t;
        const F width(0.0011F + 0.0006F * depth * 0.1F);
        const F thin = min(F(1.0F), width / max(fp, F(1e-6F)));
        const F line = (F(1.0F) - smoothstep(F(0.0F), max(fp, width) * F(1.2F), aside)) * thin;
        const float gap = 1.6F;
        const F fall = fract((p.y + F(speed * falling.time_s)) * F(1.0F / gap) + unit3(bits));
        const F dash =
            smoothstep(F(0.0F), F(0.06F), fall) * (F(1.0F) - smoothstep(F(0.22F), F(0.34F), fall));
        const F on = step(F(1.0F - 0.85F * falling.rain), unit(bits * U(19U))) * step(t, distance);
        const F cover = line * dash * on * F(0.55F);
        keep_largest(cover, t, most, out);
        clear = clear * (F(1.0F) - cover);
        depth *= 1.62F;
    }
    // Beyond the single drops: a veil that thickens with distance.
    const F veil = F(1.0F) - exp(min(distance, F(400.0F)) * F(-0.0022F * falling.rain));
    out.drops = saturate(F(1.0F) - clear);
    out.veil = F(0.6F) * veil;
    out.brightness = F(0.95F);
}

HIBARI_FN void snowfall(
    const Precipitation& falling,
    const V3& origin,
    const V3& d,
    F distance,
    F footprint_rad,
    PrecipitationLook& out
) {
    constexpr int kLayers = 9;
    const float speed = 1.15F;
    F clear(1.0F);
    F most(0.0F);
    float depth = 0.9F;
    for (int i = 0; i < kLayers; ++i) {
        const float cell = 0.10F + 0.075F * depth;
        const V3 p = origin + d * F(depth);
        const F time(falling.time_s);
        // The air carries the flakes: a frame that moves with the wind and falls.
        const V3 q{
            p.x - F(falling.wind_mps.x * falling.time_s),
            p.y + F(speed * falling.time_s),
            p.z - F(falling.wind_mps.z * falling.time_s)
        };
        const V3 c{
            floor(q.x * F(1.0F / cell)), floor(q.y * F(1.0F / cell)), floor(q.z * F(1.0F / cell))
        };
        const U bits = hash_cube(c.x, c.y, c.z, 881U + static_cast<std::uint32_t>(i));
        const F sway = time * F(1.3F) + unit(bits) * F(6.28F);
        const V3 flake{
            (c.x + F(0.3F) + F(0.4F) * unit(bits)) * F(cell) + F(0.03F) * sin(sway),
            (c.y + F(0.3F) + F(0.4F) * unit2(bits)) * F(cell),
            (c.z + F(0.3F) + F(0.4F) * unit3(bits)) * F(cell) + F(0.03F) * cos(sway)
        };
        const V3 to = flake - q;
        const F along = dot(to, d);
        const V3 off = to - d * along;
        const F r = length(off);
        const F fp = footprint_rad * F(depth);
        const F size = F(0.0045F) + F(0.005F) * unit2(bits * U(3U));
        const F thin = min(F(1.0F), square(size / max(fp, F(1e-6F))));
        const F wide = max(size, fp);
        const F dot_ = (F(1.0F) - smoothstep(wide * F(0.4F), wide * F(1.25F), r)) * thin;
        const F on =
            step(F(1.0F - 0.8F * falling.snow), unit(bits * U(23U))) * step(F(depth), distance);
        const F cover = dot_ * on * F(0.85F);
        keep_largest(cover, F(depth), most, out);
        clear = clear * (F(1.0F) - cover);
        depth *= 1.42F;
    }
    const F veil = F(1.0F) - exp(min(distance, F(400.0F)) * F(-0.0045F * falling.snow));
    out.drops = saturate(F(1.0F) - clear);
    out.veil = F(0.75F) * veil;
    out.brightness = F(1.15F);
}

}  // namespace surface

HIBARI_LANES_END
