#pragma once

// The figures, by what they are about. Each function adds the samples of one clip.

#include "eval/metrics.h"
#include "eval/seen.h"

#include <cstddef>
#include <vector>

namespace hibari::eval {

/// Gravity, bounces and energy of what falls.
void measure_flights(const Seen& seen, Samples& samples);

/// Whether two that meet keep their momentum, and stay outside of one another.
void measure_collisions(const Seen& seen, Samples& samples);

/// Whether things stay there and stay the same.
void measure_things(const Seen& seen, Samples& samples);

/// Whether what the prompt says is seen.
void measure_prompt(const Seen& seen, Samples& samples);

/// Sound against picture.
void measure_sync(const Seen& seen, Samples& samples);

/// The instruments against the truth; of the simulator's own clip of the scene only.
void measure_instruments(const Seen& seen, Samples& samples);

/// Of a ball that falls and that air does not hold up: one of foam soon falls no faster.
bool shows_gravity(const world::tap::ToldThing& thing);

/// The acceleration of each flight of a told ball, in its radii per second squared (a ball is its
/// own ruler), in the direction of the fall and not only as much of it as is seen.
std::vector<double> falls_of(const Seen& seen, std::size_t object);

/// Of the right acceleration, what the instrument may be off.
inline constexpr double kGravityTolerance = 0.10;
/// Impacts that are nearer to each other in time are one.
inline constexpr double kSameImpact_s = 0.100;
/// What closes in at more than this makes an impact that should be heard.
inline constexpr double kExpectedSpeed_mps = 0.8;

}  // namespace hibari::eval
