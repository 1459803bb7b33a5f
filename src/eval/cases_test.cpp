#include "eval/cases.h"

#include <gtest/gtest.h>

namespace hibari::eval {
namespace {

const CaseOptions kShort{.seed = 9, .width = 160, .height = 96, .frames = 30};

TEST(DrawCase, DependsOnSeedAndNumberAlone) {
    const auto one = draw_case(kShort, 3);
    const auto again = draw_case(kShort, 3);
    const auto other = draw_case(kShort, 4);
    ASSERT_TRUE(one && again && other);
    EXPECT_EQ(one->prompt, again->prompt);
    EXPECT_EQ(one->seed, again->seed);
    EXPECT_NE(one->seed, other->seed);
}

TEST(DrawCase, KnowsWhereEveryToldObjectIs) {
    for (int i = 0; i < 6; ++i) {
        const auto drawn = draw_case(kShort, i);
        ASSERT_TRUE(drawn);
        EXPECT_FALSE(drawn->prompt.empty());
        ASSERT_EQ(drawn->objects.size(), static_cast<std::size_t>(drawn->told.count()));
        ASSERT_EQ(drawn->places.size(), drawn->objects.size());
        for (std::size_t object = 0; object < drawn->objects.size(); ++object) {
            const CaseObject& told = drawn->objects[object];
            EXPECT_EQ(drawn->places[object].size(), 30U);
            EXPECT_GT(told.radius_m, 0.0);
            // What it is called fits what it is.
            EXPECT_LE(told.radius_min_m, told.radius_m * 1.001);
            EXPECT_GE(told.radius_max_m, told.radius_m * 0.999);
        }
    }
}

TEST(DrawCase, HeldOutShowsWhatTrainingDoesNot) {
    CaseOptions options = kShort;
    const auto seen = draw_case(options, 0);
    options.held_out = true;
    const auto held_out = draw_case(options, 0);
    ASSERT_TRUE(seen && held_out);
    EXPECT_FALSE(seen->told.is_held_out());
    EXPECT_TRUE(held_out->told.is_held_out());
}

TEST(DrawCase, StopsWhenAsked) {
    std::stop_source source;
    source.request_stop();
    CaseOptions options = kShort;
    options.stop = source.get_token();
    const auto drawn = draw_case(options, 0);
    ASSERT_FALSE(drawn);
    EXPECT_EQ(drawn.error().code, ErrorCode::kCancelled);
}

}  // namespace
}  // namespace hibari::eval
