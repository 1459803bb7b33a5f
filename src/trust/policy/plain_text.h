#pragma once

// What the classifier reads: the texts that are judged together, as one, with their disguises
// undone ("n4ked", "n a k e d", nаked with a Cyrillic а) and everything else as it was written:
// capitals, accents and marks mean something to it. Symbols that are pictures become their names.

#include "trust/policy/fold.h"
#include "trust/policy/knowledge.h"
#include "trust/policy/scene.h"

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::trust {

/// Of a byte that stands between tokens.
inline constexpr std::uint32_t kNoToken = std::numeric_limits<std::uint32_t>::max();

struct PlainText {
    std::string text;
    /// The token that each byte comes from, or kNoToken.
    std::vector<std::uint32_t> token_of;
};

/// `texts` are those that were folded to the scene's tokens, from number `first` on.
PlainText plain_text(
    std::span<const std::string_view> texts,
    const Scene& scene,
    const Knowledge& knowledge,
    std::size_t first = 0
);

}  // namespace hibari::trust
