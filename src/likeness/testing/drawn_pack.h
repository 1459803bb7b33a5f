#pragma once

// People and things that do not exist, drawn from a few solids, so that tests and benchmarks have
// likenesses without anybody's face. The same number always gives the same one.

#include "likeness/pack.h"

namespace hibari::likeness {

inline constexpr int kDrawnPeople = 8;

/// Person `index`, 0 .. 7: each has its own head, hair, colours, marks and top; seen from the front
/// and from 40 degrees on either side, head and shoulders.
LikenessPack drawn_person(int index);

/// A mug (0), or a dog sitting (1), seen from the front.
LikenessPack drawn_thing(int index);

}  // namespace hibari::likeness
