// Sky and air. Compiled once per instruction set: see lanes.h.
#include "world/render/surface.h"
#include "world/render/surface/sky.h"

HIBARI_LANES_BEGIN

HIBARI_KERNEL V3
sky_radiance(const SkyParams& sky, const V3& direction, F footprint, bool sun_disc) {
    const F fp = max(footprint, F(1e-5F));
    if (sky.indoor) {
        return surface::room(sky, direction, fp);
    }
    if (sky.stars) {
        return surface::space(sky, direction, fp, sun_disc);
    }
    return surface::outdoor(sky, direction, fp, sun_disc);
}

HIBARI_KERNEL V3 apply_fog(
    const SkyParams& sky, const V3& radiance, const V3& origin, const V3& direction, F distance_m
) {
    using namespace surface;
    if (sky.stars) {
        return radiance;
    }
    // Clear air still takes about an eighth of the light per kilometre and turns hills blue.
    const float haze = sky.indoor ? 0.0F : 0.00012F;
    // Fog lies low: its density falls by 1/e in 60 m; closed form along the line of sight.
    constexpr float kHeight = 60.0F;
    const F distance = clamp(distance_m, F(0.0F), F(1e5F));
    const F y0 = clamp(origin.y, F(-20.0F), F(400.0F)) * F(1.0F / kHeight);
    const F rise = direction.y * distance * F(1.0F / kHeight);
    const F bounded = clamp(rise, F(-8.0F), F(40.0F));
    const F safe = select(abs(bounded) < F(1e-3F), F(1e-3F), bounded);
    const F mean = exp(-y0) * (F(1.0F) - exp(-safe)) / safe;
    const F foggy = max(distance - F(sky.fog_clear_m), F(0.0F));
    const F depth = F(sky.fog_per_m) * foggy * clamp(mean, F(0.0F), F(3.0F)) + F(haze) * distance;
    const F clear = exp(-depth);
    V3 air(sky.fog_color);
    if (!sky.indoor) {
        const SkyPalette p = palette_of(sky);
        const bool night = sky.time == TimeOfDay::kNight;
        const F sun_cos = night ? F(-1.0F) : dot(direction, V3(sky.sun_direction));
        const V3 level{direction.x, max(direction.y, F(0.03F)), direction.z};
        const V3 sky_air = dome(sky, p, level, sun_cos) * V3(sky.tint) +
                           V3{F(0.30F), F(0.33F), F(0.42F)} * F(sky.lightning * 0.6F);
        // Thick fog has the colour it was given, thin air that of the sky behind it.
        const float share = sky.fog_per_m > 0.0F ? sky.fog_per_m / (sky.fog_per_m + 0.004F) : 0.0F;
        air = mix(sky_air, air, F(0.5F * share)) + fog_glow(sky, sun_cos) * F(share);
    }
    return radiance * clear + air * (F(1.0F) - clear);
}

HIBARI_LANES_END
