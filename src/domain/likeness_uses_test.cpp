#include "domain/likeness_uses.h"

#include "domain/circle.h"
#include "domain/testing_house.h"
#include "domain/withholding.h"
#include "trust/consent/notice.h"

namespace hibari::domain {
namespace {

using Strings = std::vector<std::string>;

class LikenessUsesTest : public testing::Test {
  protected:
    store::Timestamp now() const {
        return std::chrono::time_point_cast<std::chrono::microseconds>(house.clock.wall_time());
    }

    trust::Likeness recorded(
        const Principal& owner, const std::string& handle, trust::Level level, bool remix = false
    ) {
        trust::NewLikeness wanted{
            .owner = owner.account,
            .name = "Ann",
            .handle = handle,
            .pack = "likenesses/" + handle + "/pack",
            .evidence = std::string(64, 'e'),
            .is_accepted = true,
        };
        wanted.scope.level = level;
        wanted.scope.remix = remix;
        wanted.notice = trust::notice_hash(wanted.kind, wanted.scope);
        return *house.database->write([&](store::Transaction& tx) {
            return trust::create_likeness(tx, wanted, trust::AgeBand::kAdult, now());
        });
    }

    Result<Video> asked(const Principal& who, const std::string& prompt) {
        return house.videos->create(who, {.model = "able", .prompt = prompt});
    }

    void withdraw(const trust::Likeness& likeness) {
        ASSERT_TRUE(house.database->write([&](store::Transaction& tx) {
            return trust::withdraw_likeness(
                tx, likeness, likeness.owner, trust::Withdrawal::kRevoke, now()
            );
        }));
    }

