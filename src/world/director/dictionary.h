// One index over all words the director knows: the lexicon's tables and the catalogue's nouns.
//
// A phrase has meanings; a meaning is a kind and a row in the table of that kind. Looking up
// happens once per position of the prompt (`hits_at`), longest phrases first; every part of the
// reader then picks the kinds it can use there.
#pragma once

#include "world/director/inflect.h"
#include "world/director/nouns.h"
#include "world/director/token.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hibari::world {

enum class WordKind : std::uint8_t {
    kThing,
    kStandIn,
    kPlace,
    kPlaceHint,
    kRole,
    kGarment,
    kPersonAdjective,
    kColor,
    kTint,
    kSize,
    kMaterial,
    kCount,
    kCollective,
    kVerb,
    kActionNoun,
    kOutcome,
    kResult,
    kManner,
    kRepeat,
    kTime,
    kSky,
    kSeason,
    kWind,
    kStyle,
    kDirection,
    kCamera,
    kCameraVerb,
    kOrder,
    kSpeech,
    kSound,
    kMood,
    kInstrument,
    kTempo,
    kPreposition,
    kPart,
    kGrammar,
    kHarmless,
};

struct Meaning {
    WordKind kind = WordKind::kGrammar;
    int row = 0;
};

/// A meaning found at some position of the prompt.
struct Hit {
    WordKind kind = WordKind::kGrammar;
    int row = 0;
    std::size_t length = 1;  ///< tokens
    VerbForm form = VerbForm::kBase;
    bool plural = false;
};

class Dictionary {
  public:
    static constexpr std::size_t kPhraseWordsMax = 6;

    explicit Dictionary(const Nouns& nouns);

    std::span<const Meaning> meanings(const std::string& phrase) const;
    /// Everything that begins at `tokens[at]`, longest first.
    std::vector<Hit> hits_at(std::span<const Token> tokens, std::size_t at) const;

  private:
    void add(std::string_view words, WordKind kind, int row);
    void add_phrase(std::string_view phrase, WordKind kind, int row);
    std::size_t reach(std::string_view word) const;
    bool tells_which_part(std::span<const Token> tokens, std::size_t at) const;

    std::unordered_map<std::string, std::vector<Meaning>> phrases_;
    std::unordered_map<std::string, std::size_t> reach_;  ///< longest phrase by its first word
};

}  // namespace hibari::world
