// Makes a prompt readable: valid UTF-8, plain quotes and dashes, Latin letters without accents,
// emoji as words. What is written in another script is taken out (quoted lines keep theirs) and
// reported, so that the reader never meets a character it cannot name.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::world {

struct Normalised {
    std::string text;
    std::vector<std::string> signs;    ///< pictures and symbols that mean nothing here
    std::vector<std::string> foreign;  ///< runs of letters in scripts the director cannot read
    std::size_t latin_letters = 0;
    std::size_t foreign_letters = 0;
    bool had_bad_bytes = false;
};

Normalised normalise(std::string_view prompt);

}  // namespace hibari::world
