#pragma once

// Turns an owner's words into rules and holds texts against them (likeness_rules.h says what a rule
// is).

#include "trust/policy/fold.h"
#include "trust/policy/lexicon.h"
#include "trust/policy/likeness_rules.h"
#include "trust/policy/policy.h"
#include "trust/policy/scene.h"
#include "trust/policy/word_table.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hibari::trust {

/// A rule that a text breaks: tokens [first, last).
struct LikenessHit {
    /// "likeness.never" or "likeness.always".
    std::string_view rule;
    std::string likeness;
    std::uint32_t first = 0;
    std::uint32_t last = 0;
};

/// Something that is always to be seen and is not.
struct LikenessAbsence {
    std::string likeness;
    /// "a fedora".
    std::string thing;
    /// Of PolicySubject::shown, the first without it.
    std::size_t shown = 0;
};

class LikenessChecker {
  public:
    LikenessChecker(const Folder& folder, const WordTable& words, const Lexicon& lexicon);

    LikenessRules parse(std::string_view text) const;
    std::vector<LikenessHit> check(const PolicySubject& subject, const Scene& scene) const;
    /// Of the rules that must be kept, what PolicySubject::shown lacks.
    std::vector<LikenessAbsence> absent(const PolicySubject& subject) const;

  private:
    struct Piece;

    void read_piece(
        const std::vector<Token>& tokens, std::string_view text, Piece& piece, LikenessRules& into
    ) const;
    LikenessTerm term_of(const std::vector<std::string>& words) const;
    std::vector<std::string> rivals_of(const LikenessTerm& term, std::string_view word) const;
    bool is_called(const SubjectLikeness& likeness, std::string_view name) const;
    bool mentions(std::string_view text, const LikenessTerm& term) const;

    const Folder& folder_;
    const WordTable& words_;
    const Lexicon& lexicon_;
    /// An owner's word → concepts of the lexicon.
    std::unordered_map<std::string, std::vector<std::string>> matters_;
};

}  // namespace hibari::trust
