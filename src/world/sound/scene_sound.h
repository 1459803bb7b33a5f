// Everything that the timeline makes audible: blows, steps, splashes, rolling, motors, animals, the
// crowd's reaction and the sounds asked for in words. Each part adds to a bus of the mix.
#pragma once

#include "base/rng.h"
#include "world/script/shot_script.h"
#include "world/sound/space.h"

#include <optional>

namespace hibari::world::sound {

/// Blows, steps, splashes: one sound per contact, beginning exactly at its time.
void add_contacts(Bus& bus, const Space& space, Rng rng);

/// Rolling, sliding, engines, fire, wings, and fast things passing by.
void add_lasting(Bus& bus, const Space& space, Rng rng);

/// Animal calls, laughter, lightning and what else happened at a moment.
void add_events(Bus& bus, const Space& space, Rng rng);

/// The crowd's answer to what happened, where there is a crowd, and every SoundCue of the shot and
/// its continuations. What a part asks for goes by what happens in it.
void add_cues(Bus& crowd, Bus& effects, const Space& space, const Shot& shot, Rng rng);

/// A stretch of clip time.
struct Moment {
    double begin_s = 0.0;
    double end_s = 0.0;
};

/// When a step of the script ran, in the numbering of whole_shot; without one, the whole shot. The
/// last step of a part goes on until the end of the shot.
Moment moment_of(const Timeline& timeline, std::optional<int> step);

/// True on the moon and in space: nothing carries sound but a radio.
bool is_vacuum(const Timeline& timeline);

}  // namespace hibari::world::sound
