// Compiled once per instruction set: see lanes.h.
#include "world/render/surface/face.h"
#include "world/render/surface/patterns.h"

HIBARI_LANES_BEGIN

namespace surface {

HIBARI_KERNEL void face_pattern(
    const Site& site, const Brush& brush, const FaceParams& face, Look& look
) {
    look = face_look(site, brush, face);
}

}  // namespace surface

HIBARI_LANES_END
