#include "cli/engines.h"

namespace hibari::cli {

engine::Registry make_registry() {
    return {};
}

}  // namespace hibari::cli
