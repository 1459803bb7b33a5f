#pragma once

// Lines of exported files (export.h): entries as JSON, and back. Whatever is offered is answered.

#include "base/json.h"
#include "base/result.h"
#include "trust/audit/log.h"

#include <cstddef>
#include <string_view>

namespace hibari::trust {

inline constexpr std::string_view kLogFormat = "hibari-audit-log-1";
inline constexpr std::string_view kProofFormat = "hibari-audit-proof-1";
inline constexpr std::string_view kConsistencyFormat = "hibari-audit-consistency-1";

/// The longest line: an entry with everything beside it, escaped.
inline constexpr std::size_t kLineBytesMax = 1U << 20U;

Json leaf_to_json(const AuditLeaf& leaf, bool with_sealed);

/// `invalid_argument` when it is none.
Result<AuditLeaf> leaf_from_json(const Json& json);

/// A list of hashes as hexadecimal digits, at most 64.
Result<std::vector<Hash>> path_from_json(const Json* json);

}  // namespace hibari::trust
