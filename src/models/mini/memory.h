#pragma once

// How much memory a clip will need, so that one that cannot be made is refused before it is begun
// and not killed half-way.

#include "base/result.h"
#include "models/mini/config.h"

#include <cstdint>

namespace hibari::mini {

struct ClipExtent {
    std::int64_t frames = 1;
    std::int64_t rows = 1;  ///< of latents
    std::int64_t columns = 1;
};

/// Bytes at the most demanding moment: weights as floats, the tokens of a window in all the forms
/// they have at once, a piece of picture in the decoder.
std::int64_t peak_bytes(const MiniConfig& config, const ClipExtent& extent);

/// `resource_exhausted` when that is more than the process has and may still take.
Result<void> check_memory(const MiniConfig& config, const ClipExtent& extent);

}  // namespace hibari::mini
