#pragma once

// How rules and classifier decide together. The classifier has seen which rules apply, so its odds
// are the better judgement wherever nothing is certain; names of the block lists, the floor and an
// operator's own patterns are certain.

#include "trust/policy/classifier.h"
#include "trust/policy/rules.h"
#include "trust/policy/verdict.h"

#include <array>
#include <optional>

namespace hibari::trust {

/// Terms of each category, in the order of Category.
using AllTerms = std::array<Terms, kCategories>;

/// Log-odds at which the classifier alone has the score 0.6, which is the threshold of every
/// category unless it is set. Measured: docs/policy.md, "How well it works".
inline constexpr double kOddsAlone = 2.6;
/// A rule that is not certain stands unless the classifier's odds are below this.
inline constexpr double kOddsAgainst = -2;

/// The score of a finding: 0.6 at kOddsAlone, higher with the odds.
double score_of_odds(double odds);

/// What the classifier alone finds.
struct ClassifierFinding {
    Category category = Category::kSexual;
    double score = 0;
};

/// Categories that are refused or reviewed are taken together, so that a text which is one of two
/// for sure is caught although neither is likely; likewise those that are labelled. The finding
/// names the likeliest. Nothing below the threshold of that category.
std::optional<ClassifierFinding> found_by_classifier(
    const Classification& said, const AllTerms& terms
);

/// Whether the classifier is sure enough of the opposite that a rule's finding is dropped.
bool is_overruled(const Rule& rule, const Classification& said, const AllTerms& terms);

}  // namespace hibari::trust
