// Weightless, with nothing to stand on: drifting, pushing off, tumbling.
//
// As in the water the root hangs one standing height under the pelvis; here nothing brings it back.
#pragma once

#include "world/physics/character/act.h"

#include <memory>

namespace hibari::world {

/// No gravity, and no ground within reach of the feet.
bool is_weightless(const Self& self);

/// Floats where it is; false where there is weight or ground.
bool drift(Self& self);

/// What is left of a verb without weight: who would go somewhere floats there, who would leap
/// turns head over heels.
std::unique_ptr<Act> make_drift_act(const Cue& cue);

}  // namespace hibari::world
