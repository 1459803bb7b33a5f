#pragma once

// What a person is told before they say yes: in plain words, with examples of what others may then
// do. The text depends on what is allowed, so nobody agrees to one thing by reading about another.
// Its hash goes into the receipt.

#include "trust/consent/likeness.h"

#include <string>
#include <string_view>

namespace hibari::trust {

/// The language of the texts, BCP 47.
inline constexpr std::string_view kNoticeLanguage = "en";

/// The text for a likeness of that kind and what would be allowed.
std::string notice_text(LikenessKind kind, const Scope& scope);

/// SHA-256 of that text, 64 hexadecimal digits.
std::string notice_hash(LikenessKind kind, const Scope& scope);

/// Whether `after` lets anybody do what `before` did not: then the new text must be agreed to.
bool is_wider(const Scope& before, const Scope& after);

}  // namespace hibari::trust
