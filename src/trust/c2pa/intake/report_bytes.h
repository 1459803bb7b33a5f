#pragma once

// What the child found, as bytes for its parent: numbers of eight bytes and texts behind their
// length, one field after another. The child may be in somebody else's hands, so its parent
// believes no count, no length and no text: what is beyond the limits is no report at all, and
// texts come out as printable UTF-8.

#include "trust/c2pa/read_manifest.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace hibari::trust {

/// None is longer: the largest store, and what there is to say of it.
inline constexpr std::size_t kReportBytesMax = kStoreBytesMax + (std::size_t{4} << 20U);

std::string to_bytes(const ManifestReport& report);

/// Without its title, which the child is not told.
std::string to_bytes(const Ingredient& ingredient);

/// Nothing when the bytes are no report.
std::optional<ManifestReport> report_of(std::string_view bytes);
std::optional<Ingredient> ingredient_of(std::string_view bytes);

}  // namespace hibari::trust
