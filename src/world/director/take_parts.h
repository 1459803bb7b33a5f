// The stretches of a take, so that what holds for all of them is said once: the shot as it was
// first made, then each of its continuations.
#pragma once

#include "world/script/shot_script.h"

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace hibari::world {

/// One stretch; its members belong to the shot it is of.
struct TakePart {
    std::vector<Entity>& entities;
    std::vector<Action>& actions;
    std::vector<SpokenLine>& lines;
    std::vector<SoundCue>& sounds;
};

std::vector<TakePart> parts_of(Shot& shot);

/// The entity of that id, whichever part it comes in with, or null.
Entity* find_in_take(Shot& shot, std::string_view id);

/// The number of the part with which that entity comes in; 0 when there is none of that id.
std::size_t part_of(std::span<const TakePart> parts, std::string_view id);

/// Everybody and everything of the shot.
std::size_t count_entities(const Shot& shot);

/// Steps count from 0 without holes.
void close_gaps(TakePart& part);

/// Makes the parts of a changed script agree: what is something else in a later shot gets an id of
/// its own there, nobody comes in twice, and nothing is done or looked at that is not there.
void settle(ClipScript& script);

}  // namespace hibari::world
