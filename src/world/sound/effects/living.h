// What bodies and animals do unseen: breath, heart, voices without words, steps, hoofs.
#pragma once

#include "base/rng.h"
#include "world/sound/dsp/signal.h"

namespace hibari::world::sound {

Samples heartbeat(double seconds);
Samples steps(double seconds, Rng rng);
Samples gallop(double seconds, Rng rng);
Samples breathing(double seconds, Rng rng);
Samples scream(Rng rng);
Samples snore(Rng rng);
Samples humming(Rng rng);
Samples gull(Rng rng);

}  // namespace hibari::world::sound
