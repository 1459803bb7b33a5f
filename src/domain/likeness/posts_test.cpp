#include "domain/likeness/posts.h"

#include "domain/likeness/testing_gallery.h"
#include "domain/withholding.h"

namespace hibari::domain {
namespace {

class PostsTest : public Gallery {};

TEST_F(PostsTest, AreSeenByEverybodyAndDraftsAreNot) {
    const Video clip = clip_of(ann, "a dog runs");
    EXPECT_TRUE(posts.list(ben, {})->posts.empty());
    const auto post = posts.create(ann, clip.id, " Look! ");
    ASSERT_TRUE(post);
    EXPECT_EQ(posts.list(ben, {})->posts.size(), 1U);
    EXPECT_EQ(posts.find(ben, post->id)->caption, "Look!");
    EXPECT_TRUE(posts.video(ben, post->id));
    EXPECT_EQ(posts.create(ann, clip.id, "").error().reason, "already_posted");
}

TEST_F(PostsTest, AreMadeAndRemovedByTheirMakersAlone) {
    const Video clip = clip_of(ann, "a dog runs");
    EXPECT_FALSE(posts.create(ben, clip.id, ""));
    const auto post = posts.create(ann, clip.id, "");
    EXPECT_FALSE(posts.remove(ben, post->id));
    ASSERT_TRUE(posts.remove(ann, post->id));
    EXPECT_FALSE(posts.find(ann, post->id));
}

TEST_F(PostsTest, DoNotExistForThoseWhoAreBlocked) {
    const auto post = posts.create(ann, clip_of(ann, "a dog runs").id, "");
    ASSERT_TRUE(circle.block(ann, ben.account));
    EXPECT_FALSE(posts.find(ben, post->id));
    EXPECT_TRUE(posts.list(ben, {})->posts.empty());
    EXPECT_TRUE(posts.find(cat, post->id));
}

TEST_F(PostsTest, OfWithheldClipsAreNotShown) {
    const Video clip = clip_of(ann, "a dog runs");
    const auto post = posts.create(ann, clip.id, "");
    const auto now =
        std::chrono::time_point_cast<std::chrono::microseconds>(house.clock.wall_time());
    ASSERT_TRUE(house.database->write([&](store::Transaction& tx) {
        return withhold(
            tx,
            {.kind = SubjectKind::kVideo, .id = clip.id},
            {.id = "decision_1", .reason = "rude"},
            now
        );
    }));
    EXPECT_FALSE(posts.find(ben, post->id));
    EXPECT_FALSE(posts.video(ben, post->id));
}

TEST_F(PostsTest, ThatAModeratorRemovedAreNotPostedAnew) {
    const Video clip = clip_of(ann, "a dog runs");
    const auto post = posts.create(ann, clip.id, "");
    ASSERT_TRUE(house.database->write([&](store::Transaction& tx) {
        return withhold(
            tx,
            {.kind = SubjectKind::kPost, .id = post->id},
            {.id = "decision_1", .reason = "rude"},
            house.now()
        );
    }));
    const auto removed = posts.remove(ann, post->id);
    ASSERT_FALSE(removed);
    EXPECT_EQ(removed.error().reason, kWithheldCode);
    EXPECT_EQ(posts.create(ann, clip.id, "again").error().reason, "already_posted");
}

TEST_F(PostsTest, HaveCaptionsThatThePolicyLetsStand) {
    const auto engine = trust::PolicyEngine::create({});
    ASSERT_TRUE(engine);
    const PolicyDesk desk(**engine, *house.database, house.clock);
    Posts judged(*house.database, house.clock, &desk);
    const Video clip = clip_of(ann, "a dog runs");
    const auto refused =
        judged.create(ann, clip.id, "All immigrants are vermin, exterminate them.");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason, kPolicyCode);
    EXPECT_EQ(refused.error().field, "caption");
    EXPECT_TRUE(judged.create(ann, clip.id, "Look how it runs!"));
}

TEST_F(PostsTest, CarryTheLikenessesOfTheirClips) {
    const auto likeness = recorded(ann);
    const auto post = posts.create(ben, clip_of(ben).id, "");
    ASSERT_TRUE(post);
    const auto row = house.database->read([&](store::Transaction& tx) {
        return tx.query_row(
            "SELECT likeness, grant_id FROM likeness_uses WHERE kind = 'post' AND subject = :id",
            {{"id", post->id}}
        );
    });
    ASSERT_TRUE(row);
    EXPECT_EQ(row->text("grant_id"), likeness.grant.id);
}

TEST_F(PostsTest, AreNotMadeWithALikenessThatWasTakenBack) {
    const auto likeness = recorded(ann);
    const Video clip = clip_of(ben);
    ASSERT_TRUE(likenesses.withdraw(ann, likeness.id, trust::Withdrawal::kRevoke, Clips::kKeep));
    EXPECT_FALSE(posts.create(ben, clip.id, ""));
}

}  // namespace
}  // namespace hibari::domain
