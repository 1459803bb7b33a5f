// A bed of music composed and played on the spot from mood, tempo and instrument.
//
// Everything follows from the seed: chords by the mood's progression, a bass and chords in the
// mood's rhythm, a melody that keeps to the chord on strong beats, drums where they belong. The
// piece is laid out over the whole clip, so that it begins, grows and ends with it, and a shot in
// the middle gets its part.
#pragma once

#include "base/rng.h"
#include "world/script/shot_script.h"
#include "world/sound/dsp/signal.h"

namespace hibari::world::sound {

/// The part of a piece that is wanted.
struct MusicSpan {
    double from_s = 0.0;
    double seconds = 4.0;
    double clip_s = 4.0;  ///< length of the whole piece
    bool solo = false;    ///< one player on Music's instrument, no band
};

/// About 0.1 root mean square. Unknown moods sound calm; tempo is clamped to 50 .. 180.
Stereo compose_music(const Music& music, const MusicSpan& span, Rng rng);

}  // namespace hibari::world::sound
