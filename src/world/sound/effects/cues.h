// The sounds of cue_names.h.
#pragma once

#include "base/rng.h"
#include "world/script/cue_names.h"
#include "world/sound/dsp/signal.h"

namespace hibari::world::sound {

/// Renders a cue of kCueNames. Lasting and repeated ones fill `seconds`; the others last as long as
/// they naturally do. About 0.15 root mean square where loudest.
Stereo cue_sound(const CueName& cue, double seconds, Rng rng);

}  // namespace hibari::world::sound
