#pragma once

// A painted sky: vivid gradient and towering clouds in two tones, fixed to the world.

#include "world/render/styles/develop.h"

namespace hibari::world {

/// Repaints the sky's pixels (linear light) where there is one to paint: outdoors, by fair weather,
/// not at night.
void paint_sky(const Exposure& exposure, Picture& picture);

/// The same sky without clouds, folded of paper triangles.
void paint_faceted_sky(const Exposure& exposure, Picture& picture);

}  // namespace hibari::world
