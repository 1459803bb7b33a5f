#include "world/physics/simulate.h"

#include "world/physics/join_parts.h"
#include "world/physics/take.h"
#include "world/script/shot_lengths.h"
#include "world/things/catalogue.h"

#include <algorithm>
#include <string>

namespace hibari::world {

namespace {

constexpr float kLongestPart = 20.0F;
constexpr float kLongestTake = 120.0F;

Result<void> check_length(float duration_s, const std::string& field) {
    if (!(duration_s >= 0.1F && duration_s <= kLongestPart)) {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "a shot lasts 0.1 to 20 seconds, and so does each continuation",
             .field = field + "duration_s"}
        );
    }
    return {};
}

Result<const Place*> check(const Shot& shot) {
    HIBARI_TRY(check_length(shot.duration_s, ""));
    for (std::size_t i = 0; i < shot.continuations.size(); ++i) {
        HIBARI_TRY(check_length(
            shot.continuations[i].duration_s, "continuations[" + std::to_string(i) + "]."
        ));
    }
    if (whole_length_s(shot) > static_cast<double>(kLongestTake)) {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "a shot lasts at most 120 seconds with its continuations",
             .field = "continuations"}
        );
    }
    if (!(shot.speed >= 0.05F && shot.speed <= 8.0F)) {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "the speed of a shot is between 0.05 and 8",
             .field = "speed"}
        );
    }
    const Place* place = find_place(shot.place);
    if (place == nullptr) {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "no place is called '" + shot.place + "'",
             .field = "place"}
        );
    }
    return place;
}

/// Bodies that never moved keep one pose.
void squeeze(std::vector<BodyTrack>& bodies) {
    for (BodyTrack& body : bodies) {
        const bool still = std::all_of(body.poses.begin(), body.poses.end(), [&](const Pose& pose) {
            return pose == body.poses.front();
        });
        if (still && !body.poses.empty()) {
            body.poses.resize(1);
        }
        body.poses.shrink_to_fit();
    }
}

}  // namespace

Result<Timeline> simulate(const Shot& shot, const SimulateOptions& options) {
    const Place* place = HIBARI_TRY(check(shot));
    Take take(shot, *place, options);
    HIBARI_TRY(take.begin());
    Timeline whole = HIBARI_TRY(take.play());
    for (std::size_t i = 0; i < shot.continuations.size(); ++i) {
        HIBARI_TRY(take.go_on());
        append(whole, HIBARI_TRY(take.play()));
    }
    squeeze(whole.bodies);
    return whole;
}

}  // namespace hibari::world
