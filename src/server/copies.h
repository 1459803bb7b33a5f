#pragma once

// Copies of a clip of ours among all others: what a moderator takes along with it.

#include "store/blobs.h"
#include "store/database.h"
#include "trust/registry/registry.h"

#include <string>
#include <string_view>
#include <vector>

namespace hibari::server {

/// Ids of other videos that look or sound like that one. Decodes its file once. Empty when there is
/// nothing to compare: the clip has no files, or is no longer there.
std::vector<std::string> copies_of(
    store::Database& database,
    store::BlobStore& blobs,
    trust::Registry& registry,
    std::string_view video
);

}  // namespace hibari::server
