// What of a line the English voices can read.
#pragma once

#include <string>
#include <string_view>

namespace hibari::world::sound {

struct Speakable {
    std::string text;  ///< ASCII; empty when nothing can be read
    int dropped = 0;   ///< letters of other scripts and pictures that were left out
};

/// Straightens quotes and dashes, strips accents, names common signs and drops the rest. Bytes that
/// are not UTF-8 are dropped.
Speakable speakable_text(std::string_view text);

}  // namespace hibari::world::sound
