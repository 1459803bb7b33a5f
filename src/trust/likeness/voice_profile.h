#pragma once

// What a voice is known by, measured from a few spoken words: pitch by autocorrelation, the length
// of the vocal tract by the formants of an all-pole model, the pace by the peaks of loudness.

#include "likeness/pack.h"
#include "media/audio_buffer.h"
#include "trust/likeness/speech_part.h"

#include <optional>
#include <span>

namespace hibari::trust {

/// None when too little of the sound is voiced (less than a quarter of a second).
std::optional<likeness::VoiceProfile> measure_voice(std::span<const float> sound);

/// The part in which something is said, at a level of -20 dB of full range (less where that would
/// clip), faded in and out.
media::AudioBuffer clean_voice(std::span<const float> sound, const SpeechPart& part);

}  // namespace hibari::trust
