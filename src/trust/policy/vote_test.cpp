#include "trust/policy/vote.h"

#include <gtest/gtest.h>
#include <limits>

namespace hibari::trust {
namespace {

AllTerms default_terms() {
    AllTerms terms;
    for (std::size_t i = 0; i < kCategories; ++i) {
        terms[i] = terms_of({}, static_cast<Category>(i), Stage::kPrompt, false);
    }
    return terms;
}

Classification nothing() {
    Classification said;
    said.odds.fill(-std::numeric_limits<double>::infinity());
    return said;
}

double& odds_of(Classification& said, Category category) {
    return said.odds[static_cast<std::size_t>(category)];
}

TEST(Vote, ScoresTheThresholdWhereTheClassifierCountsAlone) {
    EXPECT_NEAR(score_of_odds(kOddsAlone), 0.6, 1e-12);
    EXPECT_GT(score_of_odds(kOddsAlone + 1), 0.6);
}

TEST(Vote, FindsNothingWhereNothingWasSaid) {
    EXPECT_FALSE(found_by_classifier(nothing(), default_terms()).has_value());
}

TEST(Vote, AddsUpCategoriesThatAreRefusedAndNamesTheLikeliest) {
    Classification said = nothing();
    odds_of(said, Category::kViolence) = kOddsAlone - 0.4;
    EXPECT_FALSE(found_by_classifier(said, default_terms()).has_value());
    odds_of(said, Category::kHate) = kOddsAlone - 0.5;
    const auto found = found_by_classifier(said, default_terms());
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->category, Category::kViolence);
}

TEST(Vote, LeavesOutWhatAnOperatorAllows) {
    Classification said = nothing();
    odds_of(said, Category::kPublicFigure) = 9;
    AllTerms terms = default_terms();
    EXPECT_TRUE(found_by_classifier(said, terms).has_value());
    terms[static_cast<std::size_t>(Category::kPublicFigure)].action = Action::kAllow;
    EXPECT_FALSE(found_by_classifier(said, terms).has_value());
}

TEST(Vote, NeedsMoreWhereTheThresholdIsHigher) {
    Classification said = nothing();
    odds_of(said, Category::kViolence) = kOddsAlone + 0.5;
    AllTerms terms = default_terms();
    EXPECT_TRUE(found_by_classifier(said, terms).has_value());
    terms[static_cast<std::size_t>(Category::kViolence)].threshold = 0.9;
    EXPECT_FALSE(found_by_classifier(said, terms).has_value());
}

TEST(Vote, LabelsWhatIsLabelledWhenNothingIsRefused) {
    Classification said = nothing();
    odds_of(said, Category::kMisinformation) = 5;
    const auto found = found_by_classifier(said, default_terms());
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->category, Category::kMisinformation);
}

TEST(Vote, OverrulesARuleOnlyWhenSureAndNeverTheFloor) {
    Classification said = nothing();
    odds_of(said, Category::kViolence) = -5;
    Rule rule;
    rule.category = Category::kViolence;
    EXPECT_TRUE(is_overruled(rule, said, default_terms()));
    odds_of(said, Category::kHate) = kOddsAgainst + 0.1;
    EXPECT_FALSE(is_overruled(rule, said, default_terms()));
    odds_of(said, Category::kHate) = -5;
    for (const Category floor : {Category::kSexualMinors, Category::kIntimateLikeness}) {
        odds_of(said, floor) = -5;
        rule.category = floor;
        EXPECT_FALSE(is_overruled(rule, said, default_terms()));
    }
}

TEST(Vote, LeavesRulesAloneOfWhichTheClassifierKnowsNothing) {
    Rule rule;
    rule.category = Category::kLikenessRule;
    EXPECT_FALSE(is_overruled(rule, nothing(), default_terms()));
}

}  // namespace
}  // namespace hibari::trust
