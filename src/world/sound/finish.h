// The last steps of a mix: the style's colour, and the loudness that players expect.
#pragma once

#include "base/result.h"
#include "base/rng.h"
#include "world/script/shot_script.h"
#include "world/sound/dsp/signal.h"

#include <cstddef>
#include <span>

namespace hibari::world::sound {

/// A mix before its loudness is set: what happens, and the bed of the place under it.
struct Layers {
    Stereo events;
    Stereo bed;
};

/// Lightly colours the mix: tape for VHS, an old projector for noir and nostalgic, a telephone's
/// microphone for selfies, a studio chain for news. Other styles leave it as it is.
void colour_sound(Layers& layers, Style style, Rng rng);

/// Removes rumble, sets the loudness and fades the ends. What happens is brought to the loudness
/// first; the bed keeps its distance to it or steps back, so that raising a few knocks in a quiet
/// room does not raise the room. Only where hardly anything happens the bed itself is raised.
/// Knocks have peaks far above their loudness; those are rounded first, so that the limiter does
/// not pump. `ends` are the samples at which the parts of a continued take end, the last of them
/// that of the sound: the first part is brought to the loudness, and the others keep their distance
/// to it unless they would be far too loud.
Result<Stereo> finish_sound(Layers layers, std::span<const std::size_t> ends);

/// The same in two looks at the loudness instead of some twenty, for one take that nobody measures:
/// within 2 LU of the target, peaks below -1 dBFS at the samples.
Result<Stereo> finish_sound_quickly(Layers layers);

}  // namespace hibari::world::sound
