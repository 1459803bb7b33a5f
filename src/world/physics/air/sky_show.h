#pragma once

// What goes on in the sky of a shot: bolts of lightning and fireworks, where the picture shows it.
//
// Both happen far away, so only their direction matters; it is chosen when the camera is known.
// Sound follows the events as it follows contacts.

#include "base/rng.h"
#include "world/script/shot_script.h"
#include "world/timeline/timeline.h"

namespace hibari::world {

/// Turns the strikes of lightning that are among the events into the picture and draws their bolts;
/// adds kFirework events with their sparks when the script asks for the sound of fireworks.
void light_the_sky(Timeline& timeline, const Shot& shot, float aspect, Rng rng);

}  // namespace hibari::world
