#pragma once

// Measures one clip of one case: what is seen and heard of it, and the samples of every metric.
//
// The clip is any clip. Nothing of it is known but its pixels and its sound; what it should show is
// known from the prompt (Case::told). What could not be found counts as missed where the prompt
// promises it. The simulator's own clips are measured in the same way.

#include "base/json.h"
#include "base/result.h"
#include "eval/cases.h"
#include "eval/metrics.h"
#include "eval/track.h"
#include "media/mp4_reader.h"

#include <stop_token>
#include <vector>

namespace hibari::eval {

struct ClipMeasures {
    Samples samples = {};
    std::vector<double> features = {};
    std::vector<Track> tracks = {};
    /// What was found: tracks, impacts, onsets, deeds read back.
    Json details = {};
};

struct MeasureOptions {
    /// It is the simulator's own clip of the scene: the instruments are measured on it, too.
    bool is_own_clip = false;
    std::stop_token stop = {};
};

/// Fails with `cancelled` only. The clip must have a frame (checked).
Result<ClipMeasures> measure_clip(
    const Case& told, const media::MemoryClip& clip, const MeasureOptions& options
);

/// What a clip counts as that could not be made: all that the prompt promises is missed.
Samples measure_missing_clip(const Case& told);

}  // namespace hibari::eval
