#include "trust/policy/verdict.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace hibari::trust {
namespace {

/// Findings that a decision lists.
constexpr std::size_t kFindingsMax = 32;
constexpr double kTeenThreshold = 0.4;
/// What everybody sees is fit for teens.
constexpr double kPostThreshold = 0.4;

std::string label_of(const PolicyFinding& finding) {
    switch (finding.category) {
        case Category::kMisinformation:
            return "synthetic_news";
        case Category::kAdvertisement:
            return "advertisement";
        default:
            return std::string(to_string(finding.category));
    }
}

std::string_view place_name(const PolicyFinding& finding) {
    if (finding.stage == Stage::kUpload) {
        return "the text";
    }
    if (finding.stage == Stage::kPost) {
        return "the post";
    }
    switch (finding.span.place) {
        case TextPlace::kPrompt:
            return "the prompt";
        case TextPlace::kLineage:
            return "a prompt that this clip goes back to";
        case TextPlace::kLine:
            return "a spoken line";
        case TextPlace::kFact:
            return "what the clip shows";
    }
    return "the text";
}

std::string input_sentence(const PolicyFinding& finding) {
    if (finding.rule == "input.too_long") {
        return "This text is longer than can be checked (" + std::to_string(kPolicyTextMax) +
               " bytes).";
    }
    const std::string at = " at byte " + std::to_string(finding.span.begin) + ".";
    if (finding.rule == "input.bidi_override") {
        return "This text turns the direction of writing around with a hidden character" + at;
    }
    return "This text is not valid UTF-8" + at;
}

std::string said(const PolicyFinding& finding) {
    if (finding.category == Category::kInput) {
        return input_sentence(finding);
    }
    const CategoryFacts& facts = facts_of(finding.category);
    std::string text = finding.action == Action::kLabel    ? "It is shown with a label: "
                       : finding.action == Action::kReview ? "A person has to look at it first: "
                                                           : "It was refused: ";
    text += std::string(facts.title) + " (rule " + finding.rule + ", stage " +
            std::string(to_string(finding.stage)) + ")";
    if (finding.rule == kAbsentRule) {
        text += ", because the clip does not show \"" + finding.excerpt + "\"";
    } else if (!finding.excerpt.empty()) {
        // The classifier judges a text as a whole and names the words that weighed most.
        const bool is_whole = finding.rule.starts_with("classifier.");
        text += ", because " + std::string(place_name(finding)) +
                (is_whole ? " reads like it as a whole, most of all \"" : " says \"") +
                finding.excerpt + "\"";
    }
    if (finding.second) {
        text += ", at second " + std::to_string(std::lround(*finding.second));
    }
    text += ".";
    if (facts.floor) {
        text += " This is never made here, whatever the settings.";
    }
    return text;
}

}  // namespace

Terms terms_of(const CategoryOptions& set, Category category, Stage stage, bool is_teen) {
    const CategoryFacts& facts = facts_of(category);
    if (facts.floor || category == Category::kInput) {
        return {.action = Action::kRefuse, .threshold = 0};
    }
    Terms terms{
        .action = set.action.value_or(facts.action),
        .threshold = set.threshold.value_or(facts.threshold),
    };
    if (is_teen) {
        terms.threshold = std::min(terms.threshold, kTeenThreshold);
    }
    if (stage == Stage::kPost) {
        terms.threshold = std::min(terms.threshold, kPostThreshold);
    }
    return terms;
}

PolicyDecision decide(std::vector<PolicyFinding> findings) {
    const auto weight = [](const PolicyFinding& finding) {
        return std::tuple(finding.action, facts_of(finding.category).floor, finding.score);
    };
    std::ranges::stable_sort(findings, [&](const PolicyFinding& a, const PolicyFinding& b) {
        return weight(a) > weight(b);
    });
    if (findings.size() > kFindingsMax) {
        findings.resize(kFindingsMax);
    }
    PolicyDecision decision;
    if (findings.empty()) {
        return decision;
    }
    for (const PolicyFinding& finding : findings) {
        if (finding.action == Action::kLabel) {
            std::string label = label_of(finding);
            if (std::ranges::find(decision.labels, label) == decision.labels.end()) {
                decision.labels.push_back(std::move(label));
            }
        }
    }
    const PolicyFinding& first = findings.front();
    decision.verdict = first.action == Action::kRefuse   ? PolicyVerdict::kRefuse
                       : first.action == Action::kReview ? PolicyVerdict::kReview
                                                         : PolicyVerdict::kAllowWithLabel;
    decision.sentence = said(first);
    // A wrongly refused family scene deserves an appeal too; a broken text is no judgement.
    decision.can_appeal = first.action == Action::kRefuse && first.category != Category::kInput;
    decision.findings = std::move(findings);
    return decision;
}

}  // namespace hibari::trust
