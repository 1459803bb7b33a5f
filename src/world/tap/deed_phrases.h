#pragma once

// How deeds are said: the phrases behind the keys of ToldThing::deed and ToldThing::relation.

#include <span>
#include <string_view>

namespace hibari::world::tap {

using Phrases = std::span<const std::string_view>;

/// In a phrase `$s` stands for who does it, `$o` for whom it is done to, `$b` for what is thrown or
/// kicked, `$d` for where it goes and `$p` for how fast (either may be empty); `[drops|drop]` is
/// said of one or of several.
struct DeedPhrases {
    std::string_view deed;
    std::string_view tag;  ///< in a list: "drop"
    Phrases active = {};
    Phrases passive = {};  ///< names `$o` first; empty: the active ones will do
    Phrases failed = {};   ///< when the outcome is "failure"
    Phrases failed_passive = {};
};

/// Whether a phrase has a place for `what`: 's', 'o', 'b', 'd' or 'p'.
bool says(std::string_view phrase, char what);

/// Null for a deed that nobody knows.
const DeedPhrases* find_deed_phrases(std::string_view deed);

}  // namespace hibari::world::tap
