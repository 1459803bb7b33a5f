// Descriptions of people laid over each other.
#pragma once

#include "world/script/shot_script.h"

namespace hibari::world {

/// Takes over what a second description says and the first left open.
void add_look(PersonLook& look, const PersonLook& more);

/// Takes over the members in which `now` differs from `was`.
void take_look(PersonLook& into, const PersonLook& was, const PersonLook& now);

/// Whether two entities are to be told apart by nothing but their ids and words.
bool same_looks(const Entity& a, const Entity& b);

}  // namespace hibari::world
