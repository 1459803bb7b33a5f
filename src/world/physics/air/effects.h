#pragma once

// Particles and ripples, from what happened in a finished timeline.
//
// Dust where feet and balls hit loose ground, spray and ripples where things enter the water,
// sparks where metal scrapes, fire, smoke, exhaust, confetti, bubbles, leaves. All have closed-form
// paths (Particle), so nothing is stepped; their number is capped.

#include "base/rng.h"
#include "world/timeline/timeline.h"

namespace hibari::world {

constexpr std::size_t kParticlesMax = 6000;

/// Appends particles and ripples, sorted by birth.
void add_effects(Timeline& timeline, Style style, Rng rng);

}  // namespace hibari::world
