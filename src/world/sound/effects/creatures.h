// Animal voices.
#pragma once

#include "base/rng.h"
#include "world/sound/dsp/signal.h"

#include <string_view>

namespace hibari::world::sound {

/// `name`: bark, growl, whine, meow, purr, neigh, snort, chirp, tweet, owl, rooster, frog, moo,
/// baa, howl, crow, cricket, bee, roar, squeak, quack, honk, cluck, oink, trumpet, bray, screech.
/// Unknown names give a bark.
/// `size` 1 is usual; larger is deeper.
Samples animal_call(std::string_view name, float size, Rng rng);

/// A phrase of a song bird.
Samples bird_phrase(Rng rng);

/// One train of cricket pulses.
Samples cricket_phrase(Rng rng);

}  // namespace hibari::world::sound
