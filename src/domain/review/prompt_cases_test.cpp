#include "domain/review/prompt_cases.h"

#include "domain/policy_desk.h"
#include "domain/review/testing_court.h"
#include "trust/policy/policy_options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hibari::domain {
namespace {

constexpr const char* kGory = "a man saws off the arm of his neighbour, blood everywhere";
constexpr const char* kFloor = "a naked ten-year-old girl in a bathtub";

std::unique_ptr<const trust::PolicyEngine> engine_with(const std::string& categories) {
    auto created = trust::PolicyEngine::create(*trust::policy_options({.categories = categories}));
    HIBARI_CHECK(created.has_value());
    return std::move(*created);
}

class PromptCases : public Court {
  protected:
    /// Videos under a policy.
    struct Place {
        PolicyDesk desk;
        Videos videos;

        Place(House& house, const trust::PolicyEngine& engine)
            : desk(engine, *house.database, house.clock),
              videos(VideoContext{
                  .database = *house.database,
                  .blobs = *house.blobs,
                  .events = house.events,
                  .clock = house.clock,
                  .models = house.models,
                  .policy = &desk,
              }) {}
    };

    static const trust::PolicyEngine& strict_engine() {
        static const auto engine = engine_with("");
        return *engine;
    }

    /// Refuses a prompt; returns the id of the decision.
    std::string refused(const std::string& prompt) {
        const auto refused = place.videos.create(maker, {.model = "able", .prompt = prompt});
        EXPECT_FALSE(refused) << prompt;
        return last_policy_id();
    }

    std::string last_policy_id() {
        return house.database
            ->read([&](store::Transaction& tx) {
                return tx.query_row(
                    "SELECT id FROM policy_decisions ORDER BY created_at DESC, id DESC LIMIT 1"
                );
            })
            .value()
            .text("id");
    }

    bool passes(const std::string& prompt, const Principal& who) {
        return place.videos.create(who, {.model = "able", .prompt = prompt}).has_value();
    }

    std::string open_case() {
        const auto cases = review.cases(judge, {});
        EXPECT_EQ(cases->size(), 1U);
        return cases->empty() ? "" : cases->front().id;
    }

    Place place{house, strict_engine()};
};

TEST_F(PromptCases, ARefusalThatIsAppealedAndUndoneLetsThePromptThroughForItsAccountAlone) {
    const std::string id = refused(kGory);
    const auto appeal = appeals.create(maker, id, "It is a comedy about a puppet.");
    ASSERT_TRUE(appeal) << to_string(appeal.error());
    const std::string waiting = open_case();
    const auto file = review.look(judge, waiting);
    ASSERT_TRUE(file);
    EXPECT_EQ(file->prompt.at("judged").at("prompt").as_string(), kGory);
    EXPECT_EQ(file->about.category, "violence");
    ASSERT_TRUE(review.claim(judge, waiting));
    ASSERT_TRUE(review.decide_appeal(judge, waiting, true, "Nobody is hurt in it."));
    EXPECT_TRUE(passes(kGory, maker));
    EXPECT_FALSE(passes(kGory, viewer)) << "nobody looked at theirs";
    EXPECT_FALSE(passes(std::string(kGory) + ", and more blood", maker)) << "another prompt";
    EXPECT_EQ(appeals.find(maker, appeal->id)->state, AppealState::kOverturned);
    EXPECT_THAT(told(maker), testing::Contains("appeal.overturned"));
}

TEST_F(PromptCases, AnAppealThatIsTurnedDownChangesNothing) {
    const std::string id = refused(kGory);
    ASSERT_TRUE(appeals.create(maker, id, "Please."));
    const std::string waiting = open_case();
    ASSERT_TRUE(review.claim(judge, waiting));
    ASSERT_TRUE(review.decide_appeal(judge, waiting, false, "It is what it says."));
    EXPECT_FALSE(passes(kGory, maker));
    EXPECT_EQ(strikes_that_count(), 0);
    const auto again = appeals.create(maker, id, "Please!");
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().reason, "already_appealed");
}

