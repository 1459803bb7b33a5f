// WordNet's nouns and verbs, read from its own files (Debian: wordnet-base, dict format of
// wndb(5)).
//
// The files are mapped into memory and searched in place, so opening costs nothing and a look-up
// touches a few pages. What the director asks of it: which nouns and verbs a word may be, and how
// near one noun is to another (nearest.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hibari::world {

/// The position of a synset in its data file; its only name.
using Synset = std::uint32_t;

enum class WordClass : std::uint8_t { kNoun, kVerb, kAdjective, kAdverb };

/// Lexicographer files of nouns (lexnames(5)) that matter here.
enum class NounTopic : std::uint8_t {
    kAct = 4,
    kAnimal = 5,
    kArtifact = 6,
    kAttribute = 7,
    kBody = 8,
    kCognition = 9,
    kCommunication = 10,
    kEvent = 11,
    kFeeling = 12,
    kFood = 13,
    kGroup = 14,
    kLocation = 15,
    kObject = 17,
    kPerson = 18,
    kPhenomenon = 19,
    kPlant = 20,
    kSubstance = 27,
    kTime = 28,
    kOther = 0,
};

/// Likewise of verbs.
enum class VerbTopic : std::uint8_t {
    kBody = 29,
    kChange = 30,
    kCognition = 31,
    kCommunication = 32,
    kCompetition = 33,
    kConsumption = 34,
    kContact = 35,
    kCreation = 36,
    kEmotion = 37,
    kMotion = 38,
    kPerception = 39,
    kPossession = 40,
    kSocial = 41,
    kStative = 42,
    kWeather = 43,
};

class WordNet {
  public:
    /// Maps the files of `folder`; null when they are not there or not WordNet.
    static std::unique_ptr<WordNet> open(const std::string& folder);
    ~WordNet();
    WordNet(const WordNet&) = delete;
    WordNet& operator=(const WordNet&) = delete;

    /// Whether the word (or phrase with spaces) is listed in that class, as it stands.
    bool has(WordClass word_class, std::string_view word) const;
    /// Its meanings, commonest first.
    std::vector<Synset> senses(WordClass word_class, std::string_view word) const;
    /// The words of a synset, lower case, with spaces.
    std::vector<std::string> words(WordClass word_class, Synset synset) const;
    /// The more general synsets right above.
    std::vector<Synset> parents(WordClass word_class, Synset synset) const;
    NounTopic topic(Synset noun) const;
    VerbTopic verb_topic(Synset verb) const;
    /// A synset and all above it with their distance from it.
    std::vector<std::pair<Synset, int>> ancestors(WordClass word_class, Synset synset) const;
    /// Levels below the root, at least 1.
    int depth(Synset noun) const;

  private:
    struct Files;
    explicit WordNet(std::unique_ptr<Files> files);
    std::unique_ptr<Files> files_;
};

}  // namespace hibari::world
