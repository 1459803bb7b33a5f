#pragma once

// The samplers behind the names of mix.h.

#include "world/tap/mix.h"

namespace hibari::world::tap {

/// One to three simple objects in a studio.
Scene draw_bounce(const MixOptions& options, Rng rng);

/// The table of the training recipe, as far as the world allows.
Scene draw_full(const MixOptions& options, Rng rng);

}  // namespace hibari::world::tap
