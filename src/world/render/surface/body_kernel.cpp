// Compiled once per instruction set: see lanes.h.
#include "world/render/surface/body.h"
#include "world/render/surface/patterns.h"

HIBARI_LANES_BEGIN

namespace surface {

HIBARI_KERNEL bool body_pattern(const Site& site, const Brush& brush, Look& look) {
    switch (brush.surface) {
        case Surface::kSkin:
            look = skin(site, brush);
            return true;
        case Surface::kHair:
            look = hair(site, brush);
            return true;
        case Surface::kFur:
            look = fur(site, brush);
            return true;
        case Surface::kFeathers:
            look = feathers(site, brush);
            return true;
        case Surface::kScales:
            look = scales(site, brush);
            return true;
        default:
            return false;
    }
}

}  // namespace surface

HIBARI_LANES_END
