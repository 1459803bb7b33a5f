#pragma once

// What was known of an upload before it was decoded and written anew: its manifest goes along at
// the end of the new file, as a box that MP4 and PNG readers pass over, until a clip is made with
// it. For files of our own alone: whoever can write such a file can write anything into it.

#include "trust/c2pa/byte_source.h"
#include "trust/c2pa/manifest_info.h"

#include <optional>
#include <string>

namespace hibari::trust {

/// Bytes to append to a file; nothing when the ingredient has no manifest.
std::string write_trailer(const Ingredient& ingredient);

/// What was appended; nothing when nothing was. Fails only when the file cannot be read.
Result<std::optional<Ingredient>> read_trailer(ByteSource& source);

}  // namespace hibari::trust
