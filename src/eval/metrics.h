#pragma once

// The figures of section 7 of the model's recipe that need no trained network: what each is, which
// value it should reach, and how the samples of all clips become one number.
//
// A figure is only as good as the number of things it was measured on. An engine that shows nothing
// must not pass because nothing was found wrong, so a figure from less than half as many samples as
// the simulator's own clips gave counts as missed.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace hibari::eval {

enum class Metric : std::uint8_t {
    kGravityFits,
    kGravityRatio,
    kFlightFits,
    kGravitySpread,
    kRestitutionError,
    kRestitutionBelowOne,
    kEnergyViolations,
    kMomentumError,
    kTeleports,
    kSurvival,
    kCountExact,
    kVanishedOrDoubled,
    kColourDrift,
    kPenetration,
    kColourTold,
    kShapeTold,
    kSizeOrder,
    kDeedTold,
    kOutcomeTold,
    kDirectionTold,
    kRelationTold,
    kStyleTold,
    kFrozen,
    kSyncOffset,
    kSyncDistance,
    kSyncRecall,
    kSyncRecallStrict,
    kSyncPrecision,
    kSyncAboveChance,
    kLoudness,
    kDistribution,
    kNovelty,
    kHeldOutGap,
    // Of the simulator's own clips alone, where the truth is known.
    kTrackerGravityFits,
    kTrackerGravity,
    kTrackerShape,
    kTrackerPlace,
    kTrackerPlaceAll,
    kTrackerImpactTime,
    kTrackerImpactsFound,
};
inline constexpr std::size_t kMetricCount = 40;

/// How samples become a number.
enum class Summary : std::uint8_t { kShare, kMean, kMedian };

/// Which side of the target is good.
enum class Goal : std::uint8_t {
    kNone,
    kAtLeast,
    kAtMost,
    kAtLeastOfFloor,  ///< the target is a share of the floor
};

struct MetricInfo {
    Metric metric;
    std::string_view key;    ///< in JSON: "gravity_fits"
    std::string_view label;  ///< for people
    std::string_view unit;   ///< "%" for shares
    Summary summary;
    Goal goal = Goal::kNone;
    double target = 0.0;  ///< in the unit; 0 .. 1 for kAtLeastOfFloor
};

std::span<const MetricInfo> metrics();

/// Samples by metric. Those of shares are 0 or 1.
class Samples {
  public:
    void add(Metric metric, double value);

    void add(Metric metric, bool holds) { add(metric, holds ? 1.0 : 0.0); }

    /// All samples of another.
    void add(const Samples& other);
    const std::vector<double>& of(Metric metric) const;

  private:
    std::array<std::vector<double>, kMetricCount> lists_;
};

/// The number, in the metric's unit; nothing without samples.
std::optional<double> summarise(const MetricInfo& info, std::span<const double> samples);

/// A number and from how many samples it is.
struct Reading {
    std::optional<double> value = std::nullopt;
    std::size_t count = 0;
};

/// What the metric should reach, in its unit; nothing where there is no goal, or where it is a
/// share of a floor that is not there.
std::optional<double> target_of(const MetricInfo& info, const Reading& floor);

/// Whether the goal is reached: nothing when there is no target.
std::optional<bool> passes(const MetricInfo& info, const Reading& reading, const Reading& floor);

/// Spearman's rank correlation, ties at their mean rank; nothing for fewer than three pairs or when
/// one side does not vary. Equally long (checked).
std::optional<double> rank_correlation(std::span<const double> one, std::span<const double> other);

/// Squared maximum mean discrepancy with the kernel (x . y / d + 1)^3, unbiased (Gretton et al., "A
/// kernel two-sample test", JMLR 2012, equation 3; the kernel of Binkowski et al., "Demystifying
/// MMD GANs", ICLR 2018). 0 for equal distributions, below it by chance. Features are brought to
/// mean 0 and deviation 1 of `reference` and cut at 5. Nothing for fewer than four of either.
std::optional<double> polynomial_mmd(
    std::span<const std::vector<double>> reference, std::span<const std::vector<double>> other
);

}  // namespace hibari::eval
