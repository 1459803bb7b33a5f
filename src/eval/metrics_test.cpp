#include "eval/metrics.h"

#include "base/rng.h"

#include <cmath>
#include <gtest/gtest.h>
#include <set>
#include <string>

namespace hibari::eval {
namespace {

const MetricInfo& info(Metric metric) {
    return metrics()[static_cast<std::size_t>(metric)];
}

TEST(Metrics, TheTableIsInTheOrderOfItsNumbersAndKeysDiffer) {
    std::set<std::string> keys;
    ASSERT_EQ(metrics().size(), kMetricCount);
    for (std::size_t i = 0; i < kMetricCount; ++i) {
        EXPECT_EQ(static_cast<std::size_t>(metrics()[i].metric), i);
        keys.emplace(metrics()[i].key);
    }
    EXPECT_EQ(keys.size(), kMetricCount);
}

TEST(Metrics, SharesAreInPerCentAndMediansInTheMiddle) {
    const std::vector<double> holds{1, 1, 1, 0};
    EXPECT_DOUBLE_EQ(*summarise(info(Metric::kCountExact), holds), 75.0);
    const std::vector<double> errors{4.0, 1.0, 2.0, 100.0};
    EXPECT_DOUBLE_EQ(*summarise(info(Metric::kSyncDistance), errors), 3.0);
    EXPECT_FALSE(summarise(info(Metric::kSyncDistance), {}));
}

TEST(Metrics, FewSamplesDoNotPass) {
    const MetricInfo& drift = info(Metric::kColourDrift);
    const Reading floor{1.0, 20};
    EXPECT_EQ(passes(drift, {2.0, 10}, floor), std::optional(true));
    EXPECT_EQ(passes(drift, {2.0, 9}, floor), std::optional(false));
    EXPECT_EQ(passes(drift, {6.0, 20}, floor), std::optional(false));
    EXPECT_EQ(passes(drift, {std::nullopt, 0}, {}), std::optional(false));
    EXPECT_EQ(passes(info(Metric::kGravityRatio), {1.0, 20}, floor), std::nullopt);
    EXPECT_EQ(passes(info(Metric::kCountExact), {95.0, 20}, floor), std::optional(true));
}

TEST(Metrics, SoundThatIsSeenIsHeldAgainstTheFloor) {
    const MetricInfo& precision = info(Metric::kSyncAboveChance);
    const Reading floor{60.0, 20};
    EXPECT_EQ(target_of(precision, floor), std::optional(30.0));
    EXPECT_EQ(passes(precision, {30.0, 400}, floor), std::optional(true));
    EXPECT_EQ(passes(precision, {10.0, 400}, floor), std::optional(false));
    EXPECT_EQ(passes(precision, {10.0, 400}, {}), std::nullopt);
}

TEST(RankCorrelation, KnowsOrderReverseAndTies) {
    const std::vector<double> rising{1, 2, 5, 9};
    const std::vector<double> squares{1, 4, 25, 81};
    const std::vector<double> falling{4, 3, 2, 1};
    const std::vector<double> flat{7, 7, 7, 7};
    EXPECT_DOUBLE_EQ(*rank_correlation(rising, squares), 1.0);
    EXPECT_DOUBLE_EQ(*rank_correlation(rising, falling), -1.0);
    EXPECT_FALSE(rank_correlation(rising, flat));
    // Ranks 0, 1.5, 1.5, 3 against 0, 1, 2, 3: 4.5 / sqrt(4.5 * 5).
    const std::vector<double> tied{1, 2, 2, 3};
    EXPECT_NEAR(*rank_correlation(tied, rising), 4.5 / std::sqrt(4.5 * 5.0), 1e-12);
}

TEST(PolynomialMmd, IsNearNoughtForOneDistributionAndLargeForTwo) {
    Rng rng(11);
    const auto draw = [&rng](double shift) {
        std::vector<std::vector<double>> set(60, std::vector<double>(8));
        for (auto& entry : set) {
            for (double& value : entry) {
                value = shift + rng.normal();
            }
        }
        return set;
    };
    const auto reference = draw(0.0);
    const double same = *polynomial_mmd(reference, draw(0.0));
    const double other = *polynomial_mmd(reference, draw(1.0));
    EXPECT_LT(std::abs(same), 0.3);
    EXPECT_GT(other, 2.0);
    EXPECT_FALSE(polynomial_mmd(std::span(reference).first(3), reference));
}

}  // namespace
}  // namespace hibari::eval
