// Young animals: a large head on a short face, large eyes, short thick legs and a small tail. Two
// thirds of what makes a puppy is its proportions; the rest is its size.
#pragma once

#include "world/script/shot_script.h"
#include "world/things/animals/quadruped.h"

namespace hibari::world {

/// Whether the words that named it say that it is young: "puppy", "lamb", "lion cub".
bool is_young(const Entity& entity);

/// A grown animal's plan as it looks when young, at the grown one's size.
QuadrupedPlan young_of(QuadrupedPlan plan);

/// Makes a head larger, about its joint with the neck.
void grow_head(QuadrupedPlan& plan, float by);

/// The entity, half as large when it is young.
Entity sized_by_age(const Entity& entity);

}  // namespace hibari::world
