// The shapes of a body in a leap: how it crouches, what it is in the air, how it comes down.
#pragma once

#include "world/physics/character/posture.h"

namespace hibari::world {

Posture crouched(float depth_m);
Posture stretched();
Posture tucked();
Posture landing();
Posture airborne();
Posture striding(int raised);  ///< off one foot, the knee of the other side up
Posture drawn_up();
Posture piked();
Posture piked_long();
Posture landing_in_line();

}  // namespace hibari::world
