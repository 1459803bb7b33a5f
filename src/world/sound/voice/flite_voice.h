// The door to flite: text in, phonemes with their times and vocoder parameters out.
//
// flite's three statistical voices are asked for their parameters only (pitch, mel-cepstra, voicing
// per 5 ms); our own vocoder (vocoder.h) makes the sound, so that pitch, formants, timing and
// breath can be changed before there is a waveform. The fourth voice joins recorded diphones and
// gives a waveform. No flite type leaves flite_voice.cpp.
#pragma once

#include "base/result.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace hibari::world::sound {

enum class VoiceBank : std::uint8_t {
    kSlt,    ///< woman
    kRms,    ///< man, deep
    kAwb,    ///< man, higher, Scottish
    kKal16,  ///< diphones: mechanical, only as a waveform
};

/// One 5 ms slice of speech.
struct VoiceFrame {
    static constexpr int kOrder = 24;
    static constexpr int kBands = 5;

    float f0_hz = 0.0F;                            ///< 0: unvoiced
    std::array<float, kOrder + 1> mel_cepstrum{};  ///< all-pass warped with kMelAlpha
    std::array<float, kBands> strength{};          ///< 0 noise .. 1 pulses, up to 8 kHz
};

inline constexpr double kVoiceHopS = 0.005;
/// Warping constant of the mel-cepstra at 16 kHz.
inline constexpr float kMelAlpha = 0.42F;

/// A phoneme of the CMU set ("ae", "m", "pau") and where it ends.
struct Phone {
    std::string name;
    double end_s = 0.0;
};

struct Analysis {
    std::vector<Phone> phones;
    std::vector<VoiceFrame> frames;  ///< empty for kKal16
    std::vector<float> wave;         ///< kKal16 only, -1 .. 1
    int wave_rate_hz = 16'000;
    float mean_f0_hz = 100.0F;  ///< usual pitch of this bank
};

/// Reads plain ASCII text. Any thread may call; calls run one after another because flite keeps
/// state in globals.
Result<Analysis> analyse_text(const std::string& text, VoiceBank bank);

}  // namespace hibari::world::sound
