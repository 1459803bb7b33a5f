// Compiled once per instruction set: see lanes.h.
#include "world/render/surface/building.h"
#include "world/render/surface/patterns.h"

HIBARI_LANES_BEGIN

namespace surface {

HIBARI_KERNEL bool building_pattern(const Site& site, const Brush& brush, Look& look) {
    switch (brush.surface) {
        case Surface::kWood:
            look = wood(site, brush);
            return true;
        case Surface::kBrick:
            look = brick(site, brush);
            return true;
        case Surface::kConcrete:
            look = concrete(site, brush);
            return true;
        case Surface::kTile:
            look = tile(site, brush);
            return true;
        case Surface::kPlaster:
            look = plaster(site, brush);
            return true;
        case Surface::kRoofTiles:
            look = roof_tiles(site, brush);
            return true;
        case Surface::kWindows:
            look = windows(site, brush);
            return true;
        case Surface::kRock:
            look = rock(site, brush);
            return true;
        case Surface::kBark:
            look = bark(site, brush);
            return true;
        case Surface::kFoliage:
            look = foliage(site, brush);
            return true;
        case Surface::kIce:
            look = ice(site, brush);
            return true;
        default:
            return false;
    }
}

}  // namespace surface

HIBARI_LANES_END
