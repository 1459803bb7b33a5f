#pragma once

// Is this finished MP4 a proper clip? Measured from the decoded file alone, with the truth as the
// reference for when things touched: length, streams, motion, loudness, peaks, and whether every
// audible impact is heard when it is seen.

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
    /// Impacts that stand out of the bed, and the largest distance between sight and sound of one.
    int impacts_heard = 0;
    double sync_error_s_max = 0.0;
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
