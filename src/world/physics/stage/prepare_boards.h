// What boards need set up before a shot is laid out.
#pragma once

#include "world/script/shot_script.h"

namespace hibari::world {

/// Stairs that somebody leaps down on a skateboard have a platform above them to come from.
void set_up_stairs(Shot& shot);

}  // namespace hibari::world
