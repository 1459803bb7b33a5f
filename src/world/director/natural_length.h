// How long a shot wants to be: what is done in it takes its time, step after step, and so does what
// is said.
#pragma once

#include "world/director/story.h"

namespace hibari::world {

/// Seconds of clip time, before the limits of a shot.
float wanted_length_s(const Story& story, const DraftShot& draft);

}  // namespace hibari::world
