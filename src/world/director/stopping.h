// Vehicles that brake and vehicles that swerve.
#pragma once

#include "world/director/story.h"

namespace hibari::world {

/// What stops has driven, stops once, and does so before what is in its way; what swerves drives
/// around it. Who crosses the road waits there until then.
void stop_and_swerve(Story& story, DraftShot& draft);

}  // namespace hibari::world
