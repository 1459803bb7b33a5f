#include "domain/likeness/age.h"

#include "domain/likeness/testing_gallery.h"

namespace hibari::domain {
namespace {

class Age : public Gallery {
  protected:
    Result<void> set(const Principal& who, trust::AgeBand band) {
        return house.database->write([&](store::Transaction& tx) {
            return set_age_band(
                tx, "user_operator", who.account, band, store::Timestamp(std::chrono::hours(1))
            );
        });
    }
};

TEST_F(Age, WhoIsNotKnownToBeAnAdultMayNotChooseEveryone) {
    EXPECT_EQ(
        likenesses.create(ann, wanted("ann", trust::Level::kEveryone)).error().reason,
        "not_for_minors"
    );
    ASSERT_TRUE(set(ann, trust::AgeBand::kAdult));
    EXPECT_TRUE(likenesses.create(ann, wanted("ann", trust::Level::kEveryone)));
}

TEST_F(Age, WhoTurnsOutToBeATeenIsNotOpenToEveryoneAnyMore) {
    const auto likeness = recorded(ann);
    ASSERT_TRUE(likenesses.may_use(ben, likeness));
    ASSERT_TRUE(set(ann, trust::AgeBand::kTeen));
    const auto found = likenesses.find(ann, likeness.id);
    EXPECT_EQ(found->scope.level, trust::Level::kApproved);
    EXPECT_GT(found->grant.version, likeness.grant.version);
    EXPECT_FALSE(likenesses.may_use(ben, *found));
}

TEST_F(Age, NobodyIsNotFound) {
    const auto missing = house.database->write([&](store::Transaction& tx) {
        return set_age_band(tx, "a", "user_none", trust::AgeBand::kAdult, store::Timestamp());
    });
    EXPECT_EQ(missing.error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace hibari::domain
