#pragma once

// Names for clips that were not given one.

#include <filesystem>
#include <string>
#include <string_view>

namespace hibari::cli {

/// The prompt's first words as a file name without its extension: "a-red-ball-rolls"; "clip" when
/// the prompt has no words in ASCII letters or digits.
std::string name_from_prompt(std::string_view prompt);

/// A file in `folder` that does not exist yet: name.mp4, name-2.mp4, ...
std::filesystem::path unused_name(const std::filesystem::path& folder, std::string_view name);

}  // namespace hibari::cli
