#pragma once

// Drawing with the geometry buffer: outlines where depth, surface or body changes, and light in a
// few flat steps. The geometry is exact, so the lines are steady from frame to frame.

#include "base/threads.h"
#include "world/render/gbuffer.h"
#include "world/render/styles/picture.h"

#include <vector>

namespace hibari::world {

/// Ink coverage 0..1 per pixel for lines about `width_px` wide: silhouettes, folds, contacts.
std::vector<float> outlines(const GBuffer& geometry, float width_px, ThreadPool& pool);

/// Lays `color` over the picture by coverage.
void draw_ink(
    Picture& picture, const std::vector<float>& coverage, const Vec3& color, ThreadPool& pool
);

/// Steps of a cel-shaded picture.
struct CelSteps {
    float shadow = 0.45F;     ///< factor on albedo in shadow
    float lit = 1.0F;         ///< factor on albedo in light
    float threshold = 0.42F;  ///< share of the key light where light begins
    float softness = 0.04F;   ///< width of the step
    Vec3 shadow_tint{0.78F, 0.80F, 1.05F};
    float saturation = 1.25F;
};

/// Repaints surfaces flat: albedo times one of two light levels plus a crisp highlight; what is not
/// a surface (sky) stays. `key` is the brightness of full light in this shot.
void paint_cel(
    Picture& picture, const GBuffer& geometry, const CelSteps& steps, float key, ThreadPool& pool
);

/// A bright value of the light that falls on surfaces in this picture (90th percentile).
float key_light(const GBuffer& geometry);

}  // namespace hibari::world
