// Which voice a speaker gets. Age, gender and build choose the range; the seed chooses within it,
// away from the voices that others in the shot already have.
#pragma once

#include "base/rng.h"
#include "world/script/shot_script.h"
#include "world/sound/voice/flite_voice.h"

#include <span>

namespace hibari::world::sound {

struct VoiceCast {
    VoiceBank bank = VoiceBank::kRms;
    float f0_hz = 110.0F;   ///< mean pitch when speaking calmly
    float range = 1.0F;     ///< of the intonation, 1 as recorded
    float formant = 1.0F;   ///< see VoiceColor
    float rate = 1.0F;      ///< above 1 speaks faster
    float breath = 0.0F;    ///< 0 .. 1
    float tremor = 0.0F;    ///< depth of the 5 Hz shake of an old voice
    float jitter = 0.004F;  ///< see VoiceColor
};

/// `speaker` null: the narrator. `taken`: voices of the speakers before.
VoiceCast cast_voice(const Entity* speaker, std::span<const VoiceCast> taken, Rng rng);

/// The entity with its age, gender and build as the body shows them: what the script leaves open is
/// drawn from the seed of the simulation.
Entity as_seen(const Entity& entity, std::uint64_t seed);

/// How easily two voices are told apart; above 3 is safe.
float voice_distance(const VoiceCast& a, const VoiceCast& b);

}  // namespace hibari::world::sound