    House house;
    Circle circle{*house.database, house.clock};
    Principal ann = house.somebody("ann@example.com");
    Principal ben = house.somebody("ben@example.com");
};

TEST(HandlesIn, AreWordsThatBeginWithAnAt) {
    EXPECT_EQ(handles_in("@Ann and @ben_2 wave"), (Strings{"ann", "ben_2"}));
    EXPECT_EQ(handles_in("@ann, @ann and @ANN"), Strings{"ann"});
    EXPECT_EQ(handles_in("(@ann)"), Strings{"ann"});
    EXPECT_TRUE(handles_in("write to me@example.com at @5pm @ @ab @_x").empty());
    EXPECT_TRUE(handles_in("").empty());
    EXPECT_TRUE(handles_in("\xC3\xA9@ann").empty());
}

TEST_F(LikenessUsesTest, TheOwnerMayAndOthersMayNotUnlessTheLevelSaysSo) {
    recorded(ann, "ann", trust::Level::kOnlyMe);
    const auto own = asked(ann, "@ann waves");
    ASSERT_TRUE(own) << to_string(own.error());
    ASSERT_EQ(own->characters.size(), 1U);
    const auto other = asked(ben, "@ann waves");
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().reason, trust::kLikenessDenied);
    EXPECT_EQ(other.error().field, "prompt");
}

TEST_F(LikenessUsesTest, NobodyMayUseWhatAModeratorRemoved) {
    const auto likeness = recorded(ann, "ann", trust::Level::kEveryone);
    ASSERT_TRUE(asked(ben, "@ann waves"));
    ASSERT_TRUE(house.database->write([&](store::Transaction& tx) {
        return withhold(
            tx,
            {.kind = SubjectKind::kLikeness, .id = likeness.id},
            {.id = "decision_1", .reason = "not hers"},
            now()
        );
    }));
    EXPECT_EQ(asked(ben, "@ann waves").error().reason, trust::kLikenessDenied);
    EXPECT_EQ(asked(ann, "@ann waves").error().reason, trust::kLikenessDenied);
    const auto job = house.jobs->claim("worker");
    ASSERT_TRUE(job && *job);
    EXPECT_TRUE((*job)->refusal);
}

TEST_F(LikenessUsesTest, MutualsMayWhereMutualsMay) {
    recorded(ann, "ann", trust::Level::kMutuals);
    EXPECT_FALSE(asked(ben, "@ann waves"));
    ASSERT_TRUE(circle.follow(ann, ben.account));
    ASSERT_TRUE(circle.follow(ben, ann.account));
    EXPECT_TRUE(asked(ben, "@ann waves"));
    ASSERT_TRUE(circle.block(ann, ben.account));
    EXPECT_FALSE(asked(ben, "@ann waves"));
}

TEST_F(LikenessUsesTest, AHandleThatNobodyHasIsRefusedByName) {
    const auto video = asked(ben, "@nobody waves");
    ASSERT_FALSE(video);
    EXPECT_EQ(video.error().reason, trust::kLikenessUnknown);
    EXPECT_NE(video.error().message.find("@nobody"), std::string::npos);
}

TEST_F(LikenessUsesTest, EnginesThatShowNobodyAreNotAsked) {
    recorded(ann, "ann", trust::Level::kEveryone);
    const auto video = house.videos->create(ben, {.prompt = "@ann waves"});
    ASSERT_FALSE(video);
    EXPECT_EQ(video.error().code, ErrorCode::kUnsupported);
}

TEST_F(LikenessUsesTest, TwoAreTheMost) {
    for (const char* handle : {"ann", "bea", "cat"}) {
        recorded(ann, handle, trust::Level::kEveryone);
    }
    EXPECT_TRUE(asked(ben, "@ann and @bea wave"));
    EXPECT_EQ(asked(ben, "@ann, @bea and @cat wave").error().reason, "too_many_characters");
}

TEST_F(LikenessUsesTest, AnIdIsAsGoodAsAHandle) {
    const auto likeness = recorded(ann, "ann", trust::Level::kEveryone);
    const auto video = house.videos->create(
        ben, {.model = "able", .prompt = "Ann waves", .characters = {likeness.id}}
    );
    ASSERT_TRUE(video) << to_string(video.error());
    const auto denied = house.videos->create(
        ben, {.model = "able", .prompt = "Ann waves", .characters = {"like_nobody"}}
    );
    EXPECT_EQ(denied.error().field, "characters[0].id");
}

TEST_F(LikenessUsesTest, EverythingCarriesGrantAndVersion) {
    const auto likeness = recorded(ann, "ann", trust::Level::kEveryone, true);
    const Video video = house.made(ben, {.model = "able", .prompt = "@ann waves"});
    const Video remix = house.made(
        ben, {.model = "able", .prompt = "at night", .kind = VideoKind::kRemix, .source = video.id}
    );
    const auto rows = house.database->read([&](store::Transaction& tx) {
        return tx.query("SELECT kind, grant_id, grant_version FROM likeness_uses ORDER BY kind");
    });
    ASSERT_EQ(rows->size(), 3U);
    EXPECT_EQ((*rows)[0].text("kind"), "remix");
    for (const store::Row& row : *rows) {
        EXPECT_EQ(row.text("grant_id"), likeness.grant.id);
        EXPECT_EQ(row.integer("grant_version"), likeness.grant.version);
    }
}

TEST_F(LikenessUsesTest, OthersRemixOnlyWhereTheOwnerLetsThem) {
    recorded(ann, "ann", trust::Level::kEveryone, false);
    const Video video = house.made(ben, {.model = "able", .prompt = "@ann waves"});
    // One's own clip is changed as it was made.
    EXPECT_TRUE(house.videos->create(
        ben, {.model = "able", .prompt = "at night", .kind = VideoKind::kRemix, .source = video.id}
    ));
}

TEST_F(LikenessUsesTest, AWorkerThatTakesTheJobHearsThatItWasTakenBack) {
    const auto likeness = recorded(ann, "ann", trust::Level::kEveryone);
    ASSERT_TRUE(asked(ben, "@ann waves"));
    withdraw(likeness);
    const auto job = house.jobs->claim("worker");
    ASSERT_TRUE(job && *job);
    EXPECT_TRUE((*job)->likenesses.empty());
    ASSERT_TRUE((*job)->refusal);
}

TEST_F(LikenessUsesTest, WhatWasTakenBackWhileItWasMadeIsNotDelivered) {
    const auto likeness = recorded(ann, "ann", trust::Level::kEveryone);
    const auto video = asked(ben, "@ann waves");
    const auto job = house.jobs->claim("worker");
    ASSERT_TRUE(job && *job);
    EXPECT_EQ((*job)->likenesses.size(), 1U);
    withdraw(likeness);
    EXPECT_FALSE(house.jobs->complete((*job)->lease, {.blobs = "videos/x/1", .clip_bytes = 4}));
    const auto after = house.videos->find(ben, video->id);
    EXPECT_EQ(after->status, VideoStatus::kFailed);
    EXPECT_EQ(after->error_code, kLikenessGoneCode);
    EXPECT_EQ(after->blobs, "");
}

TEST_F(LikenessUsesTest, WhoIsDeniedMeanwhileIsStoppedAtTheNextRenewalAndToldWhy) {
    const auto likeness = recorded(ann, "ann", trust::Level::kEveryone);
    const auto video = asked(ben, "@ann waves");
    const auto job = house.jobs->claim("worker");
    ASSERT_TRUE(job && *job);
    EXPECT_FALSE(house.jobs->renew((*job)->lease, 10)->cancel_requested);
    ASSERT_TRUE(house.database->write([&](store::Transaction& tx) {
        return tx.execute(
            "INSERT INTO likeness_people (likeness, account, verdict, decided_at) "
            "VALUES (:likeness, :ben, 'deny', 0)",
            {{"likeness", likeness.id}, {"ben", ben.account}}
        );
    }));
    EXPECT_TRUE(house.jobs->renew((*job)->lease, 20)->cancel_requested);
    ASSERT_TRUE(house.jobs->fail((*job)->lease, kCancelledCode, kCancelledMessage));
    EXPECT_EQ(house.videos->find(ben, video->id)->error_code, kLikenessGoneCode);
}

TEST_F(LikenessUsesTest, WhatAModeratorRemovedWhileItWasMadeIsNotDelivered) {
    const auto video = asked(ben, "a dog runs");
    const auto job = house.jobs->claim("worker");
    ASSERT_TRUE(job && *job);
    ASSERT_TRUE(house.database->write([&](store::Transaction& tx) {
        return withhold(
            tx,
            {.kind = SubjectKind::kVideo, .id = video->id},
            {.id = "decision_1", .reason = "rude"},
            house.now()
        );
    }));
    EXPECT_FALSE(house.jobs->complete((*job)->lease, {.blobs = "videos/x/1", .clip_bytes = 4}));
    const auto after = house.videos->find(ben, video->id);
    EXPECT_EQ(after->status, VideoStatus::kFailed);
    EXPECT_EQ(after->error_code, kWithheldCode);
}

}  // namespace
}  // namespace hibari::domain
