#pragma once

// The engine `null`: a grey picture that brightens, and silence, as fast as they can be encoded.
// For measuring everything around an engine, and for trying a server out: it takes every request.
// A clip that goes on keeps what it had, a first frame is shown once, and its script tells what it
// was given.

#include "engine/generator.h"

namespace hibari::engine {

/// Makes the engine. A prompt that contains "fail please" fails, so that failures can be tried too.
std::unique_ptr<Generator> make_null_engine();

}  // namespace hibari::engine
