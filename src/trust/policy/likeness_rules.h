#pragma once

// What the owner of a likeness wrote about its use, made checkable: "never in a swimsuit", "always
// wears a fedora", "no politics, never say slurs". A phrase becomes a rule with every word that
// means a kind of the thing (WordNet's kinds, and the policy's own lexicon for matters such as
// politics). What was not understood is handed back, to be said to the owner openly.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::trust {

/// What a rule is about.
enum class LikenessAspect : std::uint8_t {
    /// Seen or done: "never in a swimsuit", "no smoking".
    kShown,
    /// Spoken: "never say slurs".
    kSaid,
    /// Either.
    kAny,
};

/// Ways to say one thing.
struct LikenessTerm {
    /// Folded words and phrases: "swimsuit", "bikini", "two piece".
    std::vector<std::string> phrases;
    /// Concepts of the policy's lexicon: "politics", "slur".
    std::vector<std::string> concepts;
};

struct LikenessRule {
    /// False for "never", true for "always".
    bool always = false;
    /// Set by whoever knows that it stands among the restrictions: a clip whose script does not
    /// show what is always to be seen is refused.
    bool must = false;
    LikenessAspect aspect = LikenessAspect::kAny;
    /// The owner's words: "in a swimsuit".
    std::string text;
    /// Where they stand in what was parsed, bytes [begin, end).
    std::size_t begin = 0;
    std::size_t end = 0;
    /// "Never" is broken where all of them are said in one sentence: "smoking" and "indoors".
    std::vector<LikenessTerm> terms;
    /// Of "always", what is wanted, without verbs: "a fedora".
    std::string thing = {};
    /// Of "always": words of other things of that kind, which break it ("cap" for a fedora).
    std::vector<std::string> rivals;
};

struct LikenessRules {
    std::vector<LikenessRule> rules;
    /// Pieces that no rule could be made from, as they were written.
    std::vector<std::string> not_understood;
};

/// Bytes of either text that are read; the rest is reported as not understood.
inline constexpr std::size_t kLikenessTextMax = 4000;
/// Rules of one text; the rest is reported as not understood.
inline constexpr std::size_t kLikenessRulesMax = 40;

}  // namespace hibari::trust
