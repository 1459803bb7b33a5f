#pragma once

// Is this finished MP4 a proper clip? Measured from the decoded file alone, with the truth as the
// reference for when things touched: length, streams, motion, loudness, peaks, and whether every
// audible impact is heard when it is seen.
//
// Sync is judged on impacts that are alone (no other audible contact, step, event or line from 80
// ms before to 60 ms after) and stand out: their loudest millisecond is at least 6 dB over the
// loudest one from 160 to 60 ms before. The onset is the first millisecond from 60 ms before to
// 60 ms after the contact whose energy reaches half of the rise from that bed to the loudest one
// there, so early sounds count against the clip as late ones do.
// The error is against the moment of the contact in the simulation; the first frame that can show
// it comes up to 1/fps later, which is the picture's grain and not counted.

#include "base/json.h"
#include "media/mp4_reader.h"

#include <string>
#include <vector>

namespace hibari::cli {

/// What was measured.
struct ClipFacts {
    double seconds = 0.0;
    double loudness_lufs = 0.0;
    double true_peak_dbtp = 0.0;
    /// Mean change of a pixel from frame to frame, in 8-bit steps.
    double motion = 0.0;
    /// Onset minus contact of every impact that is alone and stands out, ascending.
    std::vector<double> sync_errors_s;
    /// One sentence per fault; empty for a proper clip.
    std::vector<std::string> faults;
};

/// Loudness every clip must have, and how far it may be off.
inline constexpr double kLoudness_lufs = -16.0;
inline constexpr double kLoudnessTolerance_lu = 1.0;
/// How far an impact may be heard from where it is seen.
inline constexpr double kSyncTolerance_s = 0.020;

/// Measures `clip` against the `truth.json` written with it. `silent` clips (space) have no
/// loudness to hold.
Result<ClipFacts> check_clip(const media::MemoryClip& clip, const Json& truth);

}  // namespace hibari::cli
