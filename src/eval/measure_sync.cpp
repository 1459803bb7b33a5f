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
/// Beyond this share of the clip nothing can be told from chance.
constexpr double kChanceMax = 0.9;

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

/// The share of a clip in which an onset would be together with an impact by chance.
double chance(const Seen& seen) {
    const double end_s = static_cast<double>(seen.format().frame_count) / seen.fps();
    double covered_s = 0.0;
    double until_s = 0.0;
    for (const Impact& impact : seen.impacts()) {
        const double time_s = impact.t / seen.fps();
        const double from_s = std::max(time_s - kEarly_s, until_s);
        const double to_s = std::min(time_s + kLate_s, end_s);
        covered_s += std::max(to_s - from_s, 0.0);
        until_s = std::max(until_s, to_s);
    }
    return covered_s / end_s;
}

/// Who clicks all the time has an onset near to every impact, and where the picture trembles there
/// is an impact near to every onset: what counts is what is more than chance.
void measure_onsets(const Seen& seen, Samples& samples) {
    const double by_chance = chance(seen);
    for (const Onset& onset : seen.onsets()) {
        const bool is_seen = std::ranges::any_of(seen.impacts(), [&](const Impact& impact) {
            return is_together(onset.time_s - impact.t / seen.fps());
        });
        samples.add(Metric::kSyncPrecision, is_seen);
        const double above = ((is_seen ? 1.0 : 0.0) - by_chance) / (1.0 - by_chance);
        samples.add(Metric::kSyncAboveChance, by_chance < kChanceMax ? 100.0 * above : 0.0);
    }
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
    measure_onsets(seen, samples);
    if (const auto correlation = rank_correlation(impulses, levels)) {
        samples.add(Metric::kLoudness, *correlation);
    }
}

}  // namespace hibari::eval
