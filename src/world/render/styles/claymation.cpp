#include "world/render/styles/develop.h"
#include "world/render/styles/film.h"
#include "world/render/styles/lens.h"
#include "world/render/styles/sky_painting.h"

namespace hibari::world {

// Hand-made miniatures on a table: the caster models everything of clay
// (Modelling::kClay); here come the macro lens, the warm studio light and the slight flicker of
// exposures taken one by one.
void develop_claymation(const Exposure& exposure, Picture& picture) {
    paint_sky(exposure, picture);
    focus(picture, exposure.geometry, exposure.camera, 3.4F, exposure.pool);
    bloom(picture, 1.0F, 0.15F, {1.0F, 0.9F, 0.8F}, exposure.pool);
    vignette(picture, 0.30F, exposure.pool);
    const auto twelfth = static_cast<std::uint32_t>(exposure.time_s() * 12.0);
    const float flicker = 1.0F + 0.035F * (hash01(twelfth, exposure.seed, 4U) - 0.5F);
    const Grade grade{
        .exposure = 1.04F * flicker,
        .balance = {1.08F, 1.0F, 0.88F},
        .contrast = 1.10F,
        .saturation = 1.22F,
    };
    tone(picture, grade, exposure.pool);
}

}  // namespace hibari::world
