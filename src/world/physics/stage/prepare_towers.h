#pragma once

// Towers of loose things before a shot is laid out: where they are struck. A part of
// prepare_shot.h.

#include "world/script/shot_script.h"

namespace hibari::world {

/// Who knocks over a tower on a table strikes it where a hand or a paw reaches it, not under all
/// that its lowest block carries.
void strike_towers(Shot& shot);

}  // namespace hibari::world
