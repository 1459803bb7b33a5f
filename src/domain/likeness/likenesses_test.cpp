#include "domain/likeness/likenesses.h"

#include "domain/likeness/testing_gallery.h"
#include "trust/audit/log.h"

#include <array>

namespace hibari::domain {
namespace {

class LikenessesTest : public Gallery {};

TEST_F(LikenessesTest, FourLevelsTimesEverybody) {
    enum Who { kSelf, kApproved, kMutual, kStranger, kBlocked, kDenied };

    struct Row {
        trust::Level level;
        std::array<bool, 6> may;
    };

    const std::array<Row, 4> table = {{
        {trust::Level::kOnlyMe, {true, false, false, false, false, false}},
        {trust::Level::kApproved, {true, true, false, false, false, false}},
        {trust::Level::kMutuals, {true, true, true, false, false, false}},
        {trust::Level::kEveryone, {true, true, true, true, false, false}},
    }};
    std::array<Principal, 6> people;
    people[kSelf] = ann;
    for (int i = kApproved; i <= kDenied; ++i) {
        people[static_cast<std::size_t>(i)] =
            house.somebody("p" + std::to_string(i) + "@example.com", "pro");
    }
    ASSERT_TRUE(circle.follow(ann, people[kMutual].account));
    ASSERT_TRUE(circle.follow(people[kMutual], ann.account));
    ASSERT_TRUE(circle.block(ann, people[kBlocked].account));
    int i = 0;
    for (const Row& row : table) {
        const std::string handle = "ann" + std::to_string(i++);
        const trust::Likeness likeness = recorded(ann, handle, row.level);
        const auto say = [&](Who who, trust::Standing verdict) {
            ASSERT_TRUE(likenesses.set_person(ann, likeness.id, people[who].account, verdict));
        };
        say(kApproved, trust::Standing::kAllow);
        say(kBlocked, trust::Standing::kAllow);
        say(kDenied, trust::Standing::kDeny);
        for (std::size_t who = kSelf; who <= kDenied; ++who) {
            const bool may =
                likenesses.may_use(people[who], *likenesses.find(ann, likeness.id)).has_value();
            const bool made =
                house.videos
                    ->create(people[who], {.model = "able", .prompt = "@" + handle + " waves"})
                    .has_value();
            EXPECT_EQ(may, row.may[who]) << handle << " " << who;
            EXPECT_EQ(made, row.may[who]) << handle << " " << who;
        }
    }
}

TEST_F(LikenessesTest, OwnersSeeOthersUnpostedDraftsAtOnce) {
    const auto likeness = recorded(ann);
    const auto waits = house.videos->create(ben, {.model = "able", .prompt = "@ann waves"});
    ASSERT_TRUE(waits);
    const auto clips = likenesses.clips(ann, likeness.id, {});
    ASSERT_EQ(clips->videos.size(), 1U);
    EXPECT_EQ(clips->videos[0].id, waits->id);
    EXPECT_TRUE(likenesses.clip(ann, likeness.id, waits->id));
    EXPECT_FALSE(likenesses.clips(ben, likeness.id, {}));
    EXPECT_FALSE(likenesses.clip(cat, likeness.id, waits->id));
}

TEST_F(LikenessesTest, OwnersRemoveAnyClipAndItsMakerIsTold) {
    const auto likeness = recorded(ann);
    const Video clip = clip_of(ben);
    const Video remix = remix_of(ben, clip);
    ASSERT_TRUE(is_served(clip));
    ASSERT_TRUE(likenesses.remove_clip(ann, likeness.id, clip.id));
    EXPECT_FALSE(is_served(clip));
    EXPECT_FALSE(is_served(remix));
    EXPECT_FALSE(has_blob(clip.blobs + "/clip.mp4"));
    EXPECT_TRUE(was_told(ben, "likeness.clip_removed"));
}

TEST_F(LikenessesTest, EitherOfTwoOwnersRemovesAClip) {
    recorded(ann, "ann");
    const auto second = recorded(cat, "cat");
    const Video clip = clip_of(ben, "@ann and @cat wave");
    ASSERT_TRUE(likenesses.remove_clip(cat, second.id, clip.id));
    EXPECT_FALSE(is_served(clip));
}

TEST_F(LikenessesTest, OnlyClipsWithTheLikenessAreItsOwnersToRemove) {
    const auto likeness = recorded(ann);
    const Video other = clip_of(ben, "a dog runs");
    EXPECT_EQ(
        likenesses.remove_clip(ann, likeness.id, other.id).error().code, ErrorCode::kNotFound
    );
    EXPECT_TRUE(is_served(other));
}

TEST_F(LikenessesTest, AskingAndApprovingTellsBoth) {
    const auto likeness = recorded(ann, "ann", trust::Level::kApproved);
    const auto request = likenesses.request(ben, "@ann", "Please.");
    ASSERT_TRUE(request) << to_string(request.error());
    EXPECT_TRUE(was_told(ann, "likeness.requested"));
    ASSERT_TRUE(likenesses.decide(ann, likeness.id, request->id, true));
    EXPECT_TRUE(was_told(ben, "likeness.approved"));
    EXPECT_TRUE(house.videos->create(ben, {.model = "able", .prompt = "@ann waves"}));
}

TEST_F(LikenessesTest, AreNotOpenToEverybodyForWhoIsNotKnownToBeAdult) {
    const auto likeness = likenesses.create(ann, wanted("ann", trust::Level::kEveryone));
    ASSERT_FALSE(likeness);
    EXPECT_EQ(likeness.error().reason, "not_for_minors");
}

TEST_F(LikenessesTest, ADoubtfulOneWaitsForAModerator) {
    auto doubtful = wanted("ann", trust::Level::kOnlyMe);
    doubtful.is_accepted = false;
    doubtful.doubts = "Something beside you looks like a second face.";
    house.put(doubtful.pack, "pack");
    const auto likeness = likenesses.create(ann, doubtful);
    ASSERT_TRUE(likeness);
    EXPECT_FALSE(house.videos->create(ann, {.model = "able", .prompt = "@ann waves"}));
    Principal moderator = ben;
    moderator.is_moderator = true;
    ASSERT_EQ(likenesses.pending(moderator)->size(), 1U);
    EXPECT_EQ(likenesses.pending(moderator)->front().doubts, doubtful.doubts);
    EXPECT_EQ(likenesses.pending(ben).error().reason, "moderator_only");
    Principal self = ann;
    self.is_moderator = true;
    EXPECT_EQ(
        likenesses.review(self, likeness->id, true, "").error().reason, "another_moderator_needed"
    );
    ASSERT_TRUE(likenesses.review(moderator, likeness->id, true, ""));
    EXPECT_EQ(likenesses.find(ann, likeness->id)->doubts, "");
    EXPECT_TRUE(house.videos->create(ann, {.model = "able", .prompt = "@ann waves"}));
}

TEST_F(LikenessesTest, AModeratorSeesWhatWaitsAndNothingElse) {
    auto doubtful = wanted("ann", trust::Level::kOnlyMe);
    doubtful.is_accepted = false;
    const auto likeness = likenesses.create(ann, doubtful);
    EXPECT_FALSE(likenesses.look_at_pending(ben, likeness->id));
    Principal moderator = ben;
    moderator.is_moderator = true;
    ASSERT_TRUE(likenesses.look_at_pending(moderator, likeness->id));
    const auto leaves = house.database->read([](store::Transaction& tx) {
        return trust::find_leaves(tx, {.kind = "likeness.viewed"});
    });
    EXPECT_EQ(leaves->size(), 1U);
    ASSERT_TRUE(likenesses.review(moderator, likeness->id, true, ""));
    EXPECT_FALSE(likenesses.look_at_pending(moderator, likeness->id)) << "it waits no longer";
}

TEST_F(LikenessesTest, ARejectedOneLeavesNothing) {
    auto doubtful = wanted("ann", trust::Level::kOnlyMe);
    doubtful.is_accepted = false;
    house.put(doubtful.pack, "pack");
    const auto likeness = likenesses.create(ann, doubtful);
    Principal moderator = ben;
    moderator.is_moderator = true;
    ASSERT_TRUE(likenesses.review(moderator, likeness->id, false, "A photo of a photo."));
    EXPECT_FALSE(has_blob(doubtful.pack));
    EXPECT_FALSE(likenesses.find(ann, likeness->id));
    EXPECT_TRUE(was_told(ann, "likeness.rejected"));
}

TEST_F(LikenessesTest, ReceiptsOfEveryChangeAreTheOwnersAlone) {
    const auto likeness = recorded(ann);
    ASSERT_TRUE(likenesses.set_person(ann, likeness.id, ben.account, trust::Standing::kDeny));
    const auto receipts = likenesses.receipts(ann, likeness.id);
    ASSERT_EQ(receipts->size(), 2U);
    const auto signed_one = likenesses.receipt(ann, receipts->front().id);
    ASSERT_TRUE(signed_one);
    EXPECT_TRUE(trust::check_receipt(*signed_one));
    EXPECT_FALSE(likenesses.receipt(ben, receipts->front().id));
}

}  // namespace
}  // namespace hibari::domain
