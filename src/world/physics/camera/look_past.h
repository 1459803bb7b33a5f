#pragma once

// A picture past something near the lens at something behind it: over a shoulder, or from a cup to
// the woman at the window.

#include "base/vec.h"

namespace hibari::world {

/// What is near the lens, or what is behind it.
struct PastPoint {
    Vec3 at{};            ///< of people the eyes, of things the middle
    float size_m = 0.2F;  ///< how high a part of it the picture should hold
    bool is_person = false;
};

struct PastView {
    Vec3 from{};
    Vec3 aim{};
    float fov_y_rad = 0.6F;
};

/// `side` is +1 or -1: which side of the near one the lens is on; `closer` (0 .. 1] brings the lens
/// nearer where there is no room behind.
PastView look_past(
    const PastPoint& near, const PastPoint& far, float side, float closer, float aspect
);

}  // namespace hibari::world
