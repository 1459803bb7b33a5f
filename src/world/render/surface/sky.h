// The sky: luminance after the CIE general sky, colours by the sun's height, clouds, sun, moon,
// stars, and what stands for a sky indoors.
//
// Luminance over the dome follows the CIE Standard General Sky (ISO 15469:2004; gradation and
// indicatrix functions, type 12 for clear and type 1 for overcast days). Its colours are not part
// of that standard: they are set here by eye for six heights of the sun and blended. Unit: 1 is
// white paper in full sun.
#pragma once

#include "world/render/scene.h"
#include "world/render/surface/noise.h"

HIBARI_LANES_BEGIN

namespace surface {

/// The colours of a moment, the same for all directions.
struct SkyPalette {
    Vec3 zenith;
    Vec3 horizon;      ///< away from the sun
    Vec3 glow;         ///< added around the sun, low over the horizon
    Vec3 cloud_light;  ///< of a cloud's sunlit side
    Vec3 cloud_shade;
    float glow_width = 0.3F;  ///< larger is wider
    float dark = 0.0F;        ///< 0 day .. 1 night: stars
};

HIBARI_FN Vec3 blend(Vec3 a, Vec3 b, float t) {
    return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t, a.z + (b.z - a.z) * t};
}

HIBARI_FN Vec3 times(Vec3 a, float s) {
    return {a.x * s, a.y * s, a.z * s};
}

HIBARI_FN SkyPalette blend(const SkyPalette& a, const SkyPalette& b, float t) {
    SkyPalette out;
    out.zenith = blend(a.zenith, b.zenith, t);
    out.horizon = blend(a.horizon, b.horizon, t);
    out.glow = blend(a.glow, b.glow, t);
    out.cloud_light = blend(a.cloud_light, b.cloud_light, t);
    out.cloud_shade = blend(a.cloud_shade, b.cloud_shade, t);
    out.glow_width = a.glow_width + (b.glow_width - a.glow_width) * t;
    out.dark = a.dark + (b.dark - a.dark) * t;
    return out;
}

/// A clear sky with the sun's elevation as its sine.
HIBARI_FN SkyPalette clear_palette(float sine) {
    const SkyPalette noon{
        {0.085F, 0.195F, 0.46F},
        {0.46F, 0.60F, 0.78F},
        {0.30F, 0.28F, 0.24F},
        {1.05F, 1.04F, 1.02F},
        {0.50F, 0.55F, 0.63F},
        0.30F,
        0.0F
    };
    const SkyPalette morning{
        {0.080F, 0.17F, 0.40F},
        {0.47F, 0.56F, 0.68F},
        {0.50F, 0.38F, 0.22F},
        {1.03F, 0.96F, 0.87F},
        {0.44F, 0.48F, 0.56F},
        0.36F,
        0.0F
    };
    const SkyPalette golden{
        {0.065F, 0.105F, 0.235F},
        {0.42F, 0.29F, 0.21F},
        {0.86F, 0.36F, 0.07F},
        {0.98F, 0.60F, 0.33F},
        {0.27F, 0.23F, 0.27F},
        0.42F,
        0.0F
    };
    const SkyPalette set{
        {0.040F, 0.064F, 0.155F},
        {0.185F, 0.15F, 0.20F},
        {0.78F, 0.26F, 0.055F},
        {0.66F, 0.29F, 0.18F},
        {0.115F, 0.105F, 0.155F},
        0.46F,
        0.12F
    };
    const SkyPalette after{
        {0.010F, 0.017F, 0.050F},
        {0.050F, 0.050F, 0.090F},
        {0.26F, 0.085F, 0.028F},
        {0.10F, 0.055F, 0.062F},
        {0.026F, 0.027F, 0.046F},
        0.44F,
        0.6F
    };
    const SkyPalette night{
        {0.0020F, 0.0034F, 0.0092F},
        {0.0070F, 0.0098F, 0.0185F},
        {0.0F, 0.0F, 0.0F},
        {0.024F, 0.028F, 0.038F},
        {0.0045F, 0.0055F, 0.0085F},
        0.3F,
        1.0F
    };
    const float keys[6] = {-0.30F, -0.10F, 0.0F, 0.13F, 0.32F, 0.70F};
    const SkyPalette* palettes[6] = {&night, &after, &set, &golden, &morning, &noon};
    if (sine <= keys[0]) {
        return night;
    }
    for (int i = 1; i < 6; ++i) {
        if (sine < keys[i]) {
            return blend(
                *palettes[i - 1], *palettes[i], (sine - keys[i - 1]) / (keys[i] - keys[i - 1])
            );
        }
    }
    return noon;
}

