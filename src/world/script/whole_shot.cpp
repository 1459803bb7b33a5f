#include "world/script/whole_shot.h"

#include "world/script/shot_lengths.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace hibari::world {

std::vector<PartTime> part_times(const Shot& shot) {
    std::vector<PartTime> parts{{0.0, static_cast<double>(shot.duration_s)}};
    for (const Continuation& more : shot.continuations) {
        const double begin_s = parts.back().end_s;
        parts.push_back({begin_s, begin_s + static_cast<double>(more.duration_s)});
    }
    return parts;
}

Shot whole_shot(const Shot& shot) {
    Shot whole = shot;
    whole.duration_s = static_cast<float>(whole_length_s(shot));
    int first_step = 0;
    for (const Continuation& more : std::exchange(whole.continuations, {})) {
        first_step += kStepsPerPart;
        std::ranges::copy(more.entities, std::back_inserter(whole.entities));
        for (Action action : more.actions) {
            action.step += first_step;
            whole.actions.push_back(std::move(action));
        }
        for (SpokenLine line : more.lines) {
            line.step += first_step;
            whole.lines.push_back(std::move(line));
        }
        for (SoundCue cue : more.sounds) {
            if (cue.step) {
                *cue.step += first_step;
            }
            whole.sounds.push_back(std::move(cue));
        }
    }
    return whole;
}

}  // namespace hibari::world
