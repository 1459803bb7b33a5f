// The last steps of a mix: the style's colour, and the loudness that players expect.
#pragma once

#include "base/result.h"
#include "base/rng.h"
#include "world/script/shot_script.h"
#include "world/sound/dsp/signal.h"

namespace hibari::world::sound {

/// Lightly colours the mix: tape for VHS, an old projector for noir and nostalgic, a telephone's
/// microphone for selfies, a studio chain for news. Other styles leave it as it is.
void colour_sound(Stereo& sound, Style style, Rng rng);

/// Removes rumble, fades the ends and sets the loudness. A few knocks in a quiet room have peaks
/// far above their loudness; those peaks are rounded first, so that the limiter does not pump the
/// room.
Result<Stereo> finish_sound(Stereo sound);

}  // namespace hibari::world::sound