/// How grey the sky is, 0 clear .. 1 closed, and how dark that grey is.
struct Overcast {
    float cover = 0.0F;
    float level = 1.0F;
};

HIBARI_FN Overcast overcast_of(const SkyParams& sky) {
    switch (sky.weather) {
        case Sky::kRain:
            return {1.0F, 0.62F};
        case Sky::kSnow:
            return {1.0F, 0.90F};
        case Sky::kStorm:
            return {1.0F, 0.30F};
        case Sky::kFog:
            return {1.0F, 0.85F};
        case Sky::kCloudy:
            return {0.45F, 0.90F};
        default:
            return {0.0F, 1.0F};
    }
}

/// The sine of the sun's elevation for the colours; by night `sun_direction` is the moon's.
HIBARI_FN float color_height(const SkyParams& sky) {
    const float y = sky.sun_direction.y;
    switch (sky.time) {
        case TimeOfDay::kNight:
            return -1.0F;
        // The light of these hours is kept even where a script puts the sun too high for it.
        case TimeOfDay::kGoldenHour:
            return y < 0.05F ? 0.05F : (y > 0.20F ? 0.20F : y);
        case TimeOfDay::kDawn:
            return y < 0.0F ? 0.0F : (y > 0.10F ? 0.10F : y);
        case TimeOfDay::kDusk:
            return y < -0.10F ? -0.10F : (y > -0.03F ? -0.03F : y);
        default:
            return y < 0.2F ? 0.2F : y;
    }
}

HIBARI_FN SkyPalette palette_of(const SkyParams& sky) {
    SkyPalette p = clear_palette(color_height(sky));
    const Overcast o = overcast_of(sky);
    if (o.cover > 0.0F) {
        // A closed sky is grey; it keeps a little of the hour's hue and all of its darkness.
        const float light =
            (p.zenith.x + p.zenith.y + p.zenith.z + p.horizon.x + p.horizon.y + p.horizon.z) / 6.0F;
        const float grey = light * 1.55F * o.level;
        const Vec3 closed{
            grey * 0.96F + 0.06F * p.horizon.x,
            grey * 0.98F + 0.06F * p.horizon.y,
            grey * 1.03F + 0.06F * p.horizon.z
        };
        p.zenith = blend(p.zenith, times(closed, 1.05F), o.cover);
        p.horizon = blend(p.horizon, times(closed, 0.92F), o.cover);
        p.glow = times(p.glow, 1.0F - 0.9F * o.cover);
        p.cloud_light = blend(p.cloud_light, times(closed, 1.25F), o.cover);
        p.cloud_shade = blend(p.cloud_shade, times(closed, 0.62F), o.cover);
        p.dark *= 1.0F - o.cover;
    }
    return p;
}

/// The dome without clouds, sun and stars.
HIBARI_FN V3 dome(const SkyParams& sky, const SkyPalette& p, const V3& d, F sun_cos) {
    const Overcast o = overcast_of(sky);
    const F up = max(d.y, F(0.0F));
    // CIE gradation, type 12: 1 - exp(-0.32 / sin): bright towards the horizon.
    const F gradation = F(1.0F) - exp(F(-0.32F) / (up + F(0.06F)));
    const F low = saturate((gradation - F(0.26F)) * F(1.0F / 0.735F));
    V3 color = mix(V3(p.zenith), V3(p.horizon), low);
    // Indicatrix: the sky brightens towards the sun (c = 10, d = -3 of type 12, at a tenth).
    const F angle = acos(clamp(sun_cos, F(-1.0F), F(1.0F)));
    const float clear = 1.0F - o.cover;
    const F forward = exp(angle * F(-3.0F)) * F(clear);
    color = color * (F(1.0F) + forward * F(0.9F));
    // The glow hugs the horizon when the sun is low.
    const F band = exp(up * F(-2.6F / (p.glow_width + 0.12F)));
    const F aside = exp(angle * F(-0.9F / p.glow_width));
    const float low_sun = sky.sun_direction.y > 0.45F ? 0.25F : 1.0F;
    color = color + V3(p.glow) * (aside * mix(F(1.0F - low_sun), F(1.0F), band) * F(clear));
    color = color + V3(p.glow) * (exp(angle * F(-11.0F)) * F(0.8F * clear));
    // Below the horizon: the haze over far ground.
    const F below = saturate(d.y * F(-3.0F));
    const V3 floor_color = V3(p.horizon) * V3{F(0.42F), F(0.40F), F(0.37F)};
    return mix(color, floor_color, below);
}

