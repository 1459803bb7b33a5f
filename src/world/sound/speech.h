// Spoken lines: text to sound and mouth shapes, before anything is simulated.
//
// The simulator needs the lengths and the mouths, the mixer the sound; both come from one call.
// Every speaker keeps one voice through a clip: it depends on the entity and the seed alone.
#pragma once

#include "base/result.h"
#include "world/script/shot_script.h"
#include "world/timeline/timeline.h"

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace hibari::world {

/// The sound of one line: mono, 48 kHz, about -20 dBFS while speaking.
struct SpokenSound {
    int line = 0;  ///< index into Shot::lines
    Delivery delivery = Delivery::kSay;
    std::vector<float> samples;
};

/// All lines of a shot. `sounds` and `utterances` correspond one to one; lines that cannot be
/// spoken are in neither and each has a note.
struct Speech {
    std::vector<SpokenSound> sounds;
    std::vector<Utterance> utterances;  ///< start_s is still -1
    std::vector<std::string> notes;     ///< for the person who wrote the prompt
};

struct SpeakOptions {
    std::uint64_t seed = 0;   ///< that of the simulation, so that voices fit the bodies
    float tempo_bpm = 96.0F;  ///< of sung lines
    std::stop_token stop{};
};

/// Speaks every line of the shot. Any thread may call. Fails with kCancelled at the line after a
/// stop request.
Result<Speech> speak(const Shot& shot, const SpeakOptions& options);

}  // namespace hibari::world
