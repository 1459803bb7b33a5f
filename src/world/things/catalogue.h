// The catalogue: every kind of thing and every place that a script may name.
//
// The lists are written out in thing_list.h and place_list.h; nothing registers itself. The
// director learns its nouns from here, the stage builds blueprints from here, and the tests walk
// through all of it.
#pragma once

#include "world/things/place.h"
#include "world/things/thing.h"

#include <span>
#include <string_view>

namespace hibari::world {

/// The kind called `name` ("basketball"), or null. The catalogue owns it for the life of the
/// program.
const Thing* find_thing(std::string_view name);

/// All kinds, grouped by family.
std::span<const Thing* const> all_things();

/// The place called `name` ("gym"), or null. The catalogue owns it for the life of the program.
const Place* find_place(std::string_view name);

/// All places.
std::span<const Place* const> all_places();

}  // namespace hibari::world
