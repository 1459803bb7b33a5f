// A continued shot as one: for whoever looks at it when it is over (speech, sound, truth).
#pragma once

#include "world/script/script_json.h"
#include "world/script/shot_script.h"

#include <vector>

namespace hibari::world {

/// Steps of the n-th part (0: the shot itself) begin with n times this in the numbering of a whole
/// shot.
inline constexpr int kStepsPerPart = ScriptLimits::kStepMax + 1;

/// From where to where a part lasts, clip seconds of the whole shot.
struct PartTime {
    double begin_s = 0.0;
    double end_s = 0.0;
};

/// The shot itself, then its continuations.
std::vector<PartTime> part_times(const Shot& shot);

/// The same shot without continuations: their entities, actions, lines and sounds follow those of
/// the shot in order, their steps are numbered by kStepsPerPart, the length is the whole one. The
/// camera is that of the shot.
Shot whole_shot(const Shot& shot);

}  // namespace hibari::world
