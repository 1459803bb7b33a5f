#pragma once

// The few things about text that several libraries need: valid UTF-8, trimming, splitting, and
// which known word a mistyped one is nearest to. Case folding is ASCII only, on purpose: prompts in
// other scripts pass through unchanged.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hibari {

/// Whether every byte belongs to a well-formed UTF-8 sequence (no surrogates, nothing overlong).
bool is_valid_utf8(std::string_view text);

/// The text with each ill-formed byte replaced by U+FFFD.
std::string to_valid_utf8(std::string_view text);

/// The longest prefix of at most `size_bytes_max` bytes that does not cut a character.
std::string utf8_prefix(std::string_view text, std::size_t size_bytes_max);

/// Number of code points; `text` must be valid UTF-8.
std::size_t count_code_points(std::string_view text);

/// Without ASCII white space at both ends. Borrows from `text`.
std::string_view trim(std::string_view text);

/// ASCII letters in lower case, everything else unchanged.
std::string to_lower(std::string_view text);

/// The pieces between separators, empty ones included. Borrow from `text`.
std::vector<std::string_view> split(std::string_view text, char separator);

/// Words with a space between each two, and such a text's words. Words are not empty and have no
/// spaces.
std::string join_words(const std::vector<std::string>& words);
std::vector<std::string> split_words(std::string_view text);

/// Whether the word stands in the text by itself: "ski" in "a ski jump", not in "a skinny man".
/// Both in the same case.
bool has_word(std::string_view text, std::string_view word);

/// The known word that takes the fewest edits to reach from `word`, or an empty text when none is
/// near (more than a third of its letters away). Borrows from `known`.
std::string_view nearest_word(std::string_view word, std::span<const std::string_view> known);

}  // namespace hibari
