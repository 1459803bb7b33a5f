#pragma once

// What the policy says about something, in a form that programs can store and people can read. A
// refusal always names its rule, its stage and the place that tripped it.

#include "base/json.h"
#include "trust/policy/category.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::trust {

enum class PolicyVerdict : std::uint8_t {
    kAllow,
    /// Allowed, and PolicyDecision::labels says what must be shown with it.
    kAllowWithLabel,
    /// A person has to look at it first.
    kReview,
    kRefuse,
};

std::string_view to_string(PolicyVerdict verdict);
std::optional<PolicyVerdict> policy_verdict_of(std::string_view name);

/// Which text a span is of.
enum class TextPlace : std::uint8_t { kPrompt, kLineage, kLine, kFact };

/// Bytes of one original text: [begin, end).
struct Span {
    TextPlace place = TextPlace::kPrompt;
    /// Of PolicySubject's lineage, lines or facts; 0 for the prompt.
    std::size_t index = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// One thing that was found.
struct PolicyFinding {
    /// Stable: "sexual.act". The rules are listed in docs/policy.md.
    std::string rule;
    Category category = Category::kInput;
    Stage stage = Stage::kPrompt;
    Span span;
    /// The bytes of the span as they were written, at most 80 of them.
    std::string excerpt;
    /// Where in the clip; of spoken lines and facts that have a time.
    std::optional<double> second;
    /// How sure, 0 to 1.
    double score = 0;
    /// What is done about it under the options in force.
    Action action = Action::kRefuse;
    /// The likeness whose rule or whose picture it is about; empty for none.
    std::string likeness = {};
};

struct PolicyDecision {
    PolicyVerdict verdict = PolicyVerdict::kAllow;
    /// Stable names of what must be shown with the clip: "synthetic_news", "advertisement".
    std::vector<std::string> labels;
    /// The weightiest finding first; empty when allowed without a label.
    std::vector<PolicyFinding> findings;
    /// For people, naming rule, stage and place; empty when allowed without a label.
    std::string sentence;
    /// Whether somebody may ask a person to look at it again.
    bool can_appeal = false;
    /// Of the rules and thresholds that it was made under, for the records.
    std::string policy_version;

    bool is_refused() const { return verdict == PolicyVerdict::kRefuse; }
};

/// For records and API errors: {"verdict", "rule", "category", "stage", "span", ...}.
Json to_json(const PolicyDecision& decision);

}  // namespace hibari::trust
