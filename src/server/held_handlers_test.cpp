#include "server/held_handlers.h"

#include <gtest/gtest.h>
#include <utility>
#include <vector>

namespace hibari::server {
namespace {

TEST(HeldHandlers, LeavesHalfOfThemToOthersAndHalfOfTheRestToOtherAccounts) {
    HeldHandlers held(8);
    std::vector<HeldHandlers::Place> places;
    for (const char* account : {"ann", "ann", "bob", "cid"}) {
        auto place = held.take(account);
        ASSERT_TRUE(place) << account;
        places.push_back(std::move(*place));
        if (places.size() == 2) {
            EXPECT_FALSE(held.take("ann"));
        }
    }
    EXPECT_FALSE(held.take("dan"));
    places.pop_back();
    EXPECT_TRUE(held.take("dan")) << "it was given back at once, too";
    EXPECT_TRUE(held.take("eve"));
    places.clear();
    EXPECT_TRUE(held.take("ann"));
}

TEST(HeldHandlers, ThereIsAlwaysAPlace) {
    HeldHandlers held(1);
    EXPECT_TRUE(held.take("ann"));
    const auto place = held.take("ann");
    EXPECT_TRUE(place);
    EXPECT_FALSE(held.take("bob"));
}

}  // namespace
}  // namespace hibari::server
