#include "eval/metrics.h"

#include "base/check.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace hibari::eval {
namespace {

constexpr std::array<MetricInfo, kMetricCount> kMetrics{{
    {Metric::kGravityFits,
     "gravity_fits",
     "falls with g as told sizes allow",
     "%",
     Summary::kShare,
     Goal::kAtLeast,
     80.0},
    {Metric::kGravityRatio,
     "gravity_ratio",
     "g of balls, for the middle told size",
     "",
     Summary::kMedian},
    {Metric::kFlightFits,
     "flight_fits",
     "flights with R2 over 0.99",
     "%",
     Summary::kShare,
     Goal::kAtLeast,
     80.0},
    {Metric::kGravitySpread, "gravity_spread", "spread of g inside a clip", "%", Summary::kMedian},
    {Metric::kRestitutionError,
     "restitution_error",
     "restitution, error",
     "",
     Summary::kMedian,
     Goal::kAtMost,
     0.1},
    {Metric::kRestitutionBelowOne,
     "restitution_below_one",
     "bounces not higher than before",
     "%",
     Summary::kShare,
     Goal::kAtLeast,
     99.0},
    {Metric::kEnergyViolations,
     "energy_violations",
     "flights with energy from nowhere",
     "%",
     Summary::kShare,
     Goal::kAtMost,
     3.0},
    {Metric::kMomentumError,
     "momentum_error",
     "momentum lost or won when two meet",
     "%",
     Summary::kMedian,
     Goal::kAtMost,
     15.0},
    {Metric::kTeleports,
     "teleports",
     "clips in which something jumps",
     "%",
     Summary::kShare,
     Goal::kAtMost,
     2.0},
    {Metric::kSurvival,
     "survival",
     "things that are there to the end",
     "%",
     Summary::kShare,
     Goal::kAtLeast,
     95.0},
    {Metric::kCountExact,
     "count_exact",
     "clips with as many things as told",
     "%",
     Summary::kShare,
     Goal::kAtLeast,
     90.0},
    {Metric::kVanishedOrDoubled,
     "vanished_or_doubled",
     "clips where things vanish or double",
     "%",
     Summary::kShare,
     Goal::kAtMost,
     5.0},
    {Metric::kColourDrift,
     "colour_drift",
     "colour drift, dE",
     "",
     Summary::kMedian,
     Goal::kAtMost,
     5.0},
    {Metric::kPenetration,
     "penetration",
     "contacts in which things sink in",
     "%",
     Summary::kShare,
     Goal::kAtMost,
     5.0},
    {Metric::kColourTold,
     "colour_told",
     "colour as told",
     "%",
     Summary::kShare,
     Goal::kAtLeast,
     95.0},
    {Metric::kShapeTold, "shape_told", "shape as told", "%", Summary::kShare, Goal::kAtLeast, 85.0},
    {Metric::kSizeOrder, "size_order", "order of sizes as told", "%", Summary::kShare},
    {Metric::kDeedTold, "deed_told", "deed as told", "%", Summary::kShare},
    {Metric::kOutcomeTold,
     "outcome_told",
     "outcome as told",
     "%",
     Summary::kShare,
     Goal::kAtLeast,
     75.0},
    {Metric::kDirectionTold, "direction_told", "direction as told", "%", Summary::kShare},
    {Metric::kRelationTold, "relation_told", "who stands behind whom, as told", "%", Summary::kShare
    },
    {Metric::kStyleTold, "style_told", "look as told", "%", Summary::kShare},
    {Metric::kFrozen,
     "frozen",
     "clips in which nothing moves",
     "%",
     Summary::kShare,
     Goal::kAtMost,
     0.0},
    {Metric::kSyncOffset, "sync_offset", "sound after impact, signed", "ms", Summary::kMedian},
    {Metric::kSyncDistance,
     "sync_distance",
     "sound off impact",
     "ms",
     Summary::kMedian,
     Goal::kAtMost,
     40.0},
    {Metric::kSyncRecall,
     "sync_recall",
     "impacts heard, -45 .. +125 ms",
     "%",
     Summary::kShare,
     Goal::kAtLeast,
     85.0},
    {Metric::kSyncRecallStrict,
     "sync_recall_strict",
     "impacts heard, within 45 ms",
     "%",
     Summary::kShare},
    {Metric::kSyncPrecision,
     "sync_precision",
     "onsets that are seen, -45 .. +125 ms",
     "%",
     Summary::kShare},
    {Metric::kSyncAboveChance,
     "sync_above_chance",
     "onsets that are seen, above chance",
     "%",
     Summary::kMean,
     Goal::kAtLeastOfFloor,
     0.5},
    {Metric::kLoudness, "loudness", "loudness against impulse, rank corr.", "", Summary::kMean},
    {Metric::kDistribution, "distribution", "distance of distributions, MMD2", "", Summary::kMean},
    {Metric::kNovelty, "novelty", "distance to nearest training clip", "", Summary::kMedian},
    {Metric::kHeldOutGap,
     "held_out_gap",
     "as told, trained less held out",
     "%",
     Summary::kMean,
     Goal::kAtMost,
     15.0},
    {Metric::kTrackerGravityFits,
     "tracker_gravity_fits",
     "falls within 10 % of g, true sizes",
     "%",
     Summary::kShare},
    {Metric::kTrackerGravity, "tracker_gravity", "g of balls, true sizes", "", Summary::kMedian},
    {Metric::kTrackerShape, "tracker_shape", "shapes that are read rightly", "%", Summary::kShare},
    {Metric::kTrackerPlace, "tracker_place", "tracker's error, balls", "px", Summary::kMedian},
    {Metric::kTrackerPlaceAll,
     "tracker_place_all",
     "tracker's error, all things",
     "px",
     Summary::kMedian},
    {Metric::kTrackerImpactTime,
     "tracker_impact_time",
     "tracker's error, time of impacts",
     "ms",
     Summary::kMedian},
    {Metric::kTrackerImpactsFound,
     "tracker_impacts_found",
     "true impacts that are found",
     "%",
     Summary::kShare},
}};

/// Against how many of the simulator's samples a figure counts.
constexpr double kCountShare = 0.5;
constexpr double kCut = 5.0;
constexpr std::size_t kMmdMin = 4;

std::vector<double> ranks_of(std::span<const double> values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return values[i]; });
    std::vector<double> ranks(values.size());
    for (std::size_t first = 0; first < order.size();) {
        std::size_t end = first;
        while (end < order.size() && values[order[end]] == values[order[first]]) {
            ++end;
        }
        for (std::size_t i = first; i < end; ++i) {
            ranks[order[i]] = 0.5 * static_cast<double>(first + end - 1);
        }
        first = end;
    }
    return ranks;
}