/// Clouds as a lit height field on a layer overhead.
struct Clouds {
    F cover;  ///< 0 .. 1
    F light;  ///< 0 shade .. 1 sunlit
    F edge;   ///< thin rims
};

HIBARI_FN Clouds cloud_layer(const SkyParams& sky, const V3& d, F footprint, float amount) {
    const F up = max(d.y, F(0.0F)) + F(0.07F);
    const F reach = F(1.0F) / up;
    const float drift = sky.time_s * 0.0016F;
    const F x = d.x * reach * F(0.85F) + F(sky.wind_mps.x * drift + 11.3F);
    const F z = d.z * reach * F(0.85F) + F(sky.wind_mps.z * drift + 4.7F + drift);
    const F fp = footprint * reach * reach * F(0.5F);
    const Noise2 big = fbm2(x * F(0.55F), z * F(0.55F), 2, fp * F(0.55F), 801);
    const F wx = x + big.dx * F(0.12F);
    const F wz = z + big.dy * F(0.12F);
    // Billows: folded noise swells between creases, as cumulus does. Only the larger swells shade
    // one another, or the cloud would look carved.
    F sum(0.0F);
    F gx(0.0F);
    F gz(0.0F);
    float amplitude = 0.5F;
    float frequency = 1.1F;
    for (int i = 0; i < 6; ++i) {
        const F weight = resolved(F(1.0F), fp * F(frequency)) * F(amplitude);
        if (i > 1 && !any(weight > F(0.0F))) {
            break;
        }
        const float shift = static_cast<float>(i) * 13.7F;
        const Noise2 n = noise2(
            wx * F(frequency) + F(shift),
            wz * F(frequency) - F(shift),
            803U + static_cast<std::uint32_t>(i)
        );
        sum += weight * (F(2.6F) * abs(n.value) - F(0.72F));
        if (i < 4) {
            const F s = sign(n.value) * F(2.6F * (i < 2 ? 1.0F : 0.45F));
            gx += weight * s * n.dx * F(frequency);
            gz += weight * s * n.dy * F(frequency);
        }
        amplitude *= 0.5F;
        frequency *= 2.07F;
    }
    const F field = sum + big.value * F(0.8F);
    // Measured: covers about `amount` of the sky.
    const float low = -0.06F - 0.92F * amount - 0.3F * amount * amount * amount * amount;
    Clouds out;
    const F depth = field - F(low);
    out.cover = smoothstep(F(0.0F), F(0.42F), depth);
    // The side towards the sun is bright, thick middles are dark below.
    const float sx = sky.sun_direction.x;
    const float sz = sky.sun_direction.z;
    const F slope = gx * F(sx) + gz * F(sz) + (big.dx * F(sx) + big.dy * F(sz)) * F(0.5F);
    const F thick = saturate(depth * F(0.8F));
    out.light =
        saturate(F(0.86F) - slope * F(0.17F) - thick * F(0.35F + 0.3F * amount) + F(0.10F) * sum);
    out.edge = out.cover * (F(1.0F) - smoothstep(F(0.10F), F(0.70F), depth));
    return out;
}

/// Sunlight that fog throws forward: a wide bright patch where the sun stands behind it.
HIBARI_FN V3 fog_glow(const SkyParams& sky, F sun_cos) {
    if (sky.weather != Sky::kFog || sky.time == TimeOfDay::kNight) {
        return V3(F(0.0F));
    }
    const F angle = acos(clamp(sun_cos, F(-1.0F), F(1.0F)));
    return V3(sky.sun_color) * (exp(angle * F(-2.2F)) * F(1.3F) + exp(angle * F(-9.0F)) * F(1.8F));
}

