#pragma once

// What was said in the texts that are judged together: their tokens, the concepts in them, what of
// it was denied ("no blood"), who is a minor, where a likeness is named.

#include "trust/policy/fold.h"
#include "trust/policy/lexicon.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::trust {

/// In which texts a concept is, where it is not denied.
struct ConceptTexts {
    bool is_there = false;
    std::uint16_t first = 0;
    std::uint16_t last = 0;
};

struct Scene {
    std::vector<Token> tokens;
    /// By first token.
    std::vector<Mention> mentions;
    /// Indices into `mentions` of each concept, in order.
    std::vector<std::vector<std::uint32_t>> by_concept;
    std::vector<ConceptTexts> texts_of;
    /// Number of the sentence of each token; a new text begins a new one.
    std::vector<std::uint32_t> sentence;
    /// The texts tell of one scene, one changing the other: a lineage. Lines and facts do not.
    bool is_lineage = false;
    /// Of the clip, whether or not the texts name it: a person's likeness, one whose owner is
    /// strict, one of a teen.
    bool has_likeness = false;
    bool has_strict_likeness = false;
    bool has_teen_likeness = false;
};

/// A name by which a likeness is called, folded: "ann".
struct CalledName {
    std::string name;
    bool is_person = true;
    std::size_t likeness = 0;
};

/// The concepts that are made here rather than found in the lexicon. Interned once.
struct SceneConcepts {
    explicit SceneConcepts(Lexicon& lexicon);

    Concept negator;
    /// "no" but for Portuguese, where it means "in the"; "sin" where the text is Spanish.
    Concept negator_not_pt;
    Concept negator_es;
    Concept lang_pt;
    Concept lang_es;
    Concept negator_after;
    Concept scope_end;
    Concept small_number;
    Concept age_unit;
    Concept age_word;
    Concept minor;
    Concept handle;
    /// Named in the text, or in the clip at all.
    Concept likeness;
    Concept strict_likeness;
    Concept pet;
    Concept first_name;
    Concept full_name;
    Concept long_number;
};

/// Fills everything but the tokens, which are there.
void read_scene(
    Scene& scene,
    const Lexicon& lexicon,
    const SceneConcepts& concepts,
    std::span<const CalledName> names
);

/// Where one of the names stands: tokens [first, last).
struct PlacedName {
    std::size_t name = 0;
    std::uint32_t first = 0;
    std::uint32_t last = 0;
};

std::vector<PlacedName> places_of(
    std::span<const CalledName> names, const std::vector<Token>& tokens
);

/// The texts' tokens as one line, words joined by spaces, with the token each byte belongs to.
struct FoldedLine {
    std::string text;
    std::vector<std::uint32_t> token_of;
};

FoldedLine line_of(const std::vector<Token>& tokens);

}  // namespace hibari::trust
