#pragma once

// Small measures of motion that the acts of animals share.

#include "base/vec.h"

namespace hibari::world {

inline float level_distance(Vec3 a, Vec3 b) {
    return length(Vec3{a.x - b.x, 0, a.z - b.z});
}

/// 0 up to `from`, 1 at `peak`, 0 again from `to` on.
inline float pulse(float t, float from, float peak, float to) {
    return smoothstep(from, peak, t) * (1.0F - smoothstep(peak, to, t));
}

}  // namespace hibari::world