/// Stars as points on a shell of cells, sized to the pixel so that they neither vanish nor swim.
HIBARI_FN F
stars(const V3& d, F footprint, float cells, float share, std::uint32_t seed, F& warmth) {
    const V3 q = d * F(cells);
    const V3 cell{floor(q.x), floor(q.y), floor(q.z)};
    const U bits = hash_cube(cell.x, cell.y, cell.z, seed);
    const V3 at = cell + V3{F(0.25F) + F(0.5F) * unit(bits),
                            F(0.25F) + F(0.5F) * unit2(bits),
                            F(0.25F) + F(0.5F) * unit3(bits)};
    const V3 star = normalize(at);
    const V3 off = d - star;
    const F size = max(footprint * F(0.75F), F(0.0005F));
    const F spot = bell(length(off) / size * F(1.6F));
    const F magnitude = unit(bits * U(29U));
    const F power = F(0.08F) + F(2.2F) * square(square(square(magnitude)));
    warmth = unit2(bits * U(41U));
    // A point's light spreads over the pixels it is drawn with.
    const F dilution = min(F(1.0F), square(F(0.0011F) / size));
    return step(F(1.0F - share), unit3(bits * U(17U))) * spot * power * dilution;
}

HIBARI_FN V3 night_lights(const V3& d, F footprint, float time_s) {
    F warm_a(0.0F);
    F warm_b(0.0F);
    F bright = stars(d, footprint, 46.0F, 0.30F, 811, warm_a);
    const F faint = stars(d, footprint, 120.0F, 0.22F, 812, warm_b) * F(0.35F);
    const F twinkle = F(1.0F) + F(0.25F) * sin(F(time_s * 7.0F) + warm_a * F(40.0F));
    bright = bright * twinkle;
    const V3 cold{F(0.75F), F(0.85F), F(1.0F)};
    const V3 warm{F(1.0F), F(0.85F), F(0.65F)};
    V3 light = mix(cold, warm, step(F(0.75F), warm_a)) * bright + cold * faint;
    // The Milky Way: a ragged band with a dark rift along its middle.
    const V3 pole{F(0.48F), F(0.62F), F(0.62F)};
    const F off = dot(d, pole);
    const Noise3 dust = fbm3(d * F(3.2F), 5, footprint * F(3.2F), 813, 0.55F);
    const F band = bell((off + F(0.05F) * dust.value) * F(4.2F));
    const F rift =
        bell((off - F(0.02F) + F(0.09F) * dust.value) * F(16.0F)) * saturate(F(0.5F) + dust.value);
    const F milk =
        band * max(F(0.55F) + F(0.6F) * dust.value, F(0.0F)) * (F(1.0F) - F(0.7F) * rift);
    light = light + V3{F(0.019F), F(0.0185F), F(0.0225F)} * milk;
    return light;
}

/// The moon's disc with its seas, and its halo in the air. Returns the disc's cover in `disc`.
HIBARI_FN V3 moon(const V3& toward, const V3& d, F footprint, F& disc) {
    const F radius(0.0105F);
    const F c = dot(d, toward);
    const V3 off = d - toward * c;
    const F r = length(off);
    const F front = step(F(0.0F), c);
    disc = cover(radius - r, max(footprint, F(0.0004F))) * front;
    const Noise3 sea = fbm3(off * F(130.0F) + V3(F(3.0F)), 4, footprint * F(130.0F), 821, 0.6F);
    const F limb = sqrt(max(F(1.0F) - square(r / radius), F(0.0F)));
    const F tone = (F(0.72F) - F(0.38F) * smoothstep(F(-0.05F), F(0.30F), sea.value)) *
                   (F(0.75F) + F(0.25F) * limb);
    const V3 face = V3{F(1.0F), F(0.97F), F(0.90F)} * (tone * F(1.5F) * disc);
    const F halo = (exp(r * F(-26.0F)) * F(0.10F) + exp(r * F(-5.0F)) * F(0.016F)) * front;
    return face + V3{F(0.75F), F(0.85F), F(1.0F)} * halo;
}

