// The verbs of nearest.h.
#include "world/director/lexicon/tables.h"
#include "world/director/nearest.h"

#include <algorithm>
#include <ranges>

namespace hibari::world {
namespace {

constexpr std::size_t kSensesMax = 4;
constexpr std::size_t kRowWordsMax = 6;
constexpr int kDistanceMax = 3;
// A meaning further down the list is less likely what was meant than a more general verb is.
constexpr int kSenseCost = 2;

// Nearly every verb is a way of these, so they tell nothing: "to fidget is a way to move".
constexpr std::string_view kTooGeneral[] = {
    "move", "act",    "be",     "make", "go",  "change", "deal",     "get",     "have", "use",
    "pass", "travel", "handle", "give", "put", "touch",  "interact", "release", "see",  "raise",
    "find", "set",    "guide",  "stop", "run", "fix",    "work",     "show",    "send",
};

// What somebody does who is about this, when no verb is near.
std::string_view common_verb(VerbTopic topic) {
    switch (topic) {
        case VerbTopic::kCommunication:
        case VerbTopic::kSocial:
            return "talk";
        case VerbTopic::kCognition:
        case VerbTopic::kPerception:
        case VerbTopic::kEmotion:
            return "look";
        case VerbTopic::kCompetition:
            return "fight";
        case VerbTopic::kConsumption:
            return "eat";
        case VerbTopic::kMotion:
            return "walk";
        case VerbTopic::kContact:
        case VerbTopic::kCreation:
            return "press";
        case VerbTopic::kPossession:
            return "hold";
        case VerbTopic::kBody:
        case VerbTopic::kChange:
        case VerbTopic::kStative:
        case VerbTopic::kWeather:
            return "wait";
    }
    return "wait";
}

bool holds(const auto& list, const auto& wanted) {
    return std::ranges::find(list, wanted) != std::ranges::end(list);
}

}  // namespace

std::optional<int> Nearest::verb_row(std::string_view word) const {
    for (const Meaning& meaning : dictionary_->meanings(std::string(word))) {
        if (meaning.kind == WordKind::kVerb) {
            return meaning.row;
        }
    }
    return std::nullopt;
}

// What the first words of a row are about, in their commonest meaning.
std::vector<VerbTopic> Nearest::topics_of_row(int row) const {
    std::vector<VerbTopic> topics;
    const std::string_view words = verb_rows()[static_cast<std::size_t>(row)].words;
    for (const auto part : words | std::views::split('|') | std::views::take(kRowWordsMax)) {
        const auto senses =
            wordnet_->senses(WordClass::kVerb, std::string_view(part.begin(), part.end()));
        if (!senses.empty()) {
            topics.push_back(wordnet_->verb_topic(senses.front()));
        }
    }
    return topics;
}

std::optional<NearestVerb> Nearest::verb(std::string_view lemma) const {
    if (wordnet_ == nullptr) {
        return std::nullopt;
    }
    const auto senses = wordnet_->senses(WordClass::kVerb, lemma);
    if (senses.empty()) {
        return std::nullopt;
    }
    std::optional<NearestVerb> best;
    int best_cost = 0;
    for (std::size_t i = 0; i < std::min(senses.size(), kSensesMax); ++i) {
        const VerbTopic topic = wordnet_->verb_topic(senses[i]);
        for (const auto& [synset, distance] : wordnet_->ancestors(WordClass::kVerb, senses[i])) {
            const int cost = kSenseCost * static_cast<int>(i) + distance;
            if (distance > kDistanceMax || (best && cost >= best_cost)) {
                continue;
            }
            for (const std::string& word : wordnet_->words(WordClass::kVerb, synset)) {
                const auto row = verb_row(word);
                if (!row || word == lemma || holds(kTooGeneral, word) ||
                    !holds(topics_of_row(*row), topic)) {
                    continue;
                }
                best = NearestVerb{*row, word};
                best_cost = cost;
                break;
            }
        }
    }
    if (best) {
        return best;
    }
    const std::string common(common_verb(wordnet_->verb_topic(senses.front())));
    const auto row = verb_row(common);
    return row ? std::optional(NearestVerb{*row, common}) : std::nullopt;
}

}  // namespace hibari::world
