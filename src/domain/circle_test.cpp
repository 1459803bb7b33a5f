#include "domain/circle.h"

#include "domain/testing_house.h"

namespace hibari::domain {
namespace {

class CircleTest : public testing::Test {
  protected:
    trust::Relation relation() {
        return *house.database->read([&](store::Transaction& tx) {
            return relation_of(tx, ann.account, ben.account);
        });
    }

    House house;
    Circle circle{*house.database, house.clock};
    Principal ann = house.somebody("ann@example.com");
    Principal ben = house.somebody("ben@example.com");
};

TEST_F(CircleTest, TwoWhoFollowEachOtherAreMutuals) {
    ASSERT_TRUE(circle.follow(ann, ben.account));
    ASSERT_TRUE(circle.follow(ann, ben.account));
    EXPECT_FALSE(relation().is_mutual);
    ASSERT_TRUE(circle.follow(ben, ann.account));
    EXPECT_TRUE(relation().is_mutual);
    EXPECT_EQ(*circle.follows(ann), std::vector{ben.account});
    ASSERT_TRUE(circle.unfollow(ben, ann.account));
    EXPECT_FALSE(relation().is_mutual);
}

TEST_F(CircleTest, BlockingEndsFollowingBothWays) {
    ASSERT_TRUE(circle.follow(ann, ben.account));
    ASSERT_TRUE(circle.follow(ben, ann.account));
    ASSERT_TRUE(circle.block(ben, ann.account));
    EXPECT_TRUE(relation().is_blocked);
    EXPECT_FALSE(relation().is_mutual);
    EXPECT_EQ(circle.follow(ann, ben.account).error().code, ErrorCode::kNotFound);
    ASSERT_TRUE(circle.unblock(ben, ann.account));
    EXPECT_FALSE(relation().is_blocked);
    EXPECT_TRUE(circle.blocks(ben)->empty());
}

TEST_F(CircleTest, OneselfAndNobodyCannotBeFollowed) {
    EXPECT_EQ(circle.follow(ann, ann.account).error().field, "account_id");
    EXPECT_EQ(circle.follow(ann, "acct_x").error().code, ErrorCode::kNotFound);
    EXPECT_EQ(circle.block(ann, "acct_x").error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace hibari::domain
