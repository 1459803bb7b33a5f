// Which known thing, place or verb stands in for a word the director does not know.
//
// Nouns: the thing that shares most of the ancestry of a meaning of the word, the first meanings
// preferred; what the word is about (person, animal, food, ...) narrows the choice. Verbs
// (nearest_verb.cpp): the closest verb above one of its meanings that is about the same; where none
// is, what anybody does who is about that: who condoles talks.
#pragma once

#include "world/director/dictionary.h"
#include "world/director/nouns.h"
#include "world/director/wordnet.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hibari::world {

/// What an unknown noun turned out to be.
struct NearestNoun {
    enum class Kind : std::uint8_t {
        kThing,
        kPlace,
        kPerson,
        kPeople,
        kAction,
        kPlain,  ///< something made that is like nothing there is
        kAbstract,
    };
    Kind kind = Kind::kAbstract;
    int index = -1;   ///< of Nouns::things, Nouns::places or verb_rows()
    std::string via;  ///< the more general word that both are: "feline"
    double likeness = 0.0;
};

struct NearestVerb {
    int row = -1;  ///< of verb_rows()
    std::string via;
};

class Nearest {
  public:
    /// `wordnet` may be null: then nothing is found.
    Nearest(const Nouns& nouns, const Dictionary& dictionary, const WordNet* wordnet);

    std::optional<NearestNoun> noun(std::string_view lemma);
    std::optional<NearestVerb> verb(std::string_view lemma) const;
    /// Of verb_rows(), the row that has this very word.
    std::optional<int> verb_row(std::string_view word) const;
    /// Whether a `word` is a `name`, or the other way round ("puppy" and "dog", "vehicle" and
    /// "car", but not "owl" and "eagle"). What WordNet does not know is believed.
    bool is_such(std::string_view word, std::string_view name) const;
    bool is_noun(std::string_view word) const;
    bool is_verb(std::string_view word) const;
    bool is_adjective(std::string_view word) const;
    bool is_adverb(std::string_view word) const;

  private:
    struct Anchor {
        NearestNoun::Kind kind;
        int index;
        int distance;  ///< from the anchor's synset up to this one
        int depth;     ///< of the anchor's synset
    };

    void index_anchors();
    void add_anchor(std::string_view word, NearestNoun::Kind kind, int index);
    /// Which things may be found: all, or those that fit a hand.
    enum class Reach : std::uint8_t { kAll, kHandy };

    std::optional<NearestNoun> compare(Synset synset, double weight, Reach reach) const;
    bool is_people(Synset synset) const;
    double likeness_needed(const NearestNoun& found) const;

    std::vector<VerbTopic> topics_of_row(int row) const;

    const Nouns* nouns_;
    const Dictionary* dictionary_;
    const WordNet* wordnet_;
    std::unordered_map<Synset, std::vector<Anchor>> anchors_;
    bool indexed_ = false;
};

}  // namespace hibari::world
