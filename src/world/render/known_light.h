// What is known beforehand of the shadows on a packet of points.
//
// Most pixels lie amid neighbours that see the same share of sun, lamps and sky. A share taken from
// them is used where they agree well enough for the picture; elsewhere the shadow is looked for.
#pragma once

#include "world/render/light.h"

HIBARI_LANES_BEGIN

// Channels of a KnownLight: free shares of sun, lamps with shadows, and sky; light thrown back.
inline constexpr int kSunChannel = 0;
inline constexpr int kLampChannel = 1;
inline constexpr int kSkyChannel = kLampChannel + kShadowLampsMost;
inline constexpr int kBounceChannel = kSkyChannel + 1;
inline constexpr int kLightChannels = kBounceChannel + 3;

struct KnownLight {
    M known;                  ///< lanes with neighbours on the same surface
    F share[kLightChannels];  ///< mean of the neighbours
    F range[kLightChannels];  ///< greatest less least of them
    float tolerance;          ///< light by which the neighbours may differ
};

/// The channel's share on the lanes `active`, for a light that would add `strength` where free;
/// `ask(lanes)` looks for it.
template <typename Ask>
HIBARI_SMALL_FN F
known_or(const KnownLight* known, int channel, F strength, M active, const Ask& ask) {
    if (known == nullptr || channel >= kSkyChannel) {
        return ask(active);
    }
    const M agree = known->range[channel] * strength <= F(known->tolerance);
    const M open = active & !(known->known & agree);
    const F share = known->share[channel];
    return any(open) ? select(open, ask(open), share) : share;
}

/// The same for the sky, whose dome alone gives the light `strength`.
template <typename Ask>
HIBARI_SMALL_FN SkyShade
known_sky_or(const KnownLight* known, F strength, M active, const Ask& ask) {
    if (known == nullptr) {
        return ask(active);
    }
    const M agree = known->range[kSkyChannel] * strength <= F(known->tolerance);
    const M open = active & !(known->known & agree);
    SkyShade shade{
        known->share[kSkyChannel],
        V3(known->share[kBounceChannel],
           known->share[kBounceChannel + 1],
           known->share[kBounceChannel + 2])
    };
    if (any(open)) {
        const SkyShade asked = ask(open);
        shade = {select(open, asked.free, shade.free), select(open, asked.bounce, shade.bounce)};
    }
    return shade;
}

HIBARI_LANES_END
