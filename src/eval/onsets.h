#pragma once

// When something begins to sound: a spectral flux detector.
//
// The spectrum is taken every 2.5 ms over 10.7 ms; its flux is how much louder, on a logarithmic
// scale, the bins became since the spectrum before (Bello et al., "A tutorial on onset detection in
// music signals", IEEE TSAP 2005, section III-A; Böck and Widmer, "Maximum filter vibrato
// suppression for onset detection", DAFx 2013, for the logarithm). An onset is a peak of the flux
// that stands out of what is usual around it.

#include "media/audio_buffer.h"

#include <vector>

namespace hibari::eval {

struct Onset {
    double time_s = 0.0;
    double strength_db = 0.0;  ///< how loud it gets in the 50 ms after it, of full scale
};

/// By time. Silence has none.
std::vector<Onset> onsets_of(const media::AudioBuffer& audio);

}  // namespace hibari::eval
