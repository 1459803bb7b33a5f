// From drafts to a script: adds what an action needs and nobody named, chooses the place, the
// camera's subject and the lengths, and gives everything its id.
#pragma once

#include "world/director/story.h"

#include <optional>
#include <string_view>

namespace hibari::world {

/// Beats per minute of music of that mood when no tempo is asked for.
float usual_tempo(std::string_view mood);

/// `wish_s` is the wanted length of what is finished: every shot of the story but those that
/// were given; there is at least one.
ClipScript finish(Story& story, std::optional<double> wish_s);

}  // namespace hibari::world
