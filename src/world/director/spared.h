// Who is left standing: of pins and dominoes that fall, some are told to stay.
#pragma once

#include "world/director/story.h"

namespace hibari::world {

/// Where some are spared (DraftShot::spared) there is a whole rack, and a ball that goes at it.
void set_up_spared(Story& story, DraftShot& draft);

/// The last of the pins or dominoes stay, and do nothing else.
void stand_fast(Story& story, DraftShot& draft);

}  // namespace hibari::world
