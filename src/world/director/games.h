// What people do together is told by one of them: "they play catch", "she races her brother", "the
// ball hits the crossbar". This step gives every player a part, so that each is seen to play.
#pragma once

#include "world/director/story.h"

namespace hibari::world {

/// Completes what several people play with each other in the draft.
void share_out_games(Story& story, DraftShot& draft);

}  // namespace hibari::world
