// Whoever rides something goes on it, however it is told.
#pragma once

#include "world/director/story.h"

namespace hibari::world {

/// Turns the walking, running and wobbling of those who ride into riding; on ice it is skating.
void stay_on_the_mount(const Story& story, DraftShot& draft);

}  // namespace hibari::world
