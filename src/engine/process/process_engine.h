#pragma once

// An engine that runs in a process of its own, as a Generator: whatever uses engines uses this one
// unchanged. A learned model may crash, or take more memory than there is, and costs the clip in
// hand and nothing else; and what it is built from (libtorch) is linked into its own program alone.
// The other half is host_engine() in engine/process/engine_host.h.

#include "engine/engine_facts.h"
#include "engine/process/engine_child.h"

#include <memory>

namespace hibari::engine {

/// Makes the engine. Nothing is started before the first plan or clip; the process is kept for the
/// next one, and started again when it has died. While the program is missing, check() and every
/// request give kUnsupported. A death in the middle of a clip is kResourceExhausted when the
/// process was killed, as the kernel does for memory, and kInternal otherwise.
std::unique_ptr<Generator> make_process_engine(EngineFacts facts, ProgramOptions options);

}  // namespace hibari::engine