double kernel(std::span<const double> one, std::span<const double> other) {
    const double dot = std::inner_product(one.begin(), one.end(), other.begin(), 0.0);
    const double base = dot / static_cast<double>(one.size()) + 1.0;
    return base * base * base;
}

/// Mean of the kernel over pairs of two different entries.
double mean_within(std::span<const std::vector<double>> set) {
    double sum = 0.0;
    for (std::size_t i = 0; i < set.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            sum += 2.0 * kernel(set[i], set[j]);
        }
    }
    return sum / static_cast<double>(set.size() * (set.size() - 1));
}

}  // namespace

std::span<const MetricInfo> metrics() {
    return kMetrics;
}

void Samples::add(Metric metric, double value) {
    lists_[static_cast<std::size_t>(metric)].push_back(value);
}

void Samples::add(const Samples& other) {
    for (std::size_t i = 0; i < kMetricCount; ++i) {
        lists_[i].insert(lists_[i].end(), other.lists_[i].begin(), other.lists_[i].end());
    }
}

const std::vector<double>& Samples::of(Metric metric) const {
    return lists_[static_cast<std::size_t>(metric)];
}

std::optional<double> summarise(const MetricInfo& info, std::span<const double> samples) {
    if (samples.empty()) {
        return std::nullopt;
    }
    if (info.summary == Summary::kMedian) {
        std::vector<double> sorted(samples.begin(), samples.end());
        std::ranges::sort(sorted);
        const std::size_t half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted[half] : 0.5 * (sorted[half - 1] + sorted[half]);
    }
    const double mean =
        std::accumulate(samples.begin(), samples.end(), 0.0) / static_cast<double>(samples.size());
    return info.summary == Summary::kShare ? 100.0 * mean : mean;
}

