#include "trust/c2pa/intake/manifest_child.h"

#include <gtest/gtest.h>

namespace hibari::trust {
namespace {

std::optional<ManifestCall> read(const std::vector<std::string>& words) {
    std::vector<const char*> plain;
    for (const std::string& word : words) {
        plain.push_back(word.c_str());
    }
    return from_arguments(plain);
}

TEST(ManifestChild, IsCalledWithWhatItIsToDo) {
    ManifestCall call{.task = ManifestTask::kIngredient, .options = {}};
    call.options.now = std::chrono::system_clock::time_point(std::chrono::seconds(5'000'000'000));
    call.options.anchors = {std::string("\0der\xff", 5), "other"};
    const auto read_again = read(to_arguments(call));
    ASSERT_TRUE(read_again);
    EXPECT_EQ(read_again->task, call.task);
    EXPECT_EQ(read_again->options.now, call.options.now);
    EXPECT_EQ(read_again->options.anchors, call.options.anchors);
}

TEST(ManifestChild, IsNoneWithOtherWords) {
    const std::vector<std::string> good = to_arguments({});
    ASSERT_TRUE(read(good));
    EXPECT_FALSE(read({}));
    EXPECT_FALSE(read({good[0]}));
    EXPECT_FALSE(read({"generate", good[1], good[2]}));
    EXPECT_FALSE(read({good[0], "3", good[2]}));
    EXPECT_FALSE(read({good[0], "x", good[2]}));
    EXPECT_FALSE(read({good[0], good[1], "soon"}));
    EXPECT_FALSE(read({good[0], good[1], "9000000001"}));
    EXPECT_FALSE(read({good[0], good[1], good[2], "?"}));
}

}  // namespace
}  // namespace hibari::trust
