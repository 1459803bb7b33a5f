// What a verb means for its kind of subject: a ball that jumps bounces, a car that walks drives, a
// duck that floats swims.
#pragma once

#include "world/director/story.h"

namespace hibari::world {

/// Verbs of living things, said of a thing without life. May bring in what the verb needs.
void lifeless_means(Story& story, DraftShot& draft, DraftAction& action);

/// Verbs of people, said of an animal.
void animal_means(const Story& story, DraftAction& action);

}  // namespace hibari::world
