// What a feeling does to a face, and what comes of it: the gestures that break out of somebody.
#pragma once

#include "world/script/shot_script.h"

namespace hibari::world {

/// The settings of a face at rest, as Face has them.
struct Expression {
    float smile = 0.55F;
    float brow = 0.5F;
    float open = 0.0F;
    float squint = 0.0F;
};

Expression expression_of(Feeling feeling);

}  // namespace hibari::world
