// Water's relief between the waves that have geometry: wind ripples, rings, foam.
#pragma once

#include "world/render/scene.h"
#include "world/render/surface/noise.h"

HIBARI_LANES_BEGIN

namespace surface {

/// Slopes of the small wind waves and the variance of those a pixel cannot hold.
struct Chop {
    F dx;
    F dz;
    F hidden;
};

HIBARI_FN Chop chop(F x, F z, F footprint, float time_s, float wind) {
    // Four trains of gradient noise that run with the wind at the speed of their wavelength
    // (omega^2 = g k, deep water).
    constexpr float kLength[5] = {2.6F, 1.1F, 0.46F, 0.19F, 0.08F};
    constexpr float kAngle[5] = {0.3F, -0.5F, 0.9F, -1.1F, 0.1F};
    Chop out{F(0.0F), F(0.0F), F(0.0F)};
    for (int i = 0; i < 5; ++i) {
        const float length = kLength[i];
        const float c = 1.0F - 0.5F * kAngle[i] * kAngle[i] +
                        0.0417F * kAngle[i] * kAngle[i] * kAngle[i] * kAngle[i];
        const float s = kAngle[i] * (1.0F - kAngle[i] * kAngle[i] / 6.0F);
        const float speed =
            i < 3 ? 1.25F * (i == 0 ? 1.61F : (i == 1 ? 1.05F : 0.68F)) : (i == 3 ? 0.54F : 0.35F);
        const F u = (x * F(c) + z * F(s)) * F(1.0F / length) - F(time_s * speed / length);
        const F v = (z * F(c) - x * F(s)) * F(0.55F / length);
        const Noise2 n = noise2(u, v, 841U + static_cast<std::uint32_t>(i));
        // Slope of each train; calm water keeps a fifth of it.
        const float steep = (0.016F + 0.075F * wind) * (i == 0 ? 0.7F : 1.0F);
        const F shown = resolved(F(length), footprint);
        const F su = n.dx * F(steep) * shown;
        const F sv = n.dy * F(0.55F * steep) * shown;
        out.dx += su * F(c) - sv * F(s);
        out.dz += su * F(s) + sv * F(c);
        out.hidden += F(0.5F * steep * steep) * (F(1.0F) - shown * shown);
    }
    return out;
}

/// Slope of one spreading ring; water waves of one wavelength leave a splash as a packet that runs
/// at half their crests' speed.
HIBARI_FN void ring(const FrameRipple& r, F x, F z, F footprint, F& dx, F& dz) {
    const float k = 6.2831853F / r.wavelength_m;
    const float crest_speed = 1.2495F * (r.wavelength_m > 0.16F ? 1.0F : 0.8F);
    // sqrt(g lambda / 2 pi) = 1.2495 sqrt(lambda); the root in lanes keeps libm out.
    const F c = F(crest_speed) * sqrt(F(r.wavelength_m));
    const F px = x - F(r.center.x);
    const F pz = z - F(r.center.y);
    const F d = sqrt(px * px + pz * pz) + F(1e-4F);
    const F front = c * F(0.5F * r.age_s);
    const F spread = F(0.9F * r.wavelength_m) + front * F(0.35F);
    const F envelope = bell((d - front) / spread);
    const F fade = exp(F(-0.7F * r.age_s)) * rsqrt(F(1.0F) + d * F(2.0F / r.wavelength_m));
    const F wave =
        cos((d - c * F(r.age_s)) * F(k)) * envelope * fade * resolved(F(r.wavelength_m), footprint);
    const F slope = min(F(r.amplitude_m * k), F(0.8F)) * wave / d;
    dx += px * slope;
    dz += pz * slope;
}

}  // namespace surface

HIBARI_LANES_END
