// What the season makes of things that grow and of the ground they grow on.
#pragma once

#include "base/rng.h"
#include "world/script/shot_script.h"
#include "world/things/material.h"
#include "world/things/thing.h"

#include <string_view>

namespace hibari::world {

/// Colours the foliage of a built thing; in winter it falls and leaves bare twigs. Evergreens
/// (`kind`: pines, palms, cacti and the like) stay as they are, and so does what the prompt gave a
/// colour.
void dress_for(Season season, std::string_view kind, Blueprint& blueprint, Rng rng);

/// Whether things of that kind have leaves that fall.
bool sheds_leaves(std::string_view kind);

/// The ground as the season has it.
Material ground_in(Season season, const Material& usual);

/// Colours of the leaves or petals that lie about and drift in the air.
Vec3 fallen_color(Season season, Rng& rng);

}  // namespace hibari::world
