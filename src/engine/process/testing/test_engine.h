#pragma once

// An engine for tests of engines in processes of their own: noise as picture and sound, and trouble
// of all kinds when the prompt asks for it. It is the same here and in a child.

#include "engine/generator.h"

#include <memory>

namespace hibari::engine::testing {

/// In the middle of a clip: "crash", "kill" (as the kernel does), "exit", "no memory", "deaf" (goes
/// on after a stop request, for ever), "endless" (until a stop request). Any prompt with "refuse"
/// is refused. The interpretation holds the request, the first bytes of its files and the sum of
/// its first frame.
std::unique_ptr<Generator> make_test_engine();

}  // namespace hibari::engine::testing
