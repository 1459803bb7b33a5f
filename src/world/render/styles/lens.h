#pragma once

// What a lens and a shutter do to light: focus, motion blur, bloom, vignette, distortion. All work
// on linear light and on the geometry buffer's depth and motion, after the cast: an exact sharp
// picture goes in, so the blur has no noise.

#include "base/threads.h"
#include "world/render/gbuffer.h"
#include "world/render/styles/picture.h"
#include "world/timeline/timeline.h"

namespace hibari::world {

/// Blurs by the circle of confusion of a thin lens. `strength` scales the camera's own aperture.
void focus(
    Picture& picture,
    const GBuffer& geometry,
    const CameraPose& camera,
    float strength,
    ThreadPool& pool
);

/// Blurs along the motion of each pixel; `shutter` is the open share of the frame time, 0..1.
void blur_motion(Picture& picture, const GBuffer& geometry, float shutter, ThreadPool& pool);

/// Adds the glow of what is brighter than `threshold`; `tint` colours it (halation, golden haze).
void bloom(Picture& picture, float threshold, float strength, const Vec3& tint, ThreadPool& pool);

/// Darkens towards the corners by up to `strength`.
void vignette(Picture& picture, float strength, ThreadPool& pool);

/// Barrel distortion of a short lens; `amount` is the shift of a corner as a share of its radius.
void bend(Picture& picture, float amount, ThreadPool& pool);

/// Box-filtered copy at 1/factor of the size.
Picture shrink(const Picture& picture, int factor, ThreadPool& pool);

/// Separable Gaussian-like blur (three box passes) of `radius` pixels.
void soften(Picture& picture, int radius, ThreadPool& pool);

/// Bilinear sample at pixel coordinates.
Vec3 sample(const Picture& picture, float x, float y);

}  // namespace hibari::world
