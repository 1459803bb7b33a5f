#include "domain/review/depictions.h"

#include "domain/review/testing_court.h"

namespace hibari::domain {
namespace {

class DepictionsTest : public Court {
  protected:
    NewDepiction wanted() const {
        return {
            .kind = DepictionKind::kEstate,
            .name = "Ada Example",
            .aliases = {"A. Example"},
            .signature = "Her daughter",
            .contact = "d@example.com",
            .evidence = "Case 12, court of Example",
        };
    }
};

TEST_F(DepictionsTest, CountOnlyOnceAModeratorHasLooked) {
    const auto made = depictions.request(wanted());
    ASSERT_TRUE(made) << to_string(made.error());
    EXPECT_TRUE(depictions.active()->empty());
    ASSERT_EQ(depictions.list(judge, DepictionState::kRequested)->size(), 1U);
    EXPECT_EQ(depictions.list(viewer, DepictionState::kRequested).error().reason, "moderator_only");
    EXPECT_EQ(depictions.decide(viewer, made->depiction.id, true).error().reason, "moderator_only");
    ASSERT_TRUE(depictions.decide(judge, made->depiction.id, true));
    const auto active = depictions.active();
    ASSERT_EQ(active->size(), 1U);
    EXPECT_EQ(active->front().name, "Ada Example");
    EXPECT_EQ(active->front().aliases, std::vector<std::string>{"A. Example"});
}

TEST_F(DepictionsTest, AreInTheHandsOfWhoeverHasTheToken) {
    const auto made = depictions.request(wanted());
    const std::string id = made->depiction.id;
    ASSERT_TRUE(depictions.decide(judge, id, true));
    EXPECT_FALSE(depictions.permit(id, "dp-wrong", maker.account));
    EXPECT_FALSE(depictions.withdraw(id, "dp-wrong"));
    EXPECT_EQ(depictions.permit(id, made->token, "acct_gone").error().field, "account");
    ASSERT_TRUE(depictions.permit(id, made->token, maker.account));
    EXPECT_EQ(depictions.active()->front().permitted, std::vector{maker.account});
    ASSERT_TRUE(depictions.forbid(id, made->token, maker.account));
    EXPECT_TRUE(depictions.active()->front().permitted.empty());
    ASSERT_TRUE(depictions.withdraw(id, made->token));
    EXPECT_TRUE(depictions.active()->empty());
    EXPECT_FALSE(depictions.decide(judge, id, true));
}

TEST_F(DepictionsTest, RefuseNamesThatWouldBlockEverything) {
    NewDepiction one = wanted();
    one.name = "a";
    EXPECT_EQ(depictions.request(one).error().field, "name");
    one = wanted();
    one.aliases = {"x"};
    EXPECT_EQ(depictions.request(one).error().field, "aliases");
    one = wanted();
    one.evidence = "";
    EXPECT_EQ(depictions.request(one).error().field, "evidence");
    one = wanted();
    one.name = "two\nlines";
    EXPECT_EQ(depictions.request(one).error().field, "name");
}

}  // namespace
}  // namespace hibari::domain
