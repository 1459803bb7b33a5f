// How a clip's length is shared among its shots. The sum is what was asked for to the frame,
// however many shots there are: shots end on the frame nearest to where the lengths before them add
// up.
#pragma once

#include "base/result.h"
#include "world/script/shot_script.h"

#include <cstdint>
#include <span>
#include <vector>

namespace hibari::world {

/// Scales `lengths` in proportion so that they add up to `total_s`, each within the limits of a
/// shot (ScriptLimits). `total_s` must be reachable within them (checked).
void share_length(std::span<float> lengths, double total_s);

/// Whether that many shots can last `seconds` in all; the error says what to do.
Result<void> check_length(std::size_t shots, double seconds);

/// Seconds of a shot with its continuations.
double whole_length_s(const Shot& shot);

/// The number of frames of each shot, its continuations among them; they add up to the frame
/// nearest to the script's length.
std::vector<std::int64_t> frame_counts(const ClipScript& script, int fps);

/// The same for the parts of each shot: what it has without continuations, then each of them. A
/// shot that is continued keeps its frames: those of the earlier parts are what they were without
/// the later ones.
std::vector<std::vector<std::int64_t>> part_frame_counts(const ClipScript& script, int fps);

}  // namespace hibari::world
