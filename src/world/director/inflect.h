// From the forms of English words to their dictionary forms.
//
// The rules give candidates; which of them is a word is for the dictionary to say. Irregular forms
// that prompts use are in a table here, so that nothing else is needed; WordNet's exception lists
// add the rest when it is installed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::world {

enum class VerbForm : std::uint8_t { kBase, kThird, kPast, kIng };

struct VerbCandidate {
    std::string lemma;
    VerbForm form = VerbForm::kBase;
};

/// Possible infinitives of `word`, likeliest first; the word itself is the first.
std::vector<VerbCandidate> verb_candidates(std::string_view word);

struct NounCandidate {
    std::string lemma;
    bool plural = false;
};

/// Possible singulars of `word`; the word itself is the first.
std::vector<NounCandidate> noun_candidates(std::string_view word);

}  // namespace hibari::world
