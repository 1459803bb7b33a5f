#include "engine/mini_facts.h"

#include "world/script/names.h"

#include <gtest/gtest.h>

namespace hibari::engine {
namespace {

ErrorCode refusal(const ClipRequest& request) {
    const auto checked = mini_facts().check(request);
    EXPECT_FALSE(checked);
    return checked ? ErrorCode::kInternal : checked.error().code;
}

TEST(MiniFacts, KnowsTheStylesOfTheWorldItLearnedFrom) {
    EXPECT_EQ(mini_facts().styles.size(), world::enum_names<world::Style>().size());
    EXPECT_TRUE(mini_facts().check({.prompt = "a ball", .style = mini_facts().styles.back()}));
    EXPECT_EQ(refusal({.prompt = "a ball", .style = "fauvist"}), ErrorCode::kInvalidArgument);
}

TEST(MiniFacts, RefusesWhatItCannotDo) {
    EXPECT_TRUE(mini_facts().check({.prompt = "a ball", .seconds = 20.0}));
    EXPECT_EQ(refusal({.prompt = "a ball", .seconds = 20.1}), ErrorCode::kUnsupported);
    EXPECT_EQ(refusal({.prompt = "a ball", .truth_dir = "truth"}), ErrorCode::kUnsupported);
}

}  // namespace
}  // namespace hibari::engine
