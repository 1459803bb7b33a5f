#include "trust/likeness/checks.h"

#include <algorithm>

namespace hibari::trust {

std::vector<TurnSeen> look_for_turns(
    const Recording& recording, const FaceTrack& track, const Challenge& challenge
) {
    std::vector<TurnSeen> turns;
    for (std::size_t i = 0; i < challenge.turns.size(); ++i) {
        const double begin_s = kTurnsBegin_s + kTurn_s * static_cast<double>(i);
        const bool to_left = challenge.turns[i] == Turn::kLeft;
        TurnSeen seen;
        int middle = 0;
        int lost = 0;
        double travel = 0.0;
        double last_s = begin_s;
        for (const FaceMoment& moment : track.moments) {
            const double t = static_cast<double>(moment.frame) / recording.fps;
            if (t < begin_s || t >= begin_s + kTurn_s) {
                continue;
            }
            const bool asked = to_left ? moment.to_left : moment.to_right;
            const bool other = to_left ? moment.to_right : moment.to_left;
            seen.profiles_right += asked && !other ? 1 : 0;
            seen.profiles_wrong += other && !asked ? 1 : 0;
            if (t > begin_s + 0.45 && t < begin_s + 1.05) {
                ++middle;
                lost += moment.frontal ? 0 : 1;
            }
            // A face that looks to its own left moves to the right of the picture.
            if (t < begin_s + 1.0) {
                travel += (to_left ? 1.0 : -1.0) * static_cast<double>(moment.features_right) *
                          (t - last_s);
                seen.travel = std::abs(travel) > std::abs(seen.travel) ? travel : seen.travel;
            }
            last_s = t;
        }
        seen.front_lost = middle == 0 ? 0.0 : static_cast<double>(lost) / middle;
        turns.push_back(seen);
    }
    return turns;
}

}  // namespace hibari::trust
