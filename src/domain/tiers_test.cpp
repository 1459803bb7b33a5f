#include "domain/tiers.h"

#include "domain/testing_house.h"

#include <gtest/gtest.h>

namespace hibari::domain {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

TEST(Tiers, AreChangedWhileAccountsHaveThem) {
    House house;
    const Principal ann = house.somebody("ann@example.org", "free");
    const auto changed = change_tier(
        *house.database, "free", {{"allowance", "7"}, {"quality_max", "high"}}, house.now()
    );
    ASSERT_TRUE(changed) << to_string(changed.error());
    EXPECT_EQ(changed->concurrency, ann.tier.concurrency) << "what is not named stays";
    const auto now = house.accounts->principal_of_account(ann.account, ann.project);
    EXPECT_EQ(now->tier.allowance, 7);
    EXPECT_EQ(now->tier.quality_max, "high");
}

TEST(Tiers, AreMadeWhole) {
    House house;
    Fields fields = {
        {"allowance", "10"},
        {"concurrency", "1"},
        {"queue_max", "5"},
        {"priority", "0"},
        {"seconds_max", "8"},
        {"long_side_max", "1280"},
        {"quality_max", "draft"},
        {"creates_per_minute", "10"},
    };
    for (std::size_t i = 0; i < fields.size(); ++i) {
        Fields some = fields;
        some.erase(some.begin() + static_cast<std::ptrdiff_t>(i));
        EXPECT_EQ(
            change_tier(*house.database, "school", some, house.now()).error().field, fields[i].first
        );
    }
    ASSERT_TRUE(change_tier(*house.database, "school", fields, house.now()));
    EXPECT_EQ(house.somebody("ann@example.org", "school").tier.seconds_max, 8);
}

TEST(Tiers, RefuseWhatIsNone) {
    House house;
    const auto before = list_tiers(*house.database);
    for (const Fields& fields : std::vector<Fields>{
             {{"allowance", "-1"}},
             {{"allowance", "7 "}},
             {{"allowance", "99999999999999999999"}},
             {{"concurrency", "0"}},
             {{"quality_max", "best"}},
             {{"colour", "red"}},
             {{"allowance", "5"}, {"seconds_max", "100"}},
         }) {
        const auto changed = change_tier(*house.database, "free", fields, house.now());
        ASSERT_FALSE(changed);
        EXPECT_EQ(changed.error().field, fields.back().first);
    }
    EXPECT_FALSE(change_tier(*house.database, "Fr ee", {}, house.now()));
    const auto after = list_tiers(*house.database);
    ASSERT_EQ(before->size(), after->size());
    for (std::size_t i = 0; i < before->size(); ++i) {
        EXPECT_EQ((*before)[i].allowance, (*after)[i].allowance);
    }
}

TEST(Tiers, AreRemovedWhenNobodyHasThem) {
    House house;
    house.somebody("ann@example.org", "plus");
    EXPECT_EQ(
        remove_tier(*house.database, "plus", house.now()).error().code,
        ErrorCode::kFailedPrecondition
    );
    EXPECT_TRUE(remove_tier(*house.database, "pro", house.now()));
    EXPECT_EQ(remove_tier(*house.database, "pro", house.now()).error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace hibari::domain
