// Compiled once per instruction set: see lanes.h.
#include "world/render/surface/ground.h"
#include "world/render/surface/patterns.h"

HIBARI_LANES_BEGIN

namespace surface {

HIBARI_KERNEL bool ground_pattern(const Site& site, const Brush& brush, Look& look) {
    switch (brush.surface) {
        case Surface::kGrass:
            look = grass(site, brush);
            return true;
        case Surface::kSand:
            look = sand(site, brush);
            return true;
        case Surface::kSnow:
            look = snow(site, brush);
            return true;
        case Surface::kEarth:
            look = earth(site, brush);
            return true;
        case Surface::kMoonDust:
            look = moon_dust(site, brush);
            return true;
        case Surface::kAsphalt:
            look = asphalt(site, brush);
            return true;
        case Surface::kRoad:
            look = road(site, brush);
            return true;
        case Surface::kParquet:
            look = parquet(site, brush);
            return true;
        case Surface::kCourt:
            look = court(site, brush);
            return true;
        default:
            return false;
    }
}

}  // namespace surface

HIBARI_LANES_END
