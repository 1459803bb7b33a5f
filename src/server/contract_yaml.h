#pragma once

// YAML as JSON, for the contract file only: the core schema (true, 12, 1.5, null, text), anchors
// resolved by the library, keys always text.

#include "base/json.h"
#include "base/result.h"

#include <string_view>

namespace hibari::server {

/// Reads one YAML document. Fails with `invalid_argument`, naming line and column.
Result<Json> parse_yaml(std::string_view text);

}  // namespace hibari::server
