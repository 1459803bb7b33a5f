// Who gets into a vehicle and then drives, sails or flies does it with that one.
#pragma once

#include "world/director/story.h"

namespace hibari::world {

/// Seats those who board a vehicle and set off in it; before anything else is fetched to drive.
void board_vehicles(Story& story, DraftShot& draft);

}  // namespace hibari::world
