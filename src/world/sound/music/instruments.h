// Synthetic instruments, one note at a time.
#pragma once

#include "base/rng.h"
#include "world/sound/dsp/signal.h"

#include <cstdint>

namespace hibari::world::sound {

enum class Instrument : std::uint8_t {
    kPiano,
    kElectricPiano,
    kGuitar,   ///< plucked nylon or steel string
    kDriven,   ///< plucked string through an overdriven amplifier
    kStrings,  ///< ensemble
    kFlute,
    kBells,
    kOrgan,
    kSynth,
    kChoir,
    kBrass,
    kBass,  ///< plucked
    kSynthBass,
};

enum class Drum : std::uint8_t {
    kKick,
    kSnare,
    kBrush,
    kHat,
    kOpenHat,
    kRide,
    kShaker,
    kClap,
    kTom,
    kTimpani,
    kSleigh
};

/// A note held for `seconds` and ringing out after it. `velocity` 0 .. 1 changes level and tone.
struct Note {
    float hz = 220.0F;
    float seconds = 0.5F;
    float velocity = 0.7F;
};

Samples play_note(Instrument instrument, const Note& note, Rng rng);
Samples play_drum(Drum drum, float velocity, Rng rng);

}  // namespace hibari::world::sound
