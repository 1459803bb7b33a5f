// Compiled once per instruction set: see lanes.h.
#include "world/render/surface/patterns.h"
#include "world/render/surface/print.h"

HIBARI_LANES_BEGIN

namespace surface {

HIBARI_KERNEL bool print_pattern(const Site& site, const Brush& brush, Look& look) {
    switch (brush.surface) {
        case Surface::kDomino:
            look = domino(site, brush);
            return true;
        case Surface::kDie:
            look = die(site, brush);
            return true;
        case Surface::kBookCover:
            look = book_cover(site, brush);
            return true;
        case Surface::kScreen:
            look = screen(site, brush);
            return true;
        case Surface::kNet:
            look = net(site, brush);
            return true;
        case Surface::kFlame:
            look = flame(site, brush);
            return true;
        case Surface::kGlow:
            look = glow(brush);
            return true;
        default:
            return false;
    }
}

}  // namespace surface

HIBARI_LANES_END
