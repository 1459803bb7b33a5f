#pragma once

// The edges of the picture as planes in the world: what is behind one of them is not seen.

#include "world/physics/camera/action_path.h"
#include "world/timeline/timeline.h"

namespace hibari::world {

/// A picture at one moment.
struct Picture {
    CameraPose camera;
    float aspect = 16.0F / 9.0F;  ///< width / height
};

/// Whether nothing of the box is in a picture that is `margin` times as wide and as high; empty
/// boxes are out. Boxes near a corner may be called in although they are not.
bool is_out(const Picture& picture, const Box& box, float margin = 1.0F);

/// Whether the whole box is above the upper edge.
bool is_above(const Picture& picture, const Box& box, float margin = 1.0F);

}  // namespace hibari::world
