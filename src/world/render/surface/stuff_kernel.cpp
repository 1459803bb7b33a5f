// Compiled once per instruction set: see lanes.h.
#include "world/render/surface/patterns.h"
#include "world/render/surface/stuff.h"

HIBARI_LANES_BEGIN

namespace surface {

HIBARI_KERNEL bool stuff_pattern(const Site& site, const Brush& brush, Look& look) {
    switch (brush.surface) {
        case Surface::kFabric:
            look = fabric(site, brush);
            return true;
        case Surface::kDenim:
            look = denim(site, brush);
            return true;
        case Surface::kLeather:
            look = leather(site, brush);
            return true;
        case Surface::kRubber:
            look = rubber(site, brush);
            return true;
        case Surface::kMetal:
            look = metal(site, brush);
            return true;
        case Surface::kBrushedMetal:
            look = brushed_metal(site, brush);
            return true;
        case Surface::kRust:
            look = rust(site, brush);
            return true;
        case Surface::kGlass:
            look = glass(site, brush);
            return true;
        case Surface::kPlastic:
            look = plastic(site, brush);
            return true;
        case Surface::kPaint:
            look = lacquer(site, brush);
            return true;
        case Surface::kCardboard:
            look = cardboard(site, brush);
            return true;
        case Surface::kPaper:
            look = paper(site, brush);
            return true;
        case Surface::kStripes:
            look = stripes(site, brush);
            return true;
        case Surface::kChecker:
            look = checker(site, brush);
            return true;
        case Surface::kDots:
            look = dots(site, brush);
            return true;
        default:
            return false;
    }
}

}  // namespace surface

HIBARI_LANES_END
