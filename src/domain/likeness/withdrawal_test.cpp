#include "domain/likeness/withdrawal.h"

#include "domain/likeness/testing_gallery.h"

namespace hibari::domain {
namespace {

class WithdrawalTest : public Gallery {
  protected:
    Remains take_back(Clips clips, trust::Withdrawal how = trust::Withdrawal::kRevoke) {
        const auto remains = likenesses.withdraw(ann, likeness.id, how, clips);
        HIBARI_CHECK(remains.has_value(), remains ? "" : to_string(remains.error()));
        return *remains;
    }

    trust::Likeness likeness = recorded(ann);
};

TEST_F(WithdrawalTest, StopsWhatWaitsAndWhatIsMade) {
    const auto waits = house.videos->create(ben, {.model = "able", .prompt = "@ann waves"});
    const auto runs = house.videos->create(cat, {.model = "able", .prompt = "@ann waves"});
    const auto job = house.jobs->claim("worker");
    ASSERT_TRUE(job && *job);
    const Remains remains = take_back(Clips::kHide);
    EXPECT_EQ(remains.done.stopped.size(), 2U);
    const auto& other = (*job)->video.id == waits->id ? *runs : *waits;
    EXPECT_EQ(
        house.database->read([&](store::Transaction& tx) { return find_video(tx, other.id); }
        )->error_code,
        kLikenessGoneCode
    );
    EXPECT_TRUE(house.jobs->renew((*job)->lease, 10)->cancel_requested);
    for (const std::string& id : {waits->id, runs->id}) {
        EXPECT_NE(
            std::ranges::find(house.events.published, "video." + id + ".cancel"),
            house.events.published.end()
        );
    }
}

TEST_F(WithdrawalTest, HidesClipsAndRemixesOfRemixesAndTellsTheirMakers) {
    const Video clip = clip_of(ben);
    const Video remix = remix_of(ben, clip);
    const Video deeper = remix_of(ben, remix);
    const Video other = clip_of(ben, "a dog runs");
    const auto post = posts.create(ben, deeper.id, "");
    const Remains remains = take_back(Clips::kHide);
    EXPECT_EQ(remains.done.clips, 3);
    for (const Video& one : {clip, remix, deeper}) {
        EXPECT_FALSE(is_served(one));
    }
    EXPECT_TRUE(is_served(other));
    EXPECT_FALSE(posts.find(cat, post->id));
    EXPECT_TRUE(was_told(ben, "likeness.withdrawn"));
    EXPECT_FALSE(was_told(cat, "likeness.withdrawn"));
}

TEST_F(WithdrawalTest, DestroysTheRecordingAlways) {
    ASSERT_TRUE(has_blob(likeness.pack));
    const Remains remains = take_back(Clips::kKeep);
    EXPECT_FALSE(has_blob(likeness.pack));
    EXPECT_EQ(remains.blobs_left, 0);
}

TEST_F(WithdrawalTest, DestroysClipsWhereTheOwnerSaysSo) {
    const Video clip = clip_of(ben);
    take_back(Clips::kDelete);
    EXPECT_FALSE(has_blob(clip.blobs + "/clip.mp4"));
    EXPECT_FALSE(is_served(clip));
}

TEST_F(WithdrawalTest, KeepsClipsWhereTheOwnerSaysSoAndMakesNoNewOnes) {
    const Video clip = clip_of(ben);
    take_back(Clips::kKeep);
    EXPECT_TRUE(is_served(clip));
    EXPECT_FALSE(house.videos->create(ben, {.model = "able", .prompt = "@ann waves"}));
    EXPECT_FALSE(house.videos->create(ann, {.model = "able", .prompt = "@ann waves"}));
    EXPECT_FALSE(house.videos->create(
        ben, {.model = "able", .prompt = "x", .kind = VideoKind::kRemix, .source = clip.id}
    ));
}

TEST_F(WithdrawalTest, DeletingTakesTheNameAlongAndLeavesTheAccount) {
    take_back(Clips::kHide, trust::Withdrawal::kDelete);
    EXPECT_FALSE(likenesses.find(ann, likeness.id));
    EXPECT_TRUE(house.accounts->find(ann.account));
    EXPECT_FALSE(likenesses.receipts(ann, likeness.id)->empty());
    // The handle is free again.
    recorded(cat, "ann");
}

TEST_F(WithdrawalTest, MayBecomeStricterLater) {
    const Video clip = clip_of(ben);
    take_back(Clips::kKeep);
    ASSERT_TRUE(is_served(clip));
    take_back(Clips::kDelete, trust::Withdrawal::kDelete);
    EXPECT_FALSE(is_served(clip));
}

TEST_F(WithdrawalTest, IsItsOwnersAlone) {
    EXPECT_FALSE(likenesses.withdraw(ben, likeness.id, trust::Withdrawal::kRevoke, Clips::kHide));
    EXPECT_TRUE(house.videos->create(ben, {.model = "able", .prompt = "@ann waves"}));
}

TEST_F(WithdrawalTest, ReachesWhatWasMadeOfARemixThatIsGone) {
    const Video clip = clip_of(ben);
    const Video remix = remix_of(ben, clip);
    const Video deeper = remix_of(ben, remix);
    ASSERT_TRUE(house.videos->remove(ben, remix.id));
    take_back(Clips::kHide);
    EXPECT_FALSE(is_served(deeper));
}

TEST_F(WithdrawalTest, RemovingOneClipStopsWhatIsBeingMadeFromIt) {
    const Video clip = clip_of(ben);
    const auto remix = house.videos->create(
        ben, {.model = "able", .prompt = "at night", .kind = VideoKind::kRemix, .source = clip.id}
    );
    ASSERT_TRUE(remix);
    ASSERT_TRUE(likenesses.remove_clip(ann, likeness.id, clip.id));
    EXPECT_EQ(house.videos->find(ben, remix->id)->error_code, kLikenessGoneCode);
}

}  // namespace
}  // namespace hibari::domain
