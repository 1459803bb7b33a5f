// How heavy a member of the cast will be, for "the heavier one" and "one floats, the other sinks".
#pragma once

#include "world/script/shot_script.h"

namespace hibari::world {

struct Heft {
    float mass_kg = 0.0F;
    float density_kg_m3 = 0.0F;  ///< of its bounding box: for comparing, not for floating
};

/// Builds the thing once and weighs it; zeros for a kind the catalogue lacks.
Heft heft_of(const Entity& entity);

}  // namespace hibari::world
