// What goes on by itself when a take is continued.
#pragma once

#include "world/director/story.h"

namespace hibari::world {

/// Gives those of `before` who were on their way at its end, or in the middle of what has no end of
/// its own (dancing, playing, swimming), the same to do in `now`, unless `now` has something else
/// for them to do or to bear.
void go_on(const Story& story, const DraftShot& before, DraftShot& now);

}  // namespace hibari::world
