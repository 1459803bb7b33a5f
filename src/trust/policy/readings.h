#pragma once

// The other ways in which one word can be read: digits and symbols for letters, letters written
// more often than once.

#include "trust/policy/fold.h"

#include <string>
#include <string_view>

namespace hibari::trust {

bool is_ascii(std::string_view text);

/// The letter that a symbol between letters stands for, '*' counted as none; 0 for none.
char letter_of_symbol(std::int32_t code_point);

/// Fills `token.readings`; `has_codes` when digits or symbols may stand for letters.
void add_readings(Token& token, bool has_codes);

}  // namespace hibari::trust
