// The finished sound of a shot: everything heard in the timeline, mixed for a listener at the
// camera.
#pragma once

#include "base/result.h"
#include "media/audio_buffer.h"
#include "world/script/shot_script.h"
#include "world/sound/speech.h"
#include "world/timeline/timeline.h"

#include <cstdint>
#include <optional>
#include <stop_token>

namespace hibari::world {

/// How much care the loudness gets.
enum class Mastering : std::uint8_t {
    kCareful,  ///< as broadcasters ask
    kQuick     ///< within 2 LU, for sound that is made by the thousand
};

struct MixOptions {
    std::uint64_t seed = 0;      ///< that of the simulation
    std::optional<Music> music;  ///< of the clip
    Style style = Style::kPhotoreal;
    /// Where this shot begins in a clip of several; the music goes on across cuts.
    double music_from_s = 0.0;
    double clip_duration_s = 0.0;               ///< of the whole clip; 0: this shot is all
    Mastering mastering = Mastering::kCareful;  ///< kQuick only for a shot without continuations
    std::stop_token stop{};
};

/// Exactly round(timeline.duration_s * 48000) samples at -16 LUFS (+-1), true peak below -1 dBTP,
/// with 10 ms fades at both ends. A shot with continuations is one mix; it is the shot without them
/// that is brought to that loudness, so that it sounds as it did alone. The utterances of the
/// timeline say when lines are spoken, `speech` how they sound. The same arguments always give the
/// same samples. Any thread may call. Fails with kCancelled within a fraction of a second of a stop
/// request.
Result<media::AudioBuffer> mix(
    const Timeline& timeline, const Speech& speech, const Shot& shot, const MixOptions& options
);

}  // namespace hibari::world
