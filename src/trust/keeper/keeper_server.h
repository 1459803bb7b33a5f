#pragma once

// The keeper itself: answers questions with keys that it never gives away.

#include "base/descriptor.h"
#include "trust/c2pa/key_folder.h"

#include <string>
#include <string_view>

namespace hibari::trust {

/// Answers one packet.
std::string answer_packet(const KeyFolder& keys, LocalSigner& signer, std::string_view packet);

/// Answers whoever connects, one question after another, for as long as `listener` is open. At most
/// 256 may be connected at once; who is too slow to take its answer is cut off. Looks every
/// hour whether certificates are due for renewal.
Result<void> serve_keys(const FileDescriptor& listener, KeyFolder& keys, const Clock& clock);

}  // namespace hibari::trust
