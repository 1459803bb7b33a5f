#pragma once

// A person's name as it is written: which signs stand for it, and in which order from left to
// right. Unicode keeps Arabic letters without their shapes and Hebrew ones in the order of reading;
// a picture needs what is seen.

#include <cstddef>
#include <string>
#include <string_view>

namespace hibari::trust {

/// Bytes of a name that are looked at; what is longer is cut.
inline constexpr std::size_t kNameBytesRead = 1024;

/// In the order of reading: composed (NFC), Arabic letters in their joined shapes, without
/// controls. Broken UTF-8 becomes U+FFFD.
std::u32string shape(std::string_view utf8);

/// One line of shape()'s signs from left to right (Unicode Bidirectional Algorithm, UAX #9).
std::u32string left_to_right(std::u32string_view line);

}  // namespace hibari::trust
