// Turns vocoder parameters into sound at 48 kHz.
//
// Each voiced pulse is the minimum-phase response of the mel-cepstral envelope (Tokuda et al.,
// "Mel-generalized cepstral analysis", ICSLP 1994: log H = sum c_m z~^-m on the warped axis), laid
// down at its exact fractional time; noise is shaped by the same envelope. Because the envelope is
// a function of frequency, formants move by reading it at another frequency.
#pragma once

#include "base/rng.h"
#include "world/sound/dsp/signal.h"
#include "world/sound/voice/flite_voice.h"

#include <span>
#include <vector>

namespace hibari::world::sound {

/// Constant colour of a voice.
struct VoiceColor {
    float formant = 1.0F;   ///< ratio; above 1 is a shorter throat
    float breath = 0.0F;    ///< 0 .. 1, share of pulses turned into noise
    float tilt_db = 0.0F;   ///< gain of 4 kHz over 500 Hz, relative to the recorded voice
    float jitter = 0.004F;  ///< random share of each period
    bool whisper = false;   ///< no pulses at all
};

/// One entry per 5 ms of OUTPUT.
struct VoicePlan {
    std::vector<float> source;  ///< which frame is spoken, fractional
    std::vector<float> f0_hz;   ///< wanted pitch where the frame is voiced
};

/// Speaks the plan. The result is plan.source.size() * 240 samples plus a short tail.
Samples vocode(
    std::span<const VoiceFrame> frames, const VoicePlan& plan, const VoiceColor& color, Rng rng
);

}  // namespace hibari::world::sound
