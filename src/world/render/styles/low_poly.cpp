#include "world/render/styles/develop.h"
#include "world/render/styles/film.h"
#include "world/render/styles/lens.h"
#include "world/render/styles/sky_painting.h"

namespace hibari::world {

// The caster cuts the world into facets (Modelling::kFacets); here the light becomes clean and the
// colours bright.
void develop_low_poly(const Exposure& exposure, Picture& picture) {
    paint_faceted_sky(exposure, picture);
    vignette(picture, 0.10F, exposure.pool);
    const Grade grade{
        .exposure = 1.10F,
        .contrast = 1.10F,
        .saturation = 1.28F,
        .shadows = {0.03F, 0.02F, 0.06F},
    };
    tone(picture, grade, exposure.pool);
}

}  // namespace hibari::world
