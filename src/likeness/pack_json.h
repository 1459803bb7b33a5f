#pragma once

// The header of a pack. For sources of this library only.

#include "base/json.h"
#include "likeness/pack.h"

namespace hibari::likeness {

/// Everything but pixels and samples.
Json header_of(const LikenessPack& pack);

/// A pack without pixels, and how many samples of voice follow them. Sizes are within their limits.
struct PackHeader {
    LikenessPack pack;
    std::size_t voice_samples = 0;
};

Result<PackHeader> read_header(const Json& json);

}  // namespace hibari::likeness
