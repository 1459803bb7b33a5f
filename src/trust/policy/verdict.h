#pragma once

// From findings to a decision: which threshold holds for whom, what weighs most, and how it is
// said.

#include "trust/policy/decision.h"
#include "trust/policy/policy.h"

#include <string_view>
#include <vector>

namespace hibari::trust {

/// Bytes of a finding's excerpt.
inline constexpr std::size_t kExcerptMax = 80;
/// The rule of what an owner always wants to be seen and is not.
inline constexpr std::string_view kAbsentRule = "likeness.absent";
/// What a classifier of frames must say at least about the floor; no setting.
inline constexpr double kFloorHintScore = 0.3;

struct Terms {
    Action action = Action::kRefuse;
    double threshold = 0;
};

/// What holds for a category there: the operator's settings, stricter for teens and for posts; of
/// the floor always the same.
Terms terms_of(const CategoryOptions& set, Category category, Stage stage, bool is_teen);

/// Sorts the findings and says what they come to.
PolicyDecision decide(std::vector<PolicyFinding> findings);

}  // namespace hibari::trust
