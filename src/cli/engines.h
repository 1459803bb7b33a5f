#pragma once

// The engines this program has.

#include "base/config.h"
#include "domain/models.h"
#include "engine/generator.h"

#include <vector>

namespace hibari::cli {

/// All engines, the default first. Cheap: engines set themselves up when they are first used.
engine::Registry make_registry();

/// Those and the ones that only servers are given; `remote` where its settings name a server.
engine::Registry make_worker_registry(const Config& config);

/// What the rules for clips must know of them.
std::vector<domain::EngineFacts> engine_facts(const engine::Registry& engines);

}  // namespace hibari::cli
