#include "trust/policy/vote.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hibari::trust {
namespace {

/// Of the score at kOddsAlone.
constexpr double kScoreAlone = 0.6;
/// How much of a step in the odds the score takes.
constexpr double kSlope = 0.5;

/// ln(e^a + e^b).
double either(double a, double b) {
    const double most = std::max(a, b);
    return std::isinf(most) ? most : most + std::log1p(std::exp(std::min(a, b) - most));
}

/// The odds that it is one of the categories with an action of that kind, and the likeliest.
struct Group {
    double odds = -std::numeric_limits<double>::infinity();
    Category likeliest = Category::kSexual;
};

template <typename Belongs>
Group group_of(const Classification& said, const AllTerms& terms, const Belongs& belongs) {
    Group group;
    double most = group.odds;
    for (std::size_t i = 0; i < kCategories; ++i) {
        if (!belongs(terms[i].action)) {
            continue;
        }
        group.odds = either(group.odds, said.odds[i]);
        if (said.odds[i] > most) {
            most = said.odds[i];
            group.likeliest = static_cast<Category>(i);
        }
    }
    return group;
}

bool stops(Action action) {
    return action >= Action::kReview;
}

}  // namespace

double score_of_odds(double odds) {
    const double offset = std::log(kScoreAlone / (1 - kScoreAlone));
    return 1 / (1 + std::exp(-(offset + kSlope * (odds - kOddsAlone))));
}

std::optional<ClassifierFinding> found_by_classifier(
    const Classification& said, const AllTerms& terms
) {
    const auto finding_of = [&](const Group& group) -> std::optional<ClassifierFinding> {
        const double score = score_of_odds(group.odds);
        // Rules of the floor need no score; what a network says of it needs one.
        const double least = facts_of(group.likeliest).floor
                                 ? kScoreAlone
                                 : terms[static_cast<std::size_t>(group.likeliest)].threshold;
        if (!(score >= least)) {
            return std::nullopt;
        }
        return ClassifierFinding{.category = group.likeliest, .score = score};
    };
    if (const auto found = finding_of(group_of(said, terms, stops))) {
        return found;
    }
    return finding_of(group_of(said, terms, [](Action action) { return action == Action::kLabel; })
    );
}

bool is_overruled(const Rule& rule, const Classification& said, const AllTerms& terms) {
    const auto category = static_cast<std::size_t>(rule.category);
    // Of some categories the classifier knows nothing: an owner's rules.
    const bool is_known = !std::isinf(said.odds[category]);
    if (!is_known || facts_of(rule.category).floor ||
        !stops(rule.action.value_or(terms[category].action))) {
        return false;
    }
    return group_of(said, terms, stops).odds < kOddsAgainst;
}

}  // namespace hibari::trust
