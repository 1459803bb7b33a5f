#pragma once

// What players do about each other's balls: who catches what is thrown, who dives at a shot on the
// goal, who runs after what rolls away. A part of prepare_shot.h.

#include "world/script/shot_script.h"

namespace hibari::world {

/// Fills in the players' parts where the script only names them.
void prepare_games(Shot& shot);

}  // namespace hibari::world
