// Slips of the fingers: a word nobody knows that is one letter away from one the director knows.
#pragma once

#include "world/director/dictionary.h"
#include "world/director/nearest.h"
#include "world/director/notes.h"
#include "world/director/token.h"

#include <span>
#include <string>

namespace hibari::world {

/// Puts the known word in place of the misspelt one ("vidoe", "elefant", "runing") and notes it.
/// Words with capitals may be names and stay, as do short ones. Needs WordNet to know which words
/// exist.
void mend_spelling(
    std::span<Token> tokens, const Dictionary& dictionary, const Nearest& nearest, Notes& notes
);

/// "sad" of "sadder", "happy" of "happier": of an adjective the dictionary knows, when it does not
/// know the word itself; else "".
std::string positive_form(const std::string& word, const Dictionary& dictionary);

}  // namespace hibari::world
