#pragma once

// What the keeper signs with Ed25519 keys that never leave it: consent receipts and checkpoints of
// the audit log. What was signed as one is never good as another: each kind has a key of its own,
// and a shape that no other kind has, which the keeper checks before it signs. (Manifests are
// signed with a key on P-256, over a digest.)

#include "base/result.h"
#include "trust/audit/signing_key.h"
#include "trust/c2pa/key_folder.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace hibari::trust {

enum class Statement : unsigned char {
    /// The signing input of a compact JWS (RFC 7515) whose header says that it is a consent receipt
    /// (RFC 8725, explicit typing).
    kReceipt = 1,
    /// The body of a checkpoint (C2SP tlog-checkpoint): three lines, each ended.
    kCheckpoint = 2,
};

/// None is longer: trust::check_receipt reads no longer receipt either.
inline constexpr std::size_t kStatementBytesMax = 256 * 1024;

/// The name of the key of that kind, as others know it.
std::string statement_key_name(Statement kind);

/// Whether the text has the shape of that kind. No text has that of two.
bool is_statement(Statement kind, std::string_view text);

/// For the keeper alone: the key of that kind, made from the secret of the folder.
Result<SigningKey> statement_key(const KeyFolder& keys, Statement kind);

}  // namespace hibari::trust
