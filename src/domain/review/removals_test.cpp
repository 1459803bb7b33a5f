#include "domain/review/removals.h"

#include "domain/review/testing_court.h"

namespace hibari::domain {
namespace {

class RemovalsTest : public Court {
  protected:
    NewRemoval request(std::string_view reason = "intimate") const {
        return {
            .reason = reason,
            .jurisdiction = "US",
            .signature = "A. Person",
            .contact = "a@example.com",
            .location = location,
            .text = "That is me, and I never agreed.",
            .in_good_faith = true,
        };
    }

    std::string location = "https://clips.example/videos/" + video.id + "?t=3";
};

TEST_F(RemovalsTest, NeedNoAccountAndHaveAClock) {
    const auto made = removals.create(request());
    ASSERT_TRUE(made) << to_string(made.error());
    EXPECT_EQ(made->request.due_at_us - made->request.created_at_us, 48 * 3'600'000'000LL);
    const auto open = review.cases(judge, {.queue = Queue::kRemovals});
    ASSERT_EQ(open->size(), 1U);
    EXPECT_EQ(open->front().subject, clip());
    EXPECT_EQ(review.look(judge, open->front().id)->voices[0].kind, "removal_request");
}

TEST_F(RemovalsTest, AreFollowedWithTheirTokenAlone) {
    const auto made = removals.create(request());
    EXPECT_FALSE(removals.find(made->request.id, "rr-wrong"));
    const auto open = removals.find(made->request.id, made->token);
    ASSERT_TRUE(open);
    EXPECT_EQ(open->outcome, "");
    decided(
        made->request.case_id,
        {.action = Action::kRemove, .category = "intimate", .facts = "Without consent."}
    );
    EXPECT_EQ(removals.find(made->request.id, made->token)->outcome, "removed");
}

TEST_F(RemovalsTest, NameTheFieldThatIsMissing) {
    const auto refused = [&](auto change) {
        NewRemoval wanted = request();
        change(wanted);
        const auto made = removals.create(wanted);
        return made ? "" : made.error().field;
    };
    EXPECT_EQ(refused([](NewRemoval& r) { r.signature = " "; }), "signature");
    EXPECT_EQ(refused([](NewRemoval& r) { r.contact = ""; }), "contact");
    EXPECT_EQ(refused([](NewRemoval& r) { r.location = "somewhere"; }), "location");
    EXPECT_EQ(refused([](NewRemoval& r) { r.location = "video_0000"; }), "location");
    EXPECT_EQ(refused([](NewRemoval& r) { r.reason = "dislike"; }), "reason");
    EXPECT_EQ(refused([](NewRemoval& r) { r.jurisdiction = "usa"; }), "jurisdiction");
    EXPECT_EQ(refused([](NewRemoval& r) { r.in_good_faith = false; }), "in_good_faith");
    EXPECT_EQ(refused([](NewRemoval& r) { r.text = "\x01"; }), "text");
}

TEST_F(RemovalsTest, AreHeededBeforeTheClockRunsOutEvenWhenNobodyLooks) {
    const auto made = removals.create(request());
    house.clock.advance(std::chrono::hours(47));
    ASSERT_EQ(*review.keep_time(), 0);
    EXPECT_EQ(withheld(video), "");
    house.clock.advance(std::chrono::minutes(31));
    ASSERT_EQ(*review.keep_time(), 1);
    EXPECT_NE(withheld(video), "");
    EXPECT_EQ(removals.find(made->request.id, made->token)->outcome, "withheld");
    // Only a person may count it against somebody.
    EXPECT_EQ(strikes_that_count(), 0);
    EXPECT_EQ(*review.keep_time(), 0);
}

TEST_F(RemovalsTest, GiveWayToWhatAPersonDecidesAfterTheClock) {
    const auto made = removals.create(request());
    house.clock.advance(std::chrono::hours(48));
    ASSERT_TRUE(review.keep_time());
    decided(made->request.case_id, {.category = "intimate", .facts = "It is a drawing of a cat."});
    EXPECT_EQ(withheld(video), "");
    EXPECT_EQ(removals.find(made->request.id, made->token)->outcome, "refused");
}

TEST_F(RemovalsTest, StayRemovedWhenAPersonAgreesWithTheClock) {
    const auto made = removals.create(request());
    house.clock.advance(std::chrono::hours(48));
    ASSERT_TRUE(review.keep_time());
    const Decision decision = decided(
        made->request.case_id, {.action = Action::kRemove, .category = "intimate", .facts = "Yes."}
    );
    EXPECT_NE(withheld(video), "");
    ASSERT_TRUE(review.reverse(judge, decision.id, ""));
    EXPECT_EQ(withheld(video), "");
}

TEST_F(RemovalsTest, AreHeededByTheClockAlsoWhenTheCaseWasPassedOnBefore) {
    // Whoever asks first for a slight reason must not stop the clock of who asks for a grave one.
    ASSERT_TRUE(removals.create(request("copyright")));
    house.clock.advance(std::chrono::hours(48));
    ASSERT_EQ(*review.keep_time(), 1);
    ASSERT_EQ(withheld(video), "");
    const auto grave = removals.create(request());
    ASSERT_EQ(*review.keep_time(), 1);
    EXPECT_NE(withheld(video), "");
    EXPECT_EQ(removals.find(grave->request.id, grave->token)->outcome, "withheld");
    EXPECT_EQ(*review.keep_time(), 0);
}

TEST_F(RemovalsTest, AreHeededByTheClockAlsoWhenAModeratorPassedThemOn) {
    const auto made = removals.create(request());
    ASSERT_TRUE(review.claim(judge, made->request.case_id));
    ASSERT_TRUE(review.escalate(judge, made->request.case_id, "hard to say"));
    house.clock.advance(std::chrono::hours(48));
    ASSERT_EQ(*review.keep_time(), 1);
    EXPECT_NE(withheld(video), "");
}

TEST_F(RemovalsTest, ForReasonsThatCanWaitOnlyStandOut) {
    ASSERT_TRUE(removals.create(request("copyright")));
    house.clock.advance(std::chrono::hours(49));
    ASSERT_EQ(*review.keep_time(), 1);
    EXPECT_EQ(withheld(video), "");
    EXPECT_EQ(review.cases(judge, {.state = CaseState::kEscalated})->size(), 1U);
}

TEST(SubjectAt, FindsIdsInAddresses) {
    EXPECT_EQ(
        subject_at("https://x.example/v1/videos/video_12ab/content"),
        (Subject{.kind = SubjectKind::kVideo, .id = "video_12ab"})
    );
    EXPECT_EQ(subject_at("like_9"), (Subject{.kind = SubjectKind::kLikeness, .id = "like_9"}));
    EXPECT_FALSE(subject_at("https://example.com/"));
    EXPECT_FALSE(subject_at(""));
}

}  // namespace
}  // namespace hibari::domain
