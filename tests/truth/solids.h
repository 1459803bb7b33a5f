#pragma once

// How deep bodies are inside one another, from the solids of the truth alone.

#include "truth/clip_truth.h"

namespace hibari::truth {

/// Depth of the deepest point of `a` below the surface of `b` at a sample, metres; negative when
/// they are apart. Spheres, capsules, boxes and cylinders are measured; other shapes are left out.
float overlap(const Body& a, const Body& b, int sample);

/// Depth of the deepest point below the plane y = 0.
float sunk(const Body& body, int sample);

/// Smallest thickness, metres.
float size_of(const Body& body);

}  // namespace hibari::truth
