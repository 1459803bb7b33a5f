#include "domain/review/review.h"

#include "base/time_text.h"
#include "domain/review/testing_court.h"
#include "domain/review/transparency.h"
#include "trust/audit/log.h"

#include <algorithm>

namespace hibari::domain {
namespace {

using Strings = std::vector<std::string>;

class ReviewTest : public Court {};

TEST_F(ReviewTest, ReportsOfManyAboutOneThingAreOneMoreUrgentCase) {
    const std::string id = reported("spam");
    const auto before = review.look(judge, id)->about;
    const Principal other = house.somebody("other@example.com");
    const auto joined = reports.create(other, {.subject = clip(), .category = "threat"});
    ASSERT_TRUE(joined);
    EXPECT_EQ(joined->case_id, id);
    const auto after = review.look(judge, id)->about;
    EXPECT_EQ(after.reports, 2);
    EXPECT_EQ(after.category, "threat");
    EXPECT_GT(after.priority, before.priority);
}

TEST_F(ReviewTest, AFloodOfReportsTakesNothingDown) {
    for (int i = 0; i < 30; ++i) {
        const Principal one = house.somebody("flood" + std::to_string(i) + "@example.com");
        ASSERT_TRUE(reports.create(one, {.subject = clip(), .category = "sexual"}));
    }
    ASSERT_TRUE(review.keep_time());
    EXPECT_EQ(withheld(video), "");
    EXPECT_EQ(review.cases(judge, {})->size(), 1U);
}

TEST_F(ReviewTest, OneAccountReportsAThingOnceAndNotTooMuchInADay) {
    const auto first = reports.create(viewer, {.subject = clip(), .category = "spam"});
    const auto again = reports.create(viewer, {.subject = clip(), .category = "hate"});
    ASSERT_TRUE(again);
    EXPECT_EQ(first->id, again->id);
    EXPECT_EQ(review.look(judge, again->case_id)->about.reports, 1);
    Result<Report> last;
    for (std::int64_t i = 0; i < kReportsPerDayMax; ++i) {
        const Video one = house.made(maker, {.prompt = "a cat"});
        last = reports.create(
            viewer, {.subject = {.kind = SubjectKind::kVideo, .id = one.id}, .category = "spam"}
        );
        house.clock.advance(std::chrono::minutes(1));
    }
    ASSERT_FALSE(last);
    EXPECT_EQ(last.error().reason, "report_limit_reached");
}

TEST_F(ReviewTest, ReportsOfWhatIsNotThereAreRefused) {
    const auto report = reports.create(
        viewer, {.subject = {.kind = SubjectKind::kVideo, .id = "video_x"}, .category = "spam"}
    );
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, ErrorCode::kNotFound);
    EXPECT_FALSE(reports.create(viewer, {.subject = clip(), .category = "nonsense"}));
}

TEST_F(ReviewTest, OnlyModeratorsSeeAndDecide) {
    const std::string id = reported();
    EXPECT_EQ(review.cases(viewer, {}).error().reason, "moderator_only");
    EXPECT_EQ(review.look(viewer, id).error().reason, "moderator_only");
    EXPECT_EQ(review.claim(viewer, id).error().reason, "moderator_only");
    EXPECT_EQ(review.decide(viewer, id, {}).error().reason, "moderator_only");
    EXPECT_EQ(review.decisions(viewer, {}).error().reason, "moderator_only");
    EXPECT_EQ(review.reverse(viewer, "x", "").error().reason, "moderator_only");
    EXPECT_EQ(review.approve(viewer, "x").error().reason, "moderator_only");
}

TEST_F(ReviewTest, ACaseIsWorkedAtByOneAtATime) {
    const std::string id = reported();
    ASSERT_TRUE(review.claim(judge, id));
    EXPECT_EQ(review.claim(second, id).error().reason, "claimed_by_another");
    EXPECT_EQ(review.decide(second, id, {.category = "spam"}).error().reason, "case_not_claimed");
    house.clock.advance(Review::kClaimLasts);
    EXPECT_TRUE(review.claim(second, id));
    EXPECT_EQ(review.decide(judge, id, {.category = "spam"}).error().reason, "case_not_claimed");
    ASSERT_TRUE(review.release(second, id));
    EXPECT_TRUE(review.claim(judge, id));
}

TEST_F(ReviewTest, UrgentCasesComeFirst) {
    const std::string spam = reported("spam");
    house.clock.advance(std::chrono::hours(1));
    const Video other = house.made(maker, {.prompt = "a dog"});
    const auto threat = reports.create(
        viewer, {.subject = {.kind = SubjectKind::kVideo, .id = other.id}, .category = "threat"}
    );
    const auto cases = [&] {
        Strings ids;
        const auto open = review.cases(judge, {});
        for (const ReviewCase& one : *open) {
            ids.push_back(one.id);
        }
        return ids;
    };
    EXPECT_EQ(cases(), (Strings{threat->case_id, spam}));
    // Now the deadline of the older one is near.
    house.clock.advance(std::chrono::minutes(17 * 60 + 30));
    EXPECT_EQ(cases(), (Strings{spam, threat->case_id}));
}

TEST_F(ReviewTest, RemovalHidesTheClipItsRemixesAndItsCopiesAndTellsEverybody) {
    const Video copy = house.made(viewer, {.prompt = "a cat"});
    const Video remix = remix_of(video, maker);
    copies = {copy.id};
    const Decision decision = removed();
    EXPECT_NE(withheld(video), "");
    EXPECT_NE(withheld(remix), "");
    EXPECT_NE(house.videos->find(viewer, copy.id)->withheld, "");
    EXPECT_EQ(told(maker), Strings{"moderation.remove"});
    EXPECT_EQ(told(viewer), (Strings{"moderation.removed_along", "review.answered"}));
    EXPECT_EQ(strikes_that_count(), 1);
    EXPECT_EQ(decision.moderator, judge.account);
}

TEST_F(ReviewTest, RemovalStopsWhatIsBeingMadeFromTheClip) {
    const auto waits = house.videos->create(
        maker, {.model = "able", .prompt = "x", .kind = VideoKind::kRemix, .source = video.id}
    );
    ASSERT_TRUE(waits);
    removed();
    const auto after = house.videos->find(maker, waits->id);
    EXPECT_EQ(after->status, VideoStatus::kFailed);
    EXPECT_EQ(after->error_code, kWithheldCode);
    EXPECT_NE(
        std::ranges::find(house.events.published, "video." + waits->id + ".cancel"),
        house.events.published.end()
    );
}

TEST_F(ReviewTest, TheStatementOfReasonsIsComplete) {
    const Decision decision = removed();
    const Json& statement = decision.statement;
    for (const char* field :
         {"restriction",
          "action",
          "subject",
          "rule",
          "rule_meaning",
          "facts",
          "legal_ground",
          "detected_by",
          "decided_automatically",
          "territory",
          "redress"}) {
        EXPECT_NE(statement.find(field), nullptr) << field;
    }
    EXPECT_EQ(statement.at("facts").as_string(), "It mocks a classmate.");
    EXPECT_FALSE(statement.at("decided_automatically").as_bool());
    const auto page = notices.list(maker, {});
    EXPECT_EQ(page->notices[0].details.at("statement"), statement);
    EXPECT_NE(page->notices[0].text.find("It mocks a classmate."), std::string::npos);
}

TEST_F(ReviewTest, ADecisionAgainstSomebodyNeedsFacts) {
    const std::string id = reported();
    ASSERT_TRUE(review.claim(judge, id));
    const auto decision =
        review.decide(judge, id, {.action = Action::kRemove, .category = "harassment"});
    ASSERT_FALSE(decision);
    EXPECT_EQ(decision.error().field, "facts");
}

TEST_F(ReviewTest, NobodyDecidesTwiceOrAboutTheirOwn) {
    const std::string id = reported();
    ASSERT_TRUE(review.claim(judge, id));
    ASSERT_TRUE(review.decide(judge, id, {.category = "other"}));
    EXPECT_EQ(review.claim(second, id).error().reason, "case_decided");
    const Video own = house.made(judge, {.prompt = "a cat"});
    const auto report = reports.create(
        viewer, {.subject = {.kind = SubjectKind::kVideo, .id = own.id}, .category = "spam"}
    );
    EXPECT_EQ(review.claim(judge, report->case_id).error().reason, "another_moderator_needed");
}

TEST_F(ReviewTest, NobodyDecidesWhatTheyReportedOrAppealedThemselves) {
    const auto report = reports.create(second, {.subject = clip(), .category = "spam"});
    EXPECT_EQ(review.claim(second, report->case_id).error().reason, "another_moderator_needed");
    const Decision decision = decided(report->case_id, {.category = "spam"});
    ASSERT_TRUE(appeals.create(second, decision.id, "Look again."));
    const std::string id = review.cases(second, {.queue = Queue::kAppeals})->front().id;
    EXPECT_EQ(review.claim(second, id).error().reason, "another_moderator_needed");
}

TEST_F(ReviewTest, LeavesOfTheLogNameNobody) {
    const auto report = reports.create(
        viewer,
        {.subject = {.kind = SubjectKind::kAccount, .id = maker.account}, .category = "spam"}
    );
    const Decision decision = decided(
        report->case_id, {.action = Action::kWarn, .category = "spam", .facts = "Adverts."}
    );
    ASSERT_TRUE(review.reverse(judge, decision.id, "a mistake"));
    const auto leaves = house.database->read([](store::Transaction& tx) {
        return trust::find_leaves(tx, {.limit = 100});
    });
    ASSERT_FALSE(leaves->empty());
    for (const trust::AuditLeaf& leaf : *leaves) {
        for (const Principal& who : {maker, viewer, judge}) {
            EXPECT_EQ(leaf.entry.find(who.account), std::string::npos) << leaf.entry;
        }
    }
}

TEST_F(ReviewTest, AnAppealIsDecidedBySomebodyElseAndUndoesEverything) {
    const Video remix = remix_of(video, maker);
    const Decision decision = removed();
    const auto appeal = appeals.create(maker, decision.id, "It is me in it, and I am laughing.");
    ASSERT_TRUE(appeal);
    const auto open = review.cases(second, {.queue = Queue::kAppeals});
    ASSERT_EQ(open->size(), 1U);
    EXPECT_EQ(review.claim(judge, open->front().id).error().reason, "another_moderator_needed");
    ASSERT_TRUE(review.claim(second, open->front().id));
    EXPECT_EQ(
        review.decide(second, open->front().id, {.category = "other"}).error().reason,
        "case_is_an_appeal"
    );
    ASSERT_TRUE(review.decide_appeal(second, open->front().id, true, "It is the maker."));
    EXPECT_EQ(withheld(video), "");
    EXPECT_EQ(withheld(remix), "");
    EXPECT_EQ(strikes_that_count(), 0);
    EXPECT_EQ(appeals.find(maker, appeal->id)->state, AppealState::kOverturned);
    EXPECT_EQ(
        told(maker), (Strings{"appeal.overturned", "moderation.remove", "moderation.restored"})
    );
}

TEST_F(ReviewTest, AnAppealThatFailsLeavesEverythingAndSaysWhy) {
    const Decision decision = removed();
    ASSERT_TRUE(appeals.create(maker, decision.id, "No."));
    const std::string id = review.cases(second, {.queue = Queue::kAppeals})->front().id;
    ASSERT_TRUE(review.claim(second, id));
    // Notices of one time have no order.
    house.clock.advance(std::chrono::seconds(1));
    ASSERT_TRUE(review.decide_appeal(second, id, false, "It names the classmate."));
    EXPECT_NE(withheld(video), "");
    EXPECT_EQ(strikes_that_count(), 1);
    EXPECT_NE(
        notices.list(maker, {})->notices[0].text.find("It names the classmate."), std::string::npos
    );
    EXPECT_EQ(appeals.create(maker, decision.id, "No!").error().reason, "already_appealed");
}

TEST_F(ReviewTest, StrangersCannotAppealAndNobodyCanAfterSixMonths) {
    const Decision decision = removed();
    const Principal stranger = house.somebody("stranger@example.com");
    EXPECT_EQ(appeals.create(stranger, decision.id, "").error().code, ErrorCode::kNotFound);
    house.clock.advance(kAppealWithin + std::chrono::seconds(1));
    EXPECT_EQ(appeals.create(maker, decision.id, "").error().reason, "too_late");
}

TEST_F(ReviewTest, ASuspendedAccountMayAppealAndComesBack) {
    const Decision decision = decided(
        reported(),
        {.action = Action::kSuspend, .category = "harassment", .facts = "Again and again."}
    );
    EXPECT_TRUE(house.accounts->find(maker.account)->is_suspended);
    Principal suspended = maker;
    suspended.is_suspended = true;
    ASSERT_TRUE(appeals.create(suspended, decision.id, "I am sorry."));
    const std::string id = review.cases(second, {.queue = Queue::kAppeals})->front().id;
    ASSERT_TRUE(review.claim(second, id));
    ASSERT_TRUE(review.decide_appeal(second, id, true, ""));
    EXPECT_FALSE(house.accounts->find(maker.account)->is_suspended);
}

TEST_F(ReviewTest, AReporterMayHaveANoLookedAtAgainByOthers) {
    const Decision decision = decided(reported(), {.category = "harassment"});
    EXPECT_EQ(told(viewer), Strings{"review.answered"});
    ASSERT_TRUE(appeals.create(viewer, decision.id, "Look again, it is him."));
    const auto open = review.cases(second, {.queue = Queue::kAppeals});
    ASSERT_EQ(open->size(), 1U);
    EXPECT_EQ(review.claim(judge, open->front().id).error().reason, "another_moderator_needed");
    ASSERT_TRUE(review.claim(second, open->front().id));
    ASSERT_TRUE(review.decide(
        second,
        open->front().id,
        {.action = Action::kRemove, .category = "harassment", .facts = "It is him."}
    ));
    EXPECT_NE(withheld(video), "");
    const auto heard = told(viewer);
    EXPECT_NE(std::ranges::find(heard, "appeal.overturned"), heard.end());
    // Later reports are anybody's again.
    EXPECT_TRUE(review.claim(judge, reported("spam")));
}

TEST_F(ReviewTest, AppealsOfTwoDecisionsAboutOneThingAreTwoCases) {
    const Decision first = removed();
    const Decision other = decided(
        reported("privacy"),
        {.action = Action::kRemove, .category = "privacy", .facts = "A street address."}
    );
    ASSERT_TRUE(appeals.create(maker, first.id, "No."));
    ASSERT_TRUE(appeals.create(maker, other.id, "No."));
    EXPECT_EQ(review.cases(second, {.queue = Queue::kAppeals})->size(), 2U);
}

TEST_F(ReviewTest, DeletionNeedsTwoAndThenDestroysTheFiles) {
    const Decision decision = decided(
        reported("intimate"),
        {.action = Action::kDelete, .category = "intimate", .facts = "Without consent."}
    );
    EXPECT_NE(withheld(video), "");
    EXPECT_EQ(review.approve(judge, decision.id).error().reason, "another_moderator_needed");
    EXPECT_GT(
        house.videos->find(maker, video.id)->expires_at_us.value(),
        to_unix_us(house.clock.wall_time())
    );
    ASSERT_TRUE(review.approve(second, decision.id));
    EXPECT_LE(
        house.videos->find(maker, video.id)->expires_at_us.value(),
        to_unix_us(house.clock.wall_time())
    );
    EXPECT_EQ(review.approve(second, decision.id).error().reason, "nothing_to_approve");
}

TEST_F(ReviewTest, DeletionDestroysNothingOfOthersThatWentAlong) {
    const Video copy = house.made(viewer, {.model = "able", .prompt = "a cat"});
    copies = {copy.id};
    const Decision decision = decided(
        reported("intimate"),
        {.action = Action::kDelete, .category = "intimate", .facts = "Without consent."}
    );
    ASSERT_TRUE(review.approve(second, decision.id));
    EXPECT_NE(house.videos->find(viewer, copy.id)->withheld, "");
    EXPECT_GT(
        house.videos->find(viewer, copy.id)->expires_at_us.value(),
        to_unix_us(house.clock.wall_time())
    );
}

TEST_F(ReviewTest, WhatIsReportedStaysUntilSomebodyHasLooked) {
    const std::string id = reported();
    const auto deleted = house.videos->remove(maker, video.id);
    ASSERT_FALSE(deleted);
    EXPECT_EQ(deleted.error().reason, "under_review");
    decided(id, {.action = Action::kNone, .category = "harassment"});
    EXPECT_TRUE(house.videos->remove(maker, video.id));
}

TEST_F(ReviewTest, UndoingASuspensionDoesNotUndoTheOperators) {
    const Decision decision = decided(
        reported(),
        {.action = Action::kSuspend, .category = "harassment", .facts = "Again and again."}
    );
    ASSERT_TRUE(house.accounts->set_suspended(maker.account, true));
    ASSERT_TRUE(review.reverse(second, decision.id, "A mistake."));
    EXPECT_TRUE(house.accounts->find(maker.account)->is_suspended);
    ASSERT_TRUE(house.accounts->set_suspended(maker.account, false));
    EXPECT_FALSE(house.accounts->find(maker.account)->is_suspended);
}

TEST_F(ReviewTest, WhoClaimedACaseSeesItsClipAndThatIsInTheLog) {
    const std::string id = reported();
    EXPECT_EQ(review.evidence(judge, id).error().reason, "case_not_claimed");
    EXPECT_EQ(review.evidence(viewer, id).error().code, ErrorCode::kPermissionDenied);
    ASSERT_TRUE(review.claim(judge, id));
    ASSERT_TRUE(house.database->write([&](store::Transaction& tx) {
        return withhold(tx, clip(), {.id = "decision_0", .reason = "rude"}, house.now());
    }));
    const auto seen = review.evidence(judge, id);
    ASSERT_TRUE(seen) << "also when it is withheld";
    EXPECT_EQ(seen->id, video.id);
    const auto leaves = house.database->read([](store::Transaction& tx) {
        return trust::find_leaves(tx, {.kind = "review.viewed"});
    });
    EXPECT_EQ(leaves->size(), 1U);
}

TEST_F(ReviewTest, ThreeStrikesAskAPersonAboutTheAccount) {
    for (std::int64_t i = 0; i < kStrikesForReview; ++i) {
        video = house.made(maker, {.prompt = "a cat"});
        removed();
    }
    const auto open = review.cases(judge, {.queue = Queue::kPolicy});
    ASSERT_EQ(open->size(), 1U);
    EXPECT_EQ(open->front().subject.id, maker.account);
    EXPECT_FALSE(house.accounts->find(maker.account)->is_suspended);
    EXPECT_EQ(review.look(judge, open->front().id)->strikes, kStrikesForReview);
}

TEST_F(ReviewTest, AMistakeCanBeUndoneOnceWithoutAnAppeal) {
    const Decision decision = removed();
    ASSERT_TRUE(review.reverse(judge, decision.id, "wrong clip"));
    EXPECT_EQ(withheld(video), "");
    EXPECT_EQ(review.reverse(judge, decision.id, "").error().reason, "already_reversed");
}

TEST_F(ReviewTest, UndoingOneDecisionLeavesAnother) {
    const Decision first = removed();
    const Decision other = decided(
        reported("privacy"),
        {.action = Action::kRemove, .category = "privacy", .facts = "A street address."}
    );
    ASSERT_TRUE(review.reverse(judge, first.id, ""));
    EXPECT_NE(withheld(video), "");
    EXPECT_EQ(strikes_that_count(), 1);
    ASSERT_TRUE(review.reverse(judge, other.id, ""));
    EXPECT_EQ(withheld(video), "");
}

TEST_F(ReviewTest, TheModeratorSeesVoicesHistoryAndLineage) {
    video = remix_of(video, maker);
    ASSERT_TRUE(reports.create(
        viewer, {.subject = clip(), .category = "harassment", .text = "That is my brother."}
    ));
    const std::string id = review.cases(judge, {})->front().id;
    const auto file = review.look(judge, id);
    ASSERT_TRUE(file);
    ASSERT_EQ(file->voices.size(), 1U);
    EXPECT_EQ(file->voices[0].text, "That is my brother.");
    EXPECT_EQ(file->lineage, (Strings{"a cat", "in the rain"}));
    removed();
    const std::string later = reported("spam");
    EXPECT_EQ(review.look(judge, later)->history.size(), 1U);
}

TEST_F(ReviewTest, EveryActIsInTheLogAndTheLogIsSound) {
    const Decision decision = removed();
    ASSERT_TRUE(review.reverse(judge, decision.id, "oops"));
    const auto kinds = house.database->read([&](store::Transaction& tx) -> Result<Strings> {
        HIBARI_TRY(trust::verify_rows(tx));
        Strings found;
        for (const trust::AuditLeaf& leaf : HIBARI_TRY(trust::find_leaves(tx, {}))) {
            // The house's keys are the operator's.
            if (leaf.value("actor") != "operator") {
                found.push_back(leaf.kind);
            }
        }
        return found;
    });
    ASSERT_TRUE(kinds);
    EXPECT_EQ(
        *kinds,
        (Strings{
            "review.reported",
            "review.claimed",
            "review.decided",
            "review.undone",
            "review.reversed"
        })
    );
}

TEST_F(ReviewTest, TheTransparencyReportCounts) {
    const auto from =
        std::chrono::time_point_cast<std::chrono::microseconds>(house.clock.wall_time());
    const std::string id = reported();
    house.clock.advance(std::chrono::hours(30));
    const Decision decision =
        decided(id, {.action = Action::kRemove, .category = "harassment", .facts = "Mocks."});
    ASSERT_TRUE(review.reverse(judge, decision.id, ""));
    const auto report = transparency_report(*house.database, from, from + std::chrono::hours(100));
    ASSERT_TRUE(report) << to_string(report.error());
    EXPECT_EQ(report->at("reports").at("harassment").as_integer(), 1);
    EXPECT_EQ(report->at("decisions_by_action").at("remove").as_integer(), 1);
    EXPECT_EQ(report->at("decisions_undone").as_integer(), 1);
    EXPECT_EQ(report->at("missed_deadlines").as_integer(), 1);
    EXPECT_NEAR(report->at("hours_to_decision_median").as_number(), 30.0, 0.01);
}

}  // namespace
}  // namespace hibari::domain