std::optional<double> target_of(const MetricInfo& info, const Reading& floor) {
    switch (info.goal) {
        case Goal::kNone:
            return std::nullopt;
        case Goal::kAtLeast:
        case Goal::kAtMost:
            return info.target;
        case Goal::kAtLeastOfFloor:
            return floor.value ? std::optional(info.target * *floor.value) : std::nullopt;
    }
    return std::nullopt;
}

std::optional<bool> passes(const MetricInfo& info, const Reading& reading, const Reading& floor) {
    const auto target = target_of(info, floor);
    if (!target) {
        return std::nullopt;
    }
    const double least = kCountShare * static_cast<double>(floor.count);
    if (!reading.value || static_cast<double>(reading.count) < least) {
        return false;
    }
    return info.goal == Goal::kAtMost ? *reading.value <= *target : *reading.value >= *target;
}

std::optional<double> rank_correlation(std::span<const double> one, std::span<const double> other) {
    HIBARI_CHECK(one.size() == other.size(), one.size(), other.size());
    if (one.size() < 3) {
        return std::nullopt;
    }
    const std::vector<double> a = ranks_of(one);
    const std::vector<double> b = ranks_of(other);
    const double mean = 0.5 * static_cast<double>(one.size() - 1);
    double ab = 0.0;
    double aa = 0.0;
    double bb = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        ab += (a[i] - mean) * (b[i] - mean);
        aa += (a[i] - mean) * (a[i] - mean);
        bb += (b[i] - mean) * (b[i] - mean);
    }
    return aa > 0.0 && bb > 0.0 ? std::optional(ab / std::sqrt(aa * bb)) : std::nullopt;
}

std::optional<double> polynomial_mmd(
    std::span<const std::vector<double>> reference, std::span<const std::vector<double>> other
) {
    if (reference.size() < kMmdMin || other.size() < kMmdMin) {
        return std::nullopt;
    }
    const std::size_t size = reference.front().size();
    std::vector<double> mean(size, 0.0);
    std::vector<double> deviation(size, 0.0);
    const auto count = static_cast<double>(reference.size());
    for (const auto& entry : reference) {
        HIBARI_CHECK(entry.size() == size, entry.size(), size);
        for (std::size_t i = 0; i < size; ++i) {
            mean[i] += entry[i] / count;
        }
    }
    for (const auto& entry : reference) {
        for (std::size_t i = 0; i < size; ++i) {
            deviation[i] += (entry[i] - mean[i]) * (entry[i] - mean[i]) / count;
        }
    }
    const auto levelled = [&](std::span<const std::vector<double>> set) {
        std::vector<std::vector<double>> out(set.begin(), set.end());
        for (auto& entry : out) {
            HIBARI_CHECK(entry.size() == size, entry.size(), size);
            for (std::size_t i = 0; i < size; ++i) {
                const double scale = std::sqrt(deviation[i]) + 1e-6;
                entry[i] = std::clamp((entry[i] - mean[i]) / scale, -kCut, kCut);
            }
        }
        return out;
    };
    const auto x = levelled(reference);
    const auto y = levelled(other);
    double across = 0.0;
    for (const auto& one : x) {
        for (const auto& two : y) {
            across += kernel(one, two);
        }
    }
    across /= static_cast<double>(x.size() * y.size());
    return mean_within(x) + mean_within(y) - 2.0 * across;
}

}  // namespace hibari::eval
