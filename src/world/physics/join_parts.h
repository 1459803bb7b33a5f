#pragma once

// Parts of a take put together to one timeline.

#include "world/timeline/timeline.h"

namespace hibari::world {

/// Appends a part, whose own time begins at 0, to what came before: its first sample is the last
/// one of `whole`. What `whole` tells does not change, but that rubs and hums go on; who was not
/// there yet is out of sight until the part begins.
void append(Timeline& whole, Timeline part);

}  // namespace hibari::world
