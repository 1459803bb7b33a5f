// Compiled once per instruction set: see lanes.h.
#include "world/render/surface.h"

HIBARI_LANES_BEGIN

void shade_surface(const SurfaceIn& in, SurfaceOut& out) {
    preset_surface(in, out);
}

void shade_ground(
    const GroundParams& /*ground*/, const Water& /*water*/, const SurfaceIn& in, SurfaceOut& out
) {
    preset_surface(in, out);
}

V3 sky_radiance(const SkyParams& sky, const V3& direction, F /*footprint*/, bool /*sun_disc*/) {
    const F up = saturate(direction.y * F(0.5F) + F(0.5F));
    if (sky.indoor) {
        return V3(sky.tint) * mix(F(0.25F), F(0.55F), up);
    }
    return mix(V3(F(0.62F), F(0.68F), F(0.75F)),
               V3(F(0.16F), F(0.3F), F(0.62F)),
               saturate(direction.y)) *
           V3(sky.tint);
}

V3 apply_fog(
    const SkyParams& sky,
    const V3& radiance,
    const V3& /*origin*/,
    const V3& /*direction*/,
    F distance_m
) {
    return mix(V3(sky.fog_color), radiance, exp(distance_m * F(-sky.fog_per_m)));
}

void shade_water(
    const Water& water,
    const SkyParams& /*sky*/,
    const FrameRipple* /*ripples*/,
    int /*ripple_count*/,
    const V3& /*world*/,
    const V3& normal,
    F /*depth_m*/,
    F /*footprint_m*/,
    WaterLook& out
) {
    out.normal = normal;
    out.foam = F(0.0F);
    out.roughness = F(0.05F);
    out.deep = V3(water.color);
    out.extinction = V3(F(1.0F / water.clarity_m));
}

void shade_particle(
    const ParticleSprite& particle,
    const SurfaceEnvironment& /*environment*/,
    const V2& across,
    F /*footprint_m*/,
    ParticleLook& out
) {
    out.albedo = V3(particle.color);
    out.emission = V3(F(0.0F));
    const F r2 = across.x * across.x + across.y * across.y;
    out.alpha = square(saturate(F(1.0F) - r2)) * F(1.0F - particle.age);
}

void shade_precipitation(
    const Precipitation& /*falling*/,
    const V3& /*origin*/,
    const V3& /*direction*/,
    F /*distance_m*/,
    F /*footprint_rad*/,
    F& cover,
    F& brightness
) {
    cover = F(0.0F);
    brightness = F(1.0F);
}

HIBARI_LANES_END