/// The home planet, seen from where there is no air: oceans, land, cloud bands and its night side.
HIBARI_FN V3 planet(const SkyParams& sky, const V3& d, F footprint, F& disc) {
    const V3 toward(sky.planet_toward);
    const F radius(sky.planet_radius);
    const F c = dot(d, toward);
    const V3 off = (d - toward * c) * (F(1.0F) / radius);
    const F r2 = dot(off, off);
    const F r = sqrt(r2);
    disc = cover((F(1.0F) - r) * radius, max(footprint, F(0.0004F))) * step(F(0.0F), c);
    const F bulge = sqrt(max(F(1.0F) - r2, F(0.0F)));
    const V3 n = off - toward * bulge;
    const F fp = footprint / radius;
    const Noise3 land = fbm3(n * F(1.7F) + V3(F(5.0F)), 5, fp * F(1.7F), 831, 0.6F);
    const Noise3 swirl = fbm3(
        V3{n.x * F(2.0F), n.y * F(4.5F), n.z * F(2.0F)} + land.slope * F(0.12F),
        5,
        fp * F(4.5F),
        832,
        0.62F
    );
    V3 color =
        mix(V3{F(0.02F), F(0.07F), F(0.20F)},
            V3{F(0.14F), F(0.16F), F(0.06F)},
            smoothstep(F(0.08F), F(0.16F), land.value));
    color = mix(color, V3(F(0.85F)), smoothstep(F(0.0F), F(0.5F), swirl.value) * F(0.9F));
    color = mix(color, V3(F(0.85F)), smoothstep(F(0.955F), F(0.975F), abs(n.y)));
    const F day = smoothstep(F(-0.08F), F(0.35F), dot(n, V3(sky.sun_direction)));
    const F air = square(F(1.0F) - bulge);
    return (color + V3{F(0.10F), F(0.22F), F(0.45F)} * air) * (day * disc * F(0.9F));
}

/// Soft surroundings of a studio or a room: light from above, two large lamps for reflections.
HIBARI_FN V3 room(const SkyParams& sky, const V3& d, F footprint) {
    const F up = d.y * F(0.5F) + F(0.5F);
    const V3 wall =
        mix(V3{F(0.30F), F(0.295F), F(0.29F)},
            V3{F(0.66F), F(0.665F), F(0.68F)},
            smoothstep(F(0.1F), F(0.85F), up));
    const auto box = [&](const V3& at, float size, float power) {
        const F soft = F(0.10F) + footprint;
        const F cosine = dot(d, at);
        return smoothstep(
                   F(1.0F - size) - soft * F(0.25F), F(1.0F - size) + soft * F(0.25F), cosine
               ) *
               F(power);
    };
    const F lamps = box(V3{F(-0.60F), F(0.70F), F(0.39F)}, 0.075F, 1.5F) +
                    box(V3{F(0.70F), F(0.55F), F(0.45F)}, 0.05F, 1.0F) +
                    box(V3{F(0.05F), F(0.92F), F(-0.39F)}, 0.05F, 0.8F);
    return (wall + V3(lamps)) * V3(sky.tint);
}

HIBARI_FN V3 space(const SkyParams& sky, const V3& d, F footprint, bool sun_disc) {
    V3 light = night_lights(d, footprint, 0.0F) * F(1.2F) + V3(F(0.0006F));
    if (sky.planet_radius > 0.0F) {
        F disc(0.0F);
        const V3 home = planet(sky, d, footprint, disc);
        light = light * (F(1.0F) - disc) + home;
    }
    if (sun_disc) {
        const F c = dot(d, V3(sky.sun_direction));
        const F angle = acos(clamp(c, F(-1.0F), F(1.0F)));
        const F sun = cover(F(0.0062F) - angle, max(footprint, F(0.001F)));
        light = light + V3(sky.sun_color) * (sun * F(40.0F) + exp(angle * F(-60.0F)) * F(1.2F));
    }
    return light;
}

