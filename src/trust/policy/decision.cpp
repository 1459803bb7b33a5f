#include "trust/policy/decision.h"

#include <algorithm>
#include <array>

namespace hibari::trust {
namespace {

constexpr std::array<std::string_view, 4> kVerdicts = {
    "allow", "allow_with_label", "review", "refuse"
};
constexpr std::array<std::string_view, 4> kPlaces = {"prompt", "lineage", "line", "fact"};

Json to_json(const PolicyFinding& finding) {
    Json json = Json::object(
        {{"rule", finding.rule},
         {"category", to_string(finding.category)},
         {"stage", to_string(finding.stage)},
         {"action", to_string(finding.action)},
         {"score", finding.score},
         {"span",
          Json::object(
              {{"text", kPlaces[static_cast<std::size_t>(finding.span.place)]},
               {"index", finding.span.index},
               {"begin", finding.span.begin},
               {"end", finding.span.end}}
          )},
         {"excerpt", finding.excerpt}}
    );
    if (finding.second) {
        json.set("second", *finding.second);
    }
    if (!finding.likeness.empty()) {
        json.set("likeness", finding.likeness);
    }
    return json;
}

}  // namespace

std::string_view to_string(PolicyVerdict verdict) {
    return kVerdicts[static_cast<std::size_t>(verdict)];
}

std::optional<PolicyVerdict> policy_verdict_of(std::string_view name) {
    const auto found = std::ranges::find(kVerdicts, name);
    return found == kVerdicts.end()
               ? std::nullopt
               : std::optional(static_cast<PolicyVerdict>(found - kVerdicts.begin()));
}

Json to_json(const PolicyDecision& decision) {
    Json::Array labels;
    for (const std::string& label : decision.labels) {
        labels.emplace_back(label);
    }
    Json::Array findings;
    for (const PolicyFinding& finding : decision.findings) {
        findings.push_back(to_json(finding));
    }
    return Json::object(
        {{"verdict", to_string(decision.verdict)},
         {"labels", std::move(labels)},
         {"findings", std::move(findings)},
         {"sentence", decision.sentence},
         {"can_appeal", decision.can_appeal},
         {"policy_version", decision.policy_version}}
    );
}

}  // namespace hibari::trust
