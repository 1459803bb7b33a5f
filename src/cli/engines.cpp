#include "cli/engines.h"

#include "engine/null_engine.h"
#include "engine/world_engine.h"

namespace hibari::cli {

engine::Registry make_registry() {
    engine::Registry registry;
    registry.add(engine::make_world_engine());
    return registry;
}

engine::Registry make_worker_registry() {
    engine::Registry registry = make_registry();
    registry.add(engine::make_null_engine());
    return registry;
}

}  // namespace hibari::cli
