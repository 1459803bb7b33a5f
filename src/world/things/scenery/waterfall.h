// Where the water of a waterfall leaves its rock and where it comes down, for those who let it
// fall.
#pragma once

#include "base/vec.h"

namespace hibari::world {

/// In the waterfall's own frame at usual size: the lip, along X, and the pool at its foot.
inline constexpr float kFallsLipY_m = 6.6F;
inline constexpr float kFallsLipZ_m = 0.55F;
inline constexpr float kFallsHalfWidth_m = 1.5F;
inline constexpr float kFallsPoolY_m = 0.12F;

}  // namespace hibari::world
