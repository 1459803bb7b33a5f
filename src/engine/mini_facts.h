#pragma once

// The engine `mini` from outside: a learned model that makes picture and sound together from words.
// It is part of another program (docs/decisions/engine-process.md), so this is all that this one
// knows of it.

#include "engine/engine_facts.h"

namespace hibari::engine {

/// The longest clip it makes, and the most that it adds to one. What is longer than the clips of
/// its training is made window by window.
inline constexpr double kMiniSecondsMax = 20.0;

EngineFacts mini_facts();

}  // namespace hibari::engine
