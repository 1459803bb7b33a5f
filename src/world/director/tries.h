// Several tries at the same thing: each has a ball of its own, for the one before is gone.
#pragma once

#include "world/director/story.h"

namespace hibari::world {

/// Takes shots that are told to be repeated apart, one step each, and gives every next shot of the
/// same person another ball.
void spread_tries(Story& story, DraftShot& draft);

}  // namespace hibari::world
