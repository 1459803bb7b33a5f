#include "eval/measures.h"

#include <algorithm>
#include <cmath>

namespace hibari::eval {
namespace {

/// Television may be this much early or late before it is noticed (ITU-R BT.1359).
constexpr double kEarly_s = 0.045;
constexpr double kLate_s = 0.125;
constexpr double kNear_s = 0.250;
/// What touches more softly than this is not expected to be heard, in pixels per frame.
constexpr double kHeardJump = 1.5;

bool is_together(double late_s) {
    return late_s >= -kEarly_s && late_s <= kLate_s;
}

/// Impacts loud enough to be heard, told apart.
std::vector<const Impact*> audible(const Seen& seen) {
    std::vector<const Impact*> out;
    for (const Impact& impact : seen.impacts()) {
        if (impact.jump > kHeardJump &&
            (out.empty() || (impact.t - out.back()->t) / seen.fps() > kSameImpact_s)) {
            out.push_back(&impact);
        }
    }
    return out;
}

}  // namespace

void measure_sync(const Seen& seen, Samples& samples) {
    std::vector<double> impulses;
    std::vector<double> levels;
    const auto heard = audible(seen);
    for (const Impact* impact : heard) {
        const double time_s = impact->t / seen.fps();
        const auto nearest = std::ranges::min_element(seen.onsets(), {}, [&](const Onset& onset) {
            return std::abs(onset.time_s - time_s);
        });
        const double late_s = nearest == seen.onsets().end() ? 1e9 : nearest->time_s - time_s;
        if (std::abs(late_s) < kNear_s) {
            samples.add(Metric::kSyncOffset, 1000.0 * late_s);
            samples.add(Metric::kSyncDistance, 1000.0 * std::abs(late_s));
            impulses.push_back(impact->jump * std::pow(impact->size, 3.0));
            levels.push_back(nearest->strength_db);
        }
        samples.add(Metric::kSyncRecall, is_together(late_s));
        samples.add(Metric::kSyncRecallStrict, std::abs(late_s) <= kEarly_s);
    }
    const bool expects = std::ranges::any_of(seen.told().impacts, [](const TrueImpact& impact) {
        return impact.speed_mps > kExpectedSpeed_mps;
    });
    if (heard.empty() && expects) {
        samples.add(Metric::kSyncRecall, false);
        samples.add(Metric::kSyncRecallStrict, false);
    }
    for (const Onset& onset : seen.onsets()) {
        samples.add(
            Metric::kSyncPrecision,
            std::ranges::any_of(
                seen.impacts(),
                [&](const Impact& impact) {
                    return is_together(onset.time_s - impact.t / seen.fps());
                }
            )
        );
    }
    if (const auto correlation = rank_correlation(impulses, levels)) {
        samples.add(Metric::kLoudness, *correlation);
    }
}

}  // namespace hibari::eval
