#pragma once

// A decoder's child that somebody else has taken over: it answers the parent with whatever it
// likes. In test programs an upload whose text begins with kLie makes the child one.

#include <string_view>

namespace hibari::media::testing {

inline constexpr std::string_view kLie = "LIE ";

/// Never returns when the program was started to decode such an upload; what follows kLie names the
/// lie, a key of the table in liar.cpp.
void run_liar(int argc, char** argv);

}  // namespace hibari::media::testing
