#pragma once

// The engines this program has.

#include "engine/generator.h"

namespace hibari::cli {

/// All engines, the default first. Cheap: engines set themselves up when they are first used.
engine::Registry make_registry();

/// Those and the ones that only servers are given.
engine::Registry make_worker_registry();

}  // namespace hibari::cli
