// Sounds made to be heard: horns, whistles, bells and clocks, drums, sirens, alarms.
#pragma once

#include "base/rng.h"
#include "world/sound/dsp/signal.h"

namespace hibari::world::sound {

Samples siren(double seconds);
Samples horn();
/// A pea whistle: two close tones, fluttering.
Samples referee_whistle(Rng rng);
Samples phone_ring();
Samples doorbell();
/// The beeps of a smoke alarm, or of a clock beside a bed in fours.
Samples alarm(double seconds, bool bedside);
Samples clock_ticks(double seconds, Rng rng);
Samples sleigh_bells(double seconds, Rng rng);
Samples radio_static(double seconds, Rng rng);
Samples camera_shutter(Rng rng);
/// A hand on the skin of a floor drum.
Samples drum_stroke(Rng rng);
Samples drum_roll(double seconds, Rng rng);
Samples cymbal(Rng rng);
Samples gong(Rng rng);

}  // namespace hibari::world::sound
