// Water, particles and what falls from the sky. Compiled once per instruction set: see lanes.h.
#include "world/render/surface.h"
#include "world/render/surface/look.h"
#include "world/render/surface/particle.h"
#include "world/render/surface/water.h"

HIBARI_LANES_BEGIN

HIBARI_KERNEL void shade_water(
    const Water& water,
    const SkyParams& sky,
    const FrameRipple* ripples,
    int ripple_count,
    const V3& world,
    const V3& normal,
    F depth_m,
    F footprint_m,
    WaterLook& out
) {
    using namespace surface;
    const V3 held = min(max(world, V3(F(-1e5F))), V3(F(1e5F)));
    const F x = held.x;
    const F z = held.z;
    const F fp = max(footprint_m, F(1e-5F));
    const F blow = sqrt(F(sky.wind_mps.x * sky.wind_mps.x + sky.wind_mps.z * sky.wind_mps.z));
    const float wind = min_lane(saturate(blow * F(1.0F / 14.0F)));
    const Chop small = chop(x, z, fp, sky.time_s, wind);
    F dx = small.dx;
    F dz = small.dz;
    for (int i = 0; i < ripple_count; ++i) {
        ring(ripples[i], x, z, fp, dx, dz);
    }
    const V3 slope{dx, F(0.0F), dz};
    out.normal = bend(normal, slope);
    out.roughness = saturate(F(0.03F) + sqrt(small.hidden) * F(1.1F));
    // White caps: on the upper parts of waves, where the noise breaks them.
    float height = 0.0F;
    for (const Wave& wave : water.waves) {
        height += wave.amplitude_m;
    }
    const F rise = (world.y - F(water.level_m)) * F(1.0F / (height + 0.05F));
    const Noise2 lace = fbm2(x * F(1.1F), z * F(1.1F), 5, fp * F(1.1F), 851, 0.62F);
    const F drift(sky.time_s * 0.25F);
    const Cells web = cells2(x * F(1.7F) + lace.value * F(0.7F) + drift, z * F(1.7F) - drift, 852);
    const F thread = F(1.0F) - smoothstep(F(0.03F), F(0.22F), web.second - web.nearest);
    const F broken = saturate(F(0.5F) + lace.value);
    const F caps = smoothstep(
                       F(0.92F) - F(0.42F * water.foam),
                       F(1.35F) - F(0.42F * water.foam),
                       rise + F(0.35F) * lace.value
                   ) *
                   F(water.foam);
    F foam = caps * (F(0.15F) + F(0.85F) * max(broken, thread));
    // Shore: a swash line that comes and goes, and lace behind it.
    const F lap =
        F(0.5F) + F(0.5F) * sin(F(sky.time_s * 0.9F) + x * F(0.35F) + lace.value * F(1.5F));
    const F shallow = F(1.0F) - smoothstep(F(0.02F), F(0.20F) + F(0.25F) * lap, depth_m);
    const F lacing = (F(1.0F) - smoothstep(F(0.1F), F(1.1F), depth_m)) * thread * F(0.55F);
    foam = max(foam, max(shallow * (F(0.45F) + F(0.55F) * broken), lacing * resolved(F(0.5F), fp)));
    out.foam = saturate(foam);
    out.deep = V3(water.color);
    const float per = 1.0F / (water.clarity_m > 0.05F ? water.clarity_m : 0.05F);
    out.extinction = V3{F(1.9F * per), F(0.75F * per), F(0.6F * per)};
}

HIBARI_KERNEL void shade_particle(
    const ParticleSprite& particle,
    const SurfaceEnvironment& environment,
    const V2& across,
    F footprint_m,
    ParticleLook& out
) {
    surface::particle_look(particle, environment, across, footprint_m, out);
}

HIBARI_KERNEL void shade_precipitation(
    const Precipitation& falling,
    const V3& origin,
    const V3& direction,
    F distance_m,
    F footprint_rad,
    PrecipitationLook& out
) {
    out = {F(0.0F), F(1.0F), F(0.0F), F(1.0F)};
    if (falling.rain > 0.0F) {
        surface::rain(falling, origin, direction, distance_m, footprint_rad, out);
    }
    if (falling.snow > 0.0F) {
        surface::snowfall(falling, origin, direction, distance_m, footprint_rad, out);
    }
}

HIBARI_LANES_END
