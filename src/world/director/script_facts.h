// What tests ask about scripts.
#pragma once

#include "world/script/shot_script.h"

#include <set>
#include <string>

namespace hibari::world {

/// Facts about a script as lines of text, so that a case can list those it cares about:
/// "place gym", "entity player person", "action player shoot object=ball target=hoop
/// outcome=failure".
std::set<std::string> facts(const ClipScript& script);

}  // namespace hibari::world
