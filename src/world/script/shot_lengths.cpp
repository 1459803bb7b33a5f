#include "world/script/shot_lengths.h"

#include "base/check.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>

namespace hibari::world {
namespace {

// Double here, float in the script: a total that is representable in whole frames must not be
// refused for a rounding.
constexpr double kSlack_s = 1e-3;

double longest_s(std::size_t shots) {
    return static_cast<double>(shots) * static_cast<double>(ScriptLimits::kShotSecondsMax);
}

double shortest_s(std::size_t shots) {
    return static_cast<double>(shots) * static_cast<double>(ScriptLimits::kShotSecondsMin);
}

std::string whole(double seconds) {
    return std::to_string(std::llround(seconds));
}

}  // namespace

void share_length(std::span<float> lengths, double total_s) {
    HIBARI_CHECK(!lengths.empty());
    HIBARI_CHECK(total_s >= shortest_s(lengths.size()) - kSlack_s, total_s);
    HIBARI_CHECK(total_s <= longest_s(lengths.size()) + kSlack_s, total_s);
    // Whatever a limit takes from one shot is shared out among those that are still free, so each
    // pass fixes at least one more shot or is the last.
    std::vector<bool> fixed(lengths.size(), false);
    double left_s = total_s;
    for (std::size_t pass = 0; pass <= lengths.size(); ++pass) {
        double free_s = 0.0;
        for (std::size_t i = 0; i < lengths.size(); ++i) {
            free_s += fixed[i] ? 0.0 : static_cast<double>(lengths[i]);
        }
        if (free_s <= 0.0) {
            return;
        }
        const double scale = left_s / free_s;
        // Only one kind of limit is fixed in a pass: the kind that moves the sum the most, since
        // the other may no longer bind afterwards.
        double excess_s = 0.0;
        for (std::size_t i = 0; i < lengths.size(); ++i) {
            const double wish_s = static_cast<double>(lengths[i]) * scale;
            if (!fixed[i]) {
                excess_s += wish_s - std::clamp(
                                         wish_s,
                                         static_cast<double>(ScriptLimits::kShotSecondsMin),
                                         static_cast<double>(ScriptLimits::kShotSecondsMax)
                                     );
            }
        }
        bool any = false;
        for (std::size_t i = 0; i < lengths.size(); ++i) {
            const double wish_s = static_cast<double>(lengths[i]) * scale;
            const bool too_long = wish_s > static_cast<double>(ScriptLimits::kShotSecondsMax);
            const bool too_short = wish_s < static_cast<double>(ScriptLimits::kShotSecondsMin);
            if (!fixed[i] && ((too_long && excess_s >= 0.0) || (too_short && excess_s <= 0.0))) {
                lengths[i] =
                    too_long ? ScriptLimits::kShotSecondsMax : ScriptLimits::kShotSecondsMin;
                left_s -= static_cast<double>(lengths[i]);
                fixed[i] = true;
                any = true;
            }
        }
        if (!any) {
            for (std::size_t i = 0; i < lengths.size(); ++i) {
                if (!fixed[i]) {
                    lengths[i] = static_cast<float>(static_cast<double>(lengths[i]) * scale);
                }
            }
            return;
        }
    }
}

Result<void> check_length(std::size_t shots, double seconds) {
    const bool one = shots == 1;
    if (seconds > longest_s(shots) + kSlack_s) {
        return fail({
            .code = ErrorCode::kInvalidArgument,
            .message = (one ? std::string("one shot lasts")
                            : whole(static_cast<double>(shots)) + " shots last") +
                       " at most " + whole(longest_s(shots)) + " s",
            .field = "seconds",
            .hint = "choose less, or write more shots: \"Shot 1: ... Shot 2: ...\"",
        });
    }
    if (seconds < shortest_s(shots) - kSlack_s) {
        return fail({
            .code = ErrorCode::kInvalidArgument,
            .message = whole(static_cast<double>(shots)) + " shots last at least " +
                       whole(shortest_s(shots)) + " s",
            .field = "seconds",
            .hint = "choose more, or write fewer shots",
        });
    }
    return {};
}

double whole_length_s(const Shot& shot) {
    double seconds = static_cast<double>(shot.duration_s);
    for (const Continuation& more : shot.continuations) {
        seconds += static_cast<double>(more.duration_s);
    }
    return seconds;
}

std::vector<std::int64_t> frame_counts(const ClipScript& script, int fps) {
    std::vector<std::int64_t> counts;
    for (const std::vector<std::int64_t>& parts : part_frame_counts(script, fps)) {
        counts.push_back(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}));
    }
    return counts;
}

std::vector<std::vector<std::int64_t>> part_frame_counts(const ClipScript& script, int fps) {
    std::vector<std::vector<std::int64_t>> counts;
    double end_s = 0.0;
    std::int64_t first_frame = 0;
    const auto count = [&](float duration_s) {
        end_s += static_cast<double>(duration_s);
        const std::int64_t end_frame =
            std::max<std::int64_t>(first_frame + 1, std::llround(end_s * fps));
        return end_frame - std::exchange(first_frame, end_frame);
    };
    for (const Shot& shot : script.shots) {
        std::vector<std::int64_t>& parts = counts.emplace_back();
        parts.push_back(count(shot.duration_s));
        for (const Continuation& more : shot.continuations) {
            parts.push_back(count(more.duration_s));
        }
    }
    return counts;
}

}  // namespace hibari::world
