#pragma once

// Names for clips that were not given one.

#include <string>
#include <string_view>

namespace hibari::cli {

/// The prompt's first words as a file name without its extension: "a-red-ball-rolls"; "clip" when
/// the prompt has no words in ASCII letters or digits.
std::string name_from_prompt(std::string_view prompt);

}  // namespace hibari::cli
