#pragma once

// The engine `world`: the exact simulator as a Generator.

#include "engine/generator.h"

namespace hibari::engine {

/// Makes the engine; it holds no state between clips.
std::unique_ptr<Generator> make_world_engine();

}  // namespace hibari::engine
