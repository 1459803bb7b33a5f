#pragma once

// What an operator can set, as one schema: for the file, the environment, flags and the example
// that `hibari serve --example-config` prints.

#include "base/config.h"

#include <vector>

namespace hibari::server {

/// All settings of `hibari serve`, `hibari worker` and `hibari admin`.
const std::vector<Setting>& settings();

}  // namespace hibari::server
