#include "domain/visible_mark.h"

#include "domain/testing_house.h"

#include <gtest/gtest.h>

namespace hibari::domain {
namespace {

Video clip_of(const std::string& account) {
    Video video;
    video.account = account;
    return video;
}

trust::Likeness likeness_of(const std::string& owner) {
    trust::Likeness likeness;
    likeness.owner = owner;
    return likeness;
}

VisibleMarkPolicy policy_of(std::string_view clips, bool is_own_likeness_free = false) {
    return visible_mark_policy(clips, "pro, operator", is_own_likeness_free).value();
}

TEST(VisibleMarkPolicy, LeavesOutTheTiersThatTheOperatorNames) {
    const Video plain = clip_of("ann");
    const auto has = [&](std::string_view clips, std::string_view tier) {
        return has_visible_mark(policy_of(clips), tier, plain, nullptr, {});
    };
    EXPECT_TRUE(has("tiers", "free"));
    EXPECT_FALSE(has("tiers", "pro"));
    EXPECT_FALSE(has("tiers", "operator"));
    EXPECT_TRUE(has("always", "pro"));
    EXPECT_FALSE(has("never", "free"));
    EXPECT_TRUE(has_visible_mark({}, "pro", plain, nullptr, {})) << "nobody is left out by default";
}

TEST(VisibleMarkPolicy, MarksEveryClipThatShowsSomebody) {
    const std::vector<trust::Likeness> theirs = {likeness_of("ben")};
    const std::vector<trust::Likeness> own = {likeness_of("ann")};
    const std::vector<trust::Likeness> both = {likeness_of("ann"), likeness_of("ben")};
    for (const std::string_view clips : {"tiers", "never"}) {
        const Video plain = clip_of("ann");
        EXPECT_TRUE(has_visible_mark(policy_of(clips), "pro", plain, nullptr, theirs));
        EXPECT_TRUE(has_visible_mark(policy_of(clips), "pro", plain, nullptr, own));
        EXPECT_FALSE(has_visible_mark(policy_of(clips, true), "pro", plain, nullptr, own));
        EXPECT_TRUE(has_visible_mark(policy_of(clips, true), "pro", plain, nullptr, both));
        Video with = plain;
        with.characters = {"char_1"};
        EXPECT_TRUE(has_visible_mark(policy_of(clips, true), "pro", with, nullptr, {}));
        with = plain;
        with.reference = "a picture";
        EXPECT_TRUE(has_visible_mark(policy_of(clips, true), "pro", with, nullptr, {}));
        with = plain;
        with.upload = "a clip";
        EXPECT_TRUE(has_visible_mark(policy_of(clips, true), "pro", with, nullptr, {}));
    }
}

TEST(VisibleMarkPolicy, KeepsTheMarkOfWhatIsExtended) {
    Video source = clip_of("ann");
    source.visible_mark = "Ann";
    Video longer = clip_of("ann");
    longer.kind = VideoKind::kExtension;
    EXPECT_TRUE(has_visible_mark(policy_of("tiers"), "pro", longer, &source, {}));
    // A remix is drawn anew.
    longer.kind = VideoKind::kRemix;
    EXPECT_FALSE(has_visible_mark(policy_of("tiers"), "pro", longer, &source, {}));
}

TEST(VisibleMarkPolicy, RefusesWhatItDoesNotKnow) {
    EXPECT_FALSE(visible_mark_policy("sometimes", "", false));
    EXPECT_EQ(policy_of("tiers").unmarked_tiers, (std::vector<std::string>{"pro", "operator"}));
}

TEST(VisibleMarkPolicy, IsAskedWhenAClipIsMade) {
    House house;
    const Principal who = house.somebody("ann@example.org");
    NewVideo wanted;
    wanted.prompt = "a ball rolls";
    wanted.seconds = 4;
    const auto asked = house.videos->create(who, wanted);
    ASSERT_TRUE(asked) << to_string(asked.error());
    const auto job = house.jobs->claim("worker");
    ASSERT_TRUE(job && *job);
    EXPECT_TRUE((*job)->has_visible_mark);
    EXPECT_EQ((*job)->maker, "Somebody");
    ASSERT_TRUE(house.jobs->complete(
        (*job)->lease,
        {.blobs = "videos/x/1", .clip_bytes = 4, .visible_mark = "Somebody", .script = "{}"}
    ));
    EXPECT_EQ(house.videos->find(who, asked->id)->visible_mark, "Somebody");
}

}  // namespace
}  // namespace hibari::domain
