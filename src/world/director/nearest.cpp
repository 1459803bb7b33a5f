#include "world/director/nearest.h"

#include <algorithm>
#include <tuple>

namespace hibari::world {
namespace {

constexpr std::size_t kSensesMax = 4;
constexpr std::size_t kAnchorWordsMax = 3;
constexpr std::size_t kAnchorsPerSynsetMax = 6;
// Below this two nouns share little more than being objects. Found on the pairs of
// nearest_test.cpp.
constexpr double kLikenessMin = 0.6;
// A vehicle or a building for something that may be small: only when it is quite alike.
constexpr double kLikenessLarge = 0.72;
// A person is a person, but "chair" is furniture first.
constexpr double kPersonLikeness = 0.8;
// A meaning further down the list is less likely what was meant.
constexpr double kSensePenalty = 0.06;

bool shows(NounTopic topic) {
    switch (topic) {
        case NounTopic::kAnimal:
        case NounTopic::kArtifact:
        case NounTopic::kFood:
        case NounTopic::kObject:
        case NounTopic::kPerson:
        case NounTopic::kPlant:
        case NounTopic::kLocation:
            return true;
        default:
            return false;
    }
}

// Ancestors that nearly everything made has; what shares no more with a thing is not like it.
constexpr std::string_view kTooGeneral[] = {
    "artifact",
    "device",
    "mechanical device",
    "instrument",
    "instrumentality",
    "equipment",
    "machine",
    "structure",
    "object",
    "whole",
    "commodity",
    "region",
    "material",
    "plaything",
    "covering",
    "design",
    "implement",
    "article",
    "matter",
    "part",
    "thing",
    "physical entity",
    "entity",
    "physical object",
    "unit",
    "living thing",
    "measuring instrument",
    "creation",
    "surface",
    "consumer goods",
    "electronic equipment",
    "facility",
    "way",
    "layer",
    "strip",
    "movable barrier",
    "signal",
    "weapon",
};

bool is_large(Category category) {
    return category == Category::kGear || category == Category::kVehicle ||
           category == Category::kScenery;
}

// Whether a thing of this category may stand for a noun of this topic.
bool fits(NounTopic topic, Category category) {
    switch (topic) {
        case NounTopic::kAnimal:
            return category == Category::kAnimal;
        case NounTopic::kPerson:
            return category == Category::kPerson;
        case NounTopic::kFood:
            return category == Category::kProp || category == Category::kTabletop ||
                   category == Category::kBall;
        default:
            return category != Category::kPerson && category != Category::kAnimal;
    }
}

}  // namespace

Nearest::Nearest(const Nouns& nouns, const Dictionary& dictionary, const WordNet* wordnet)
    : nouns_(&nouns), dictionary_(&dictionary), wordnet_(wordnet) {}

bool Nearest::is_such(std::string_view word, std::string_view name) const {
    if (wordnet_ == nullptr) {
        return true;
    }
    const auto meanings = [&](std::string_view noun) {
        std::vector<Synset> senses = wordnet_->senses(WordClass::kNoun, noun);
        senses.resize(std::min(senses.size(), kSensesMax));
        return senses;
    };
    const std::vector<Synset> of_word = meanings(word);
    const std::vector<Synset> of_name = meanings(name);
    const auto lies_above = [&](const std::vector<Synset>& above,
                                const std::vector<Synset>& below) {
        return std::ranges::any_of(below, [&](Synset synset) {
            return std::ranges::any_of(
                wordnet_->ancestors(WordClass::kNoun, synset),
                [&](const auto& ancestor) {
                    return std::ranges::find(above, ancestor.first) != above.end();
                }
            );
        });
    };
    return of_word.empty() || of_name.empty() || lies_above(of_word, of_name) ||
           lies_above(of_name, of_word);
}

bool Nearest::is_noun(std::string_view word) const {
    return wordnet_ != nullptr && std::ranges::any_of(noun_candidates(word), [&](const auto& noun) {
               return wordnet_->has(WordClass::kNoun, noun.lemma);
           });
}

bool Nearest::is_verb(std::string_view word) const {
    return wordnet_ != nullptr && wordnet_->has(WordClass::kVerb, word);
}

bool Nearest::is_adjective(std::string_view word) const {
    return wordnet_ != nullptr && wordnet_->has(WordClass::kAdjective, word);
}

bool Nearest::is_adverb(std::string_view word) const {
    return wordnet_ != nullptr && wordnet_->has(WordClass::kAdverb, word);
}

void Nearest::add_anchor(std::string_view word, NearestNoun::Kind kind, int index) {
    const auto senses = wordnet_->senses(WordClass::kNoun, word);
    // The catalogue means the physical thing, which need not be the commonest meaning.
    const auto wanted = std::ranges::find_if(senses, [&](Synset synset) {
        const NounTopic topic = wordnet_->topic(synset);
        if (kind == NearestNoun::Kind::kPlace) {
            return topic == NounTopic::kLocation || topic == NounTopic::kArtifact ||
                   topic == NounTopic::kObject;
        }
        const auto at = static_cast<std::size_t>(index);
        return shows(topic) && fits(topic, nouns_->things[at].category);
    });
    if (wanted == senses.end()) {
        return;
    }
    const int depth = wordnet_->depth(*wanted);
    for (const auto& [synset, distance] : wordnet_->ancestors(WordClass::kNoun, *wanted)) {
        auto& list = anchors_[synset];
        const bool known = std::ranges::any_of(list, [&](const Anchor& anchor) {
            return anchor.kind == kind && anchor.index == index;
        });
        if (!known && list.size() < kAnchorsPerSynsetMax * 16) {
            list.push_back({kind, index, distance, depth});
        }
    }
}

void Nearest::index_anchors() {
    indexed_ = true;
    for (std::size_t i = 0; i < nouns_->things.size(); ++i) {
        const auto& words = nouns_->things[i].words;
        for (std::size_t w = 0; w < std::min(words.size(), kAnchorWordsMax); ++w) {
            add_anchor(words[w], NearestNoun::Kind::kThing, static_cast<int>(i));
        }
    }
    for (std::size_t i = 0; i < nouns_->places.size(); ++i) {
        const auto& words = nouns_->places[i].words;
        for (std::size_t w = 0; w < std::min(words.size(), kAnchorWordsMax); ++w) {
            add_anchor(words[w], NearestNoun::Kind::kPlace, static_cast<int>(i));
        }
    }
    for (auto& [synset, list] : anchors_) {
        std::ranges::sort(list, [](const Anchor& a, const Anchor& b) {
            return std::tie(a.distance, a.kind, a.index) < std::tie(b.distance, b.kind, b.index);
        });
        list.resize(std::min(list.size(), kAnchorsPerSynsetMax));
    }
}

std::optional<NearestNoun> Nearest::compare(Synset synset, double weight, Reach reach) const {
    std::optional<NearestNoun> best;
    const NounTopic topic = wordnet_->topic(synset);
    const int depth = wordnet_->depth(synset);
    for (const auto& [ancestor, distance] : wordnet_->ancestors(WordClass::kNoun, synset)) {
        const auto found = anchors_.find(ancestor);
        if (found == anchors_.end()) {
            continue;
        }
        const auto names = wordnet_->words(WordClass::kNoun, ancestor);
        if (distance > 0 && !names.empty() &&
            std::ranges::find(kTooGeneral, names.front()) != std::end(kTooGeneral)) {
            continue;
        }
        for (const Anchor& anchor : found->second) {
            if (anchor.kind == NearestNoun::Kind::kThing &&
                !fits(topic, nouns_->things[static_cast<std::size_t>(anchor.index)].category)) {
                continue;
            }
            const bool handy =
                anchor.kind == NearestNoun::Kind::kThing &&
                nouns_->things[static_cast<std::size_t>(anchor.index)].traits.holdable;
            if (reach == Reach::kHandy && !handy) {
                continue;
            }
            if (anchor.kind == NearestNoun::Kind::kPlace && topic != NounTopic::kLocation &&
                topic != NounTopic::kArtifact && topic != NounTopic::kObject) {
                continue;
            }
            const double common = std::max(1, depth - distance);
            // The share of the word's own ancestry that both have. (Wu and Palmer also count the
            // anchor's depth, and a shallow "bird" would win over a deep "dog" for a wombat.)
            const double likeness = weight * common / depth;
            if (!best || likeness > best->likeness) {
                best = NearestNoun{anchor.kind, anchor.index, {}, likeness};
                best->via = names.empty() ? "" : names.front();
            }
        }
    }
    return best;
}

std::optional<NearestNoun> Nearest::noun(std::string_view lemma) {
    if (wordnet_ == nullptr) {
        return std::nullopt;
    }
    if (!indexed_) {
        index_anchors();
    }
    std::optional<NearestNoun> best;
    std::optional<NearestNoun> handy;
    const auto senses = wordnet_->senses(WordClass::kNoun, lemma);
    // A word is mostly meant in its first meaning: "memory", "hope" and "story" are not things,
    // though some rare meaning is.
    if (!senses.empty() && !shows(wordnet_->topic(senses.front()))) {
        return NearestNoun{
            is_people(senses.front()) ? NearestNoun::Kind::kPeople : NearestNoun::Kind::kAbstract
        };
    }
    for (std::size_t i = 0; i < std::min(senses.size(), kSensesMax); ++i) {
        const NounTopic topic = wordnet_->topic(senses[i]);
        const double weight = 1.0 - kSensePenalty * static_cast<double>(i);
        if (topic == NounTopic::kPerson) {
            if (!best || best->likeness < weight * kPersonLikeness) {
                best =
                    NearestNoun{NearestNoun::Kind::kPerson, -1, "person", weight * kPersonLikeness};
            }
            continue;
        }
        if (!shows(topic)) {
            continue;
        }
        if (i > 0 && wordnet_->topic(senses.front()) == NounTopic::kAnimal &&
            topic != NounTopic::kAnimal) {
            continue;  // A spider is an animal, though it may be a pan.
        }
        const auto found = compare(senses[i], weight, Reach::kAll);
        if (found && (!best || found->likeness > best->likeness)) {
            best = found;
        }
        const bool made = topic == NounTopic::kArtifact || topic == NounTopic::kFood;
        const auto small = made ? compare(senses[i], weight, Reach::kHandy) : std::nullopt;
        if (small && (!handy || small->likeness > handy->likeness)) {
            handy = small;
        }
    }
    if (best && best->likeness >= likeness_needed(*best)) {
        return best;
    }
    if (handy) {
        return handy;  // Some made thing or food is at least a thing of some kind.
    }
    if (senses.empty()) {
        return std::nullopt;
    }
    const bool made = wordnet_->topic(senses.front()) == NounTopic::kArtifact;
    return NearestNoun{made ? NearestNoun::Kind::kPlain : NearestNoun::Kind::kAbstract};
}

// A choir, a jury, a tribe.
bool Nearest::is_people(Synset synset) const {
    return wordnet_->topic(synset) == NounTopic::kGroup &&
           std::ranges::any_of(
               wordnet_->ancestors(WordClass::kNoun, synset),
               [&](const auto& ancestor) {
                   return std::ranges::any_of(
                       wordnet_->words(WordClass::kNoun, ancestor.first),
                       [](const std::string& word) {
                           return word == "social group" || word == "gathering" || word == "people";
                       }
                   );
               }
           );
}

double Nearest::likeness_needed(const NearestNoun& found) const {
    if (found.kind != NearestNoun::Kind::kThing) {
        return kLikenessMin;
    }
    const Category category = nouns_->things[static_cast<std::size_t>(found.index)].category;
    if (category == Category::kAnimal) {
        return 0.0;  // Any animal is better than none.
    }
    return is_large(category) ? kLikenessLarge : kLikenessMin;
}

}  // namespace hibari::world