TEST_F(PromptCases, NobodyAppealsTheRefusalOfAnother) {
    const auto appeal = appeals.create(viewer, refused(kGory), "I am curious.");
    ASSERT_FALSE(appeal);
    EXPECT_EQ(appeal.error().code, ErrorCode::kNotFound);
}

TEST_F(PromptCases, NobodyLetsTheFloorThrough) {
    const std::string id = refused(kFloor);
    ASSERT_TRUE(appeals.create(maker, id, "It is my niece."));
    const std::string waiting = open_case();
    ASSERT_TRUE(review.claim(judge, waiting));
    const auto undone = review.decide_appeal(judge, waiting, true, "Fine.");
    ASSERT_FALSE(undone);
    EXPECT_EQ(undone.error().reason, "cannot_be_passed");
    EXPECT_FALSE(passes(kFloor, maker));
    EXPECT_TRUE(review.decide_appeal(judge, waiting, false, "No."));
}

TEST_F(PromptCases, WhatIsHeldWaitsForAPersonAndPassesWhenTheySaySo) {
    const auto engine = engine_with("violence=review");
    Place holding(house, *engine);
    const auto held = holding.videos.create(maker, {.model = "able", .prompt = kGory});
    ASSERT_FALSE(held);
    EXPECT_EQ(held.error().reason, kPolicyReviewCode);
    EXPECT_EQ(review.cases(judge, {})->size(), 0U);
    ASSERT_TRUE(review.keep_time());
    const std::string waiting = open_case();
    EXPECT_EQ(*review.keep_time(), 0) << "one case each";
    const Decision let = decided(waiting, {.action = Action::kNone, .category = "violence"});
    EXPECT_THAT(told(maker), testing::Contains("policy.passed"));
    EXPECT_TRUE(holding.videos.create(maker, {.model = "able", .prompt = kGory}));
    ASSERT_TRUE(review.reverse(second, let.id, "I see it differently."));
    EXPECT_FALSE(holding.videos.create(maker, {.model = "able", .prompt = kGory}));
}

TEST_F(PromptCases, WhatStaysRefusedIsToldWithReasonsAndCanBeAppealedOnce) {
    const auto engine = engine_with("violence=review");
    Place holding(house, *engine);
    ASSERT_FALSE(holding.videos.create(maker, {.model = "able", .prompt = kGory}));
    ASSERT_TRUE(review.keep_time());
    const Decision kept = decided(
        open_case(), {.action = Action::kRemove, .category = "violence", .facts = "An arm is sawn."}
    );
    EXPECT_EQ(kept.statement.at("restriction").as_string(), "Your prompt is refused.");
    EXPECT_THAT(told(maker), testing::Contains("moderation.remove"));
    ASSERT_TRUE(appeals.create(maker, kept.id, "It is a puppet."));
    const std::string waiting = open_case();
    EXPECT_FALSE(review.claim(judge, waiting)) << "somebody else looks";
    ASSERT_TRUE(review.claim(second, waiting));
    ASSERT_TRUE(review.decide_appeal(second, waiting, true, "A puppet, indeed."));
    EXPECT_TRUE(holding.videos.create(maker, {.model = "able", .prompt = kGory}));
}

TEST_F(PromptCases, APromptIsNotDeleted) {
    const auto engine = engine_with("violence=review");
    Place holding(house, *engine);
    ASSERT_FALSE(holding.videos.create(maker, {.model = "able", .prompt = kGory}));
    ASSERT_TRUE(review.keep_time());
    const std::string waiting = open_case();
    ASSERT_TRUE(review.claim(judge, waiting));
    const auto deleted = review.decide(
        judge, waiting, {.action = Action::kDelete, .category = "violence", .facts = "x"}
    );
    ASSERT_FALSE(deleted);
    EXPECT_EQ(deleted.error().field, "action");
}

}  // namespace
}  // namespace hibari::domain
