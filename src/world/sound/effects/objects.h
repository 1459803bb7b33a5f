// Things that are heard without being seen: doors, glass, keys, wheels, rotors, fireworks.
#pragma once

#include "base/rng.h"
#include "world/sound/dsp/signal.h"

namespace hibari::world::sound {

Samples knocks(Rng rng);
Samples door_slam(Rng rng);
/// Stick and slip in the hinge, speeding up and slowing down.
Samples door_creak(Rng rng);
/// A glass, plate or window bursting into shards.
Samples shatter(float size_m, Rng rng);
/// A ball through a net of cords.
Samples net_swish(Rng rng);
Samples keys_pressed(double seconds, bool typewriter, Rng rng);
/// What is heard of a firework that opens in the sky.
Samples firework_burst(Rng rng);
/// The same with its whistle on the way up.
Samples firework(Rng rng);
/// Wheels over joints, in pairs, with the roar of the track.
Samples train(double seconds, Rng rng);
Samples helicopter(double seconds, Rng rng);
Samples skid(Rng rng);

}  // namespace hibari::world::sound
