// From drafts to a script: adds what an action needs and nobody named, chooses the place, the
// camera's subject and the lengths, and gives everything its id.
#pragma once

#include "world/director/story.h"

#include <optional>

namespace hibari::world {

/// `wish_s` is the wanted length of the whole clip. Every shot of the story is finished; the story
/// has at least one.
ClipScript finish(Story& story, std::optional<double> wish_s);

}  // namespace hibari::world
