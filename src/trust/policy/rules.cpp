#include "trust/policy/rules.h"

#include "base/text.h"

#include <algorithm>
#include <charconv>

namespace hibari::trust {
namespace {

Result<RuleTerm> parse_term(std::string_view text, const Lexicon& lexicon) {
    RuleTerm term;
    const std::size_t at = text.find('@');
    for (const std::string_view name : split(text.substr(0, at), '/')) {
        const auto what = lexicon.find(name);
        if (!what) {
            return fail(
                ErrorCode::kInvalidArgument, "there is no concept '" + std::string(name) + "'"
            );
        }
        term.any_of.push_back(*what);
    }
    if (at == std::string_view::npos) {
        return term;
    }
    std::string_view where = text.substr(at + 1);
    if (where == "s") {
        term.where = RuleTerm::Where::kSentence;
        return term;
    }
    if (where == "t") {
        term.where = RuleTerm::Where::kAnywhere;
        return term;
    }
    if (where.starts_with('+') || where.starts_with('-')) {
        term.where = where.front() == '+' ? RuleTerm::Where::kAfter : RuleTerm::Where::kBefore;
        where.remove_prefix(1);
    }
    const auto [end, error] =
        std::from_chars(where.data(), where.data() + where.size(), term.tokens);
    if (error != std::errc{} || end != where.data() + where.size()) {
        return fail(
            ErrorCode::kInvalidArgument, "expected a number, s or t in '" + std::string(text) + "'"
        );
    }
    return term;
}

Result<std::vector<RuleTerm>> parse_terms(std::string_view text, const Lexicon& lexicon) {
    std::vector<RuleTerm> terms;
    for (const std::string_view part : split(text, ' ')) {
        if (!part.empty()) {
            terms.push_back(HIBARI_TRY(parse_term(part, lexicon)));
        }
    }
    return terms;
}

Result<Rule> parse_rule(std::string_view line, const Lexicon& lexicon) {
    const auto fields = split(line, '|');
    if (fields.size() != 6) {
        return fail(ErrorCode::kInvalidArgument, "expected six fields");
    }
    Rule rule;
    rule.name = trim(fields[0]);
    const auto category = category_of(trim(fields[1]));
    if (!category) {
        return fail(ErrorCode::kInvalidArgument, "there is no such category");
    }
    rule.category = *category;
    const std::string score(trim(fields[2]));
    rule.score = std::strtod(score.c_str(), nullptr);
    if (!(rule.score > 0 && rule.score <= 1)) {
        return fail(ErrorCode::kInvalidArgument, "expected a score above 0, at most 1");
    }
    rule.needs = HIBARI_TRY(parse_terms(fields[3], lexicon));
    rule.unless = HIBARI_TRY(parse_terms(fields[4], lexicon));
    if (!trim(fields[5]).empty()) {
        rule.action = action_of(trim(fields[5]));
        if (!rule.action) {
            return fail(ErrorCode::kInvalidArgument, "there is no such action");
        }
    }
    if (rule.needs.empty()) {
        return fail(ErrorCode::kInvalidArgument, "a rule needs an anchor");
    }
    return rule;
}

}  // namespace

Result<std::vector<Rule>> parse_rules(std::string_view text, const Lexicon& lexicon) {
    std::vector<Rule> rules;
    std::size_t number = 0;
    for (const std::string_view whole : split(text, '\n')) {
        ++number;
        const std::string_view line = trim(whole);
        if (line.empty() || line.front() == '#') {
            continue;
        }
        auto rule = parse_rule(line, lexicon);
        if (!rule) {
            rule.error().message =
                "rules, line " + std::to_string(number) + ": " + rule.error().message;
            return fail(std::move(rule.error()));
        }
        rules.push_back(std::move(*rule));
    }
    return rules;
}

namespace {

/// Tokens that one mention may span, gaps included.
constexpr std::uint32_t kMentionTokensMax = 40;

/// The tokens [from, to) in which a mention may begin to be where the term wants it.
struct Window {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
};

Window window_of(const RuleTerm& term, const Mention& anchor, const Scene& scene) {
    const auto size = static_cast<std::uint32_t>(scene.tokens.size());
    const auto back = [&](std::uint32_t tokens) {
        const std::uint32_t reach = tokens + kMentionTokensMax;
        return anchor.first > reach ? anchor.first - reach : 0;
    };
    switch (term.where) {
        case RuleTerm::Where::kNear:
            return {back(term.tokens), std::min(size, anchor.last + term.tokens + 1)};
        case RuleTerm::Where::kAfter:
            return {anchor.last, std::min(size, anchor.last + term.tokens + 1)};
        case RuleTerm::Where::kBefore:
            return {back(term.tokens), anchor.first};
        case RuleTerm::Where::kSentence: {
            const auto [first, last] =
                std::ranges::equal_range(scene.sentence, scene.sentence[anchor.first]);
            const auto begin = scene.sentence.begin();
            return {
                static_cast<std::uint32_t>(std::distance(begin, first)),
                static_cast<std::uint32_t>(std::distance(begin, last))
            };
        }
        case RuleTerm::Where::kAnywhere:
            break;
    }
    return {0, size};
}

bool is_near_enough(const RuleTerm& term, const Mention& anchor, const Mention& other) {
    const std::uint32_t before = anchor.first >= other.last ? anchor.first - other.last : 0;
    switch (term.where) {
        case RuleTerm::Where::kNear:
            return before <= term.tokens;
        case RuleTerm::Where::kBefore:
            return other.last <= anchor.first && before <= term.tokens;
        default:
            return true;
    }
}

}  // namespace

bool holds(const RuleTerm& term, const Mention& anchor, const Scene& scene, bool strict) {
    const std::uint16_t text_index = scene.tokens[anchor.first].text_index;
    const Window window = window_of(term, anchor, scene);
    for (const Concept what : term.any_of) {
        const ConceptTexts& texts = scene.texts_of[what];
        const bool elsewhere =
            texts.is_there && (texts.first != text_index || texts.last != text_index);
        const bool reaches = scene.is_lineage || term.where == RuleTerm::Where::kAnywhere;
        if (!strict && elsewhere && reaches) {
            return true;
        }
        const auto& indices = scene.by_concept[what];
        auto at = std::ranges::lower_bound(indices, window.from, {}, [&](std::uint32_t i) {
            return scene.mentions[i].first;
        });
        for (; at != indices.end() && scene.mentions[*at].first < window.to; ++at) {
            const Mention& other = scene.mentions[*at];
            if (!other.is_negated && scene.tokens[other.first].text_index == text_index &&
                is_near_enough(term, anchor, other)) {
                return true;
            }
        }
    }
    return false;
}

}  // namespace hibari::trust
