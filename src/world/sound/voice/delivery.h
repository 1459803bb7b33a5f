// How a line is delivered: from the analysis of the plain text to a plan of timing and pitch.
#pragma once

#include "base/rng.h"
#include "world/script/shot_script.h"
#include "world/sound/voice/casting.h"
#include "world/sound/voice/flite_voice.h"
#include "world/sound/voice/vocoder.h"

#include <vector>

namespace hibari::world::sound {

struct Delivered {
    VoicePlan plan;
    VoiceColor color;
    std::vector<Phone> phones;  ///< with end times in the finished line
    float effort = 1.0F;        ///< of the mouth
};

/// Say, shout, whisper and ask keep the rhythm of speech; sing lays each syllable on a note of a
/// simple melody at `tempo_bpm`.
Delivered deliver(
    const Analysis& analysis, Delivery delivery, const VoiceCast& cast, float tempo_bpm, Rng rng
);

}  // namespace hibari::world::sound