HIBARI_FN V3 outdoor(const SkyParams& sky, const V3& d, F footprint, bool sun_disc) {
    const SkyPalette p = palette_of(sky);
    const Overcast o = overcast_of(sky);
    const bool night = sky.time == TimeOfDay::kNight;
    const V3 toward(sky.sun_direction);
    const F sun_cos = night ? F(-1.0F) : dot(d, toward);
    V3 color = dome(sky, p, d, sun_cos);
    const F above = smoothstep(F(-0.01F), F(0.06F), d.y);
    if (p.dark > 0.05F) {
        const float clear = (p.dark - 0.05F) / 0.95F;
        const V3 points = night_lights(d, footprint, sky.time_s);
        color = color + points * (smoothstep(F(0.02F), F(0.25F), d.y) * F(clear));
    }
    F hidden(0.0F);
    if (night && o.cover < 0.9F) {
        F disc(0.0F);
        const V3 shine = moon(toward, d, footprint, disc);
        color = color * (F(1.0F) - disc) + shine;
    }
    if (!night && sun_disc && o.cover < 0.9F) {
        const F angle = acos(clamp(sun_cos, F(-1.0F), F(1.0F)));
        const F disc = cover(F(0.0062F) - angle, max(footprint, F(0.0012F))) *
                       smoothstep(F(-0.012F), F(0.004F), d.y);
        const F aureole = exp(angle * F(-42.0F)) * F(0.9F) + exp(angle * F(-150.0F)) * F(3.0F);
        color = color + V3(sky.sun_color) * (disc * F(30.0F) + aureole * F(1.0F - o.cover));
    }
    const float amount = o.cover >= 0.9F ? 0.92F : (sky.weather == Sky::kCloudy ? 0.62F : 0.30F);
    const float wanted = sky.cloud > 0.0F ? sky.cloud : amount;
    const float cover_amount = o.cover >= 0.9F ? 0.92F : (wanted > 0.85F ? 0.85F : wanted);
    if (cover_amount > 0.01F && sky.weather != Sky::kFog) {
        const Clouds c = cloud_layer(sky, d, footprint, cover_amount);
        const F rise = smoothstep(F(0.0F), F(0.16F), d.y);
        const F angle = acos(clamp(sun_cos, F(-1.0F), F(1.0F)));
        const F lining = exp(angle * F(-4.5F)) * F(night ? 0.0F : 1.0F - o.cover);
        V3 cloud = mix(V3(p.cloud_shade), V3(p.cloud_light), c.light);
        cloud = cloud + V3(p.cloud_light) * (lining * c.edge * F(0.9F));
        // Far clouds sink into the haze of the horizon.
        cloud = mix(V3(p.horizon) * F(1.05F) + V3(p.glow) * (lining * F(0.3F)), cloud, rise);
        hidden = c.cover * above * mix(F(0.75F), F(1.0F), rise) * F(0.55F + 0.42F * cover_amount);
        if (o.cover >= 0.9F) {
            // A closed sky shows its bellies only, soft and grey in grey.
            const F belly =
                F(0.30F) + F(0.55F) * (c.light - F(0.45F)) + F(0.22F) * (F(1.0F) - c.cover);
            cloud = mix(V3(p.cloud_shade), V3(p.cloud_light), saturate(belly));
            hidden = F(0.80F) * above * rise;
        }
        if (sky.lightning > 0.0F) {
            const F near = bell((d.x + F(0.3F)) * F(1.6F)) * smoothstep(F(1.0F), F(0.05F), d.y);
            cloud = cloud +
                    V3{F(0.75F), F(0.80F), F(1.0F)} * (near * c.light * F(1.6F * sky.lightning));
        }
        color = mix(color, cloud, hidden);
    }
    if (sky.weather == Sky::kFog) {
        const F thick = F(1.0F) - F(0.55F) * smoothstep(F(0.05F), F(0.9F), d.y);
        color = mix(color, V3(p.horizon) + fog_glow(sky, sun_cos), thick);
    }
    if (sky.lightning > 0.0F) {
        color = color + V3{F(0.30F), F(0.33F), F(0.42F)} *
                            (F(sky.lightning) * (F(0.35F) + F(0.65F) * above));
    }
    return max(color * V3(sky.tint), V3(F(0.0F)));
}

}  // namespace surface

HIBARI_LANES_END
