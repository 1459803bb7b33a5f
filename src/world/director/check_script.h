// Reads a script and checks its names against the catalogue: what `--from-script` uses.
#pragma once

#include "base/json.h"
#include "base/result.h"
#include "world/script/shot_script.h"

namespace hibari::world {

/// parse_script with the things, places, materials and sounds there are.
Result<ClipScript> read_script(const Json& json);

}  // namespace hibari::world
