#pragma once

// The engine `remote`: hands requests to a server elsewhere that speaks the Videos API, so that
// GPUs which somebody already runs (vLLM-Omni, SGLang-Diffusion, another Hibari) make the clips.
// What comes back is a stranger's file: it is decoded in the sandbox and written anew.

#include "engine/generator.h"
#include "engine/remote_server.h"

namespace hibari::engine {

/// Makes the engine. It asks nothing of the server before the first clip.
std::unique_ptr<Generator> make_remote_engine(RemoteOptions options);

}  // namespace hibari::engine
