#pragma once

// Measures one clip of one case: blobs, tracks, impacts, onsets, and the samples of every metric.
//
// The clip is any clip. Nothing of it is known but its pixels and its sound; what it should show is
// known from the prompt (Case::told). What could not be found counts as missed where the prompt
// promises it.

#include "base/json.h"
#include "base/result.h"
#include "eval/cases.h"
#include "eval/events.h"
#include "eval/metrics.h"
#include "media/mp4_reader.h"

#include <stop_token>
#include <string_view>
#include <vector>

namespace hibari::eval {

/// What is known of the clip's scale.
enum class Scale : std::uint8_t {
    kTold,  ///< the words: "small" is anything that is called so
    kTrue,  ///< the simulator's own clip of the scene: sizes and places are known exactly
};

struct ClipMeasures {
    Samples samples = {};
    std::vector<double> features = {};
    std::vector<Track> tracks = {};
    /// What was found: tracks, impacts, onsets, deeds read back.
    Json details = {};
};

struct MeasureOptions {
    Scale scale = Scale::kTold;
    std::stop_token stop = {};
};

/// Fails with `cancelled` only. The clip must have a frame (checked).
Result<ClipMeasures> measure_clip(
    const Case& told, const media::MemoryClip& clip, const MeasureOptions& options
);

/// What a motion looks like: "fall", "fall_on", "hit", "travel", "topple", "stay". `index` is that
/// of the motion.
std::string_view read_deed(
    std::span<const Motion> motions, std::span<const Impact> impacts, std::size_t index
);

/// The same of what is told: "bounce" is a "fall", "roll_into" a "hit".
std::string_view deed_class(const world::tap::ToldThing& thing);

/// Numbers that say roughly what a clip looks and sounds like: light, colour and motion by place
/// and time, loudness by time. Made by hand, so they see what they were made to see.
std::vector<double> features_of(const media::MemoryClip& clip);

}  // namespace hibari::eval
