// In the water: treading, swimming, plunging.
//
// Where there is no ground to stand on the root is not a point on the ground any more: it hangs
// one standing height under the pelvis, and whoever moves in the water sets it from there.
#pragma once

#include "world/physics/character/act.h"

#include <memory>
#include <optional>

namespace hibari::world {

/// Height of the surface where nobody of this size can stand; empty on land and in the shallows.
std::optional<float> deep_water(const Self& self, Vec3 at);

/// Whether it is in such water rather than on a quay above it.
bool is_afloat(const Self& self);

/// Keeps the head above water in one place; false where one can stand.
bool tread(Self& self, float dt);

/// The same under an act that wants only the arms and the trunk: legs tread, the root keeps its
/// depth.
void stay_afloat(Self& self, float dt);

/// Whether the verb can be done with the arms alone, as one who treads water does it.
bool is_done_afloat(Verb verb);

/// Swims: crawl, or breaststroke when it shall be gentle.
std::unique_ptr<Act> make_swim_act(const Cue& cue, const Self& self);

/// From a flight into the water: on under it with the speed of the flight, and up again.
std::unique_ptr<Act> make_plunge_act(Vec3 velocity);

}  // namespace hibari::world
