#pragma once

// The number that ties a clip's bytes, its invisible marks and its row together.

#include <cstdint>

namespace hibari::trust {

/// Random and unique within an installation; the marks in picture and sound carry it, and the soft
/// binding of the manifest names it. Zero means none.
using AssetId = std::uint32_t;

}  // namespace hibari::trust
