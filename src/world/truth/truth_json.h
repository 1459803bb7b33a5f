#pragma once

// Timelines as JSON: the plain-data half of the truth. Positions in metres, times in seconds of the
// shot, quaternions as [x, y, z, w]. Bodies are numbered as in the timeline; ground is -1, water
// -2.

#include "base/json.h"
#include "world/timeline/timeline.h"

namespace hibari::world {

/// Everything of a timeline that is not a pose: surroundings, entities, bodies, contacts, rubs,
/// events, utterances.
Json truth_of(const Shot& shot, const Timeline& timeline);

/// One sample: `{"frame": n, "time_s": t, "camera": {...}, "bodies": [[index, px, py, pz, qx, qy,
/// qz, qw], ...]}` with the bodies that move. `frame` is whatever number the caller counts in.
Json poses_of(const Timeline& timeline, int sample, std::int64_t frame);

}  // namespace hibari::world
