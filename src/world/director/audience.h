// Who listens before a stage is seen there, not only heard.
#pragma once

#include "world/director/story.h"

namespace hibari::world {

/// Puts the audience of a stage before it, facing who performs: those of the prompt, or a few when
/// the prompt only lets them be heard. Call when the place is known.
void seat_audience(Story& story, DraftShot& draft);

}  // namespace hibari::world
