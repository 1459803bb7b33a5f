#pragma once

// Which concepts together are which category, and what makes them harmless: one line per rule in
// data/rules.txt.
//
//   name | category | score | what must be there | what must not | at most
//   sexual.nude | sexual | 0.85 | nude person@10 | art@s medical@s | review
//
// The first concept is the anchor: the span of a finding. "a/b" is either. "@10" means within ten
// tokens of the anchor, "@+4" within four after it, "@-4" before it, "@s" in the same sentence,
// "@t" anywhere. What is denied ("no blood") is not there. In a lineage, texts tell of one scene:
// what must be there may be in any of them; what makes harmless must be in the text of the anchor.

#include "base/result.h"
#include "trust/policy/category.h"
#include "trust/policy/lexicon.h"
#include "trust/policy/scene.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::trust {

struct RuleTerm {
    enum class Where : std::uint8_t { kNear, kAfter, kBefore, kSentence, kAnywhere };

    std::vector<Concept> any_of;
    Where where = Where::kNear;
    std::uint32_t tokens = 0;
};

struct Rule {
    std::string name;
    Category category = Category::kSexual;
    double score = 1;
    /// The first is the anchor.
    std::vector<RuleTerm> needs;
    std::vector<RuleTerm> unless;
    /// The most that is done about it; absent for what the category says.
    std::optional<Action> action;
};

/// Where a rule applies: the anchor's tokens.
struct Hit {
    const Rule* rule = nullptr;
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::uint32_t entry = 0;
};

/// Parses data/rules.txt; a concept that the lexicon does not have is an error.
Result<std::vector<Rule>> parse_rules(std::string_view text, const Lexicon& lexicon);

/// Whether some mention of the term is where it must be around the anchor. `strict` demands the
/// same text.
bool holds(const RuleTerm& term, const Mention& anchor, const Scene& scene, bool strict);

/// Anchors of one rule that are looked at; a text with more counts as one where the rule applies.
inline constexpr std::size_t kAnchorsMax = 1000;

/// The first place at which the rule applies, if it does; with `skip` for entries that are allowed.
template <typename Skip>
std::optional<Hit> apply_rule(const Rule& rule, const Scene& scene, const Skip& skip) {
    std::size_t looked_at = 0;
    for (const Concept what : rule.needs.front().any_of) {
        for (const std::uint32_t index : scene.by_concept[what]) {
            const Mention& anchor = scene.mentions[index];
            if (anchor.is_negated || skip(anchor)) {
                continue;
            }
            bool applies = true;
            for (std::size_t i = 1; applies && i < rule.needs.size(); ++i) {
                applies = holds(rule.needs[i], anchor, scene, false);
            }
            for (std::size_t i = 0; applies && i < rule.unless.size(); ++i) {
                applies = !holds(rule.unless[i], anchor, scene, true);
            }
            if (applies || ++looked_at > kAnchorsMax) {
                return Hit{
                    .rule = &rule,
                    .first = anchor.first,
                    .last = anchor.last,
                    .entry = anchor.entry,
                };
            }
        }
    }
    return std::nullopt;
}

}  // namespace hibari::trust
