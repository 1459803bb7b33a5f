// The first half of every reading, whether a prompt stands alone, changes a script or goes on with
// it: the text is checked and cut into tokens, and stretches of them are read into the shots of a
// story.
#pragma once

#include "base/result.h"
#include "world/director/dictionary.h"
#include "world/director/direct.h"
#include "world/director/nearest.h"
#include "world/director/sections.h"
#include "world/director/story.h"
#include "world/director/token.h"
#include "world/director/wordnet.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::world {

/// What a director knows before it reads anything.
struct DirectorWords {
    Nouns own_nouns;
    const Nouns& nouns;
    Dictionary dictionary;
    std::unique_ptr<WordNet> wordnet;
    Nearest nearest;

    /// `given` are the nouns that can be shown; null: the catalogue's.
    DirectorWords(const std::string& wordnet_folder, const Nouns* given);
};

/// Checks the prompt, gives the story its tools and says in its notes what of the text cannot be
/// read. Errors: as direct().
Result<std::vector<Token>> open_prompt(
    DirectorWords& words, std::string_view prompt, std::uint64_t seed, Story& story
);

/// The row of sport_rows() with most clues in the words, or -1.
int find_sport(std::span<const Token> tokens);

/// Reads the sections of one shot into `draft`, which is shot `number` of the story (from 0), or
/// what all its shots have in common.
void read_shot(
    std::span<Token> tokens, const ShotText& text, Story& story, DraftShot& draft, int number
);

/// Reads a prompt that stands alone into the shots of `story`.
void read_whole(DirectorWords& words, std::span<Token> tokens, Story& story);

/// Where nothing is done and nobody named, somebody comes and does something that suits the words.
void fill_an_empty_scene(std::span<const Token> tokens, Story& story);

/// Takes the style the options ask for, whatever the words said.
void choose_style(const DirectOptions& options, Story& story);

/// Notes as ignored what no reading has used.
void report_leftovers(std::span<Token> tokens, Story& story);

}  // namespace hibari::world
