#pragma once

// Light for the night: what a lighting crew would add so that a dark scene can be read.
//
// Night stays night, but the subject gets a soft key from the camera's side, the colour of what
// could shine there (flood lights, street lamps, the moon), and fog lets the subject through.

#include "world/timeline/timeline.h"

namespace hibari::world {

/// Adds lamps to and thins the fog of `timeline.environment`. The camera must have been filmed;
/// `subject` is the entity that the shot is about (-1: none).
void light_subject(Timeline& timeline, int subject);

}  // namespace hibari::world
