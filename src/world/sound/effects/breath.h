// A throat: buzz and breath through three moving formants. People in a crowd, laughter, dogs and
// owls are all made with it; speech proper comes from the vocoder.
#pragma once

#include "base/rng.h"
#include "world/sound/dsp/signal.h"

#include <span>
#include <vector>

namespace hibari::world::sound {

/// State of the throat at one moment; between keys everything moves in straight lines (pitch in
/// octaves).
struct ThroatKey {
    float time_s = 0.0F;
    float f0_hz = 150.0F;
    float level = 0.0F;  ///< 0 .. 1
    float f1_hz = 600.0F;
    float f2_hz = 1200.0F;
    float f3_hz = 2600.0F;
    float breath = 0.1F;  ///< share of noise
};

struct Throat {
    float rough = 0.02F;  ///< random wobble of the pitch
    float growl = 0.0F;   ///< 0 .. 1, subharmonic beating (dogs, shouting)
    float growl_hz = 40.0F;
    float vibrato = 0.0F;  ///< depth as a share of the pitch
    float vibrato_hz = 5.5F;
    float nasal = 0.25F;  ///< how much passes the formants unfiltered
};

/// Level about 0.2 root mean square at full level.
Samples utter(std::span<const ThroatKey> keys, const Throat& throat, Rng rng);

/// Vowel formants (f1, f2, f3) of an adult man, Peterson and Barney 1952.
struct Vowel {
    float f1_hz;
    float f2_hz;
    float f3_hz;
};

inline constexpr Vowel kVowelA{730, 1090, 2440};
inline constexpr Vowel kVowelAe{660, 1720, 2410};
inline constexpr Vowel kVowelE{530, 1840, 2480};
inline constexpr Vowel kVowelI{270, 2290, 3010};
inline constexpr Vowel kVowelO{570, 840, 2410};
inline constexpr Vowel kVowelU{300, 870, 2240};
inline constexpr Vowel kVowelUh{640, 1190, 2390};

/// A key with the formants of a vowel, scaled for a shorter throat.
ThroatKey throat_key(float time_s, float f0_hz, float level, Vowel vowel, float throat = 1.0F);

}  // namespace hibari::world::sound
