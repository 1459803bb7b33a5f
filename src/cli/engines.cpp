#include "cli/engines.h"

#include "engine/world_engine.h"

namespace hibari::cli {

engine::Registry make_registry() {
    engine::Registry registry;
    registry.add(engine::make_world_engine());
    return registry;
}

}  // namespace hibari::cli
