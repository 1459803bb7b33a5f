// Many people at once: a small set of synthesised voices, each heard many times at other moments,
// pitches and sides, plus hands that clap each at their own pace.
#pragma once

#include "base/rng.h"
#include "world/sound/dsp/signal.h"

namespace hibari::world::sound {

enum class CrowdMood {
    kMurmur,  ///< talk, no words
    kCheer,   ///< yeah!, rising, long
    kGroan,   ///< ohh, falling together
    kGasp,    ///< breath drawn in
    kAww,
    kLaugh,
};

/// `people` 3 .. 400. Full level about 0.2 root mean square.
Stereo crowd(CrowdMood mood, double seconds, int people, Rng rng);

Stereo applause(double seconds, int people, Rng rng);

/// One pair of hands.
Samples clap(Rng rng);

/// One person's laugh, cry or gasp; `throat` as in throat_key, `f0_hz` the voice's pitch.
Samples laugh(float f0_hz, float throat, Rng rng);
Samples cry(float f0_hz, float throat, Rng rng);
Samples gasp(float throat, Rng rng);

}  // namespace hibari::world::sound
