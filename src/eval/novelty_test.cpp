#include "eval/novelty.h"

#include <cmath>
#include <gtest/gtest.h>

namespace hibari::eval {
namespace {

using Set = std::vector<std::vector<double>>;

TEST(NearestDistances, AreInDeviationsOfTheReference) {
    const Set reference{{0.0, 10.0}, {4.0, 10.0}};  // deviations 2 and none
    const Set set{{0.0, 10.0}, {1.0, 10.0}, {4.4, 10.0}};
    const auto distances = nearest_distances(reference, set);
    ASSERT_EQ(distances.size(), 3U);
    EXPECT_NEAR(distances[0], 0.0, 1e-9);
    EXPECT_NEAR(distances[1], 0.5 / std::sqrt(2.0), 1e-5);
    EXPECT_NEAR(distances[2], 0.2 / std::sqrt(2.0), 1e-5);
}

TEST(NearestDistances, OneNumberThatIsFarOffIsNotAll) {
    const Set reference{{0.0}, {2.0}};
    EXPECT_NEAR(nearest_distances(reference, Set{{1e9}}).front(), kFarthest, 1e-9);
    EXPECT_TRUE(nearest_distances(Set{{0.0}}, reference).empty());
}

TEST(TrainingFeatures, AreThoseOfTheSameClipsEachTime) {
    const TrainingClipOptions options{.count = 2, .size = {64, 32}, .frames = 9};
    Progress silent;
    const auto one = training_features(options, silent);
    const auto again = training_features(options, silent);
    ASSERT_TRUE(one && again);
    ASSERT_EQ(one->size(), 2U);
    EXPECT_EQ(*one, *again);
    EXPECT_NE(one->front(), one->back());
    const auto distances = nearest_distances(*one, *again);
    EXPECT_NEAR(distances.front(), 0.0, 1e-12);
}

TEST(TrainingFeatures, StopWhenAsked) {
    std::stop_source source;
    source.request_stop();
    Progress silent;
    const auto made = training_features(
        {.count = 1, .size = {64, 32}, .frames = 9, .stop = source.get_token()}, silent
    );
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::kCancelled);
}

}  // namespace
}  // namespace hibari::eval
