#pragma once

// Who holds a kite that flies holds its line: the kite stands in the wind above and behind him.

#include "world/script/shot_script.h"

namespace hibari::world {

/// Where a kite on its line stands, from whoever holds it.
constexpr Vec3 kKiteOff{0.0F, 1.7F, -2.2F};

/// Takes kites that fly out of the hands of those who fly them.
void let_kites_fly(Shot& shot);

}  // namespace hibari::world
