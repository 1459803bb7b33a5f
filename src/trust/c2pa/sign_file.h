#pragma once

// Puts a signed C2PA manifest into a finished file. The file goes through once, in pieces: it is
// copied and digested at the same time, with room for the manifest, which is written at the end. An
// old manifest in it is dropped; what is to be kept of it comes in as an ingredient.

#include "trust/c2pa/container.h"
#include "trust/c2pa/manifest_info.h"
#include "trust/c2pa/signer.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace hibari::trust {

/// Writes `to`, which is made or emptied, from `from`, another file. Nothing is said about when it
/// is on disk; when it fails, what `to` holds is not to be used. Fails with kInvalidArgument when
/// the manifest cannot say that, with kDataLoss or kUnsupported when the file is damaged or odd,
/// and with whatever the signer fails with.
Result<void> sign_file(
    const std::filesystem::path& from,
    const std::filesystem::path& to,
    MediaFormat format,
    const ManifestInfo& info,
    ManifestSigner& signer
);

/// The same for a file in memory.
Result<std::string> sign_bytes(
    std::string_view bytes, MediaFormat format, const ManifestInfo& info, ManifestSigner& signer
);

}  // namespace hibari::trust
