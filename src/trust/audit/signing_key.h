#pragma once

// Ed25519 signatures (RFC 8032) by a key that is somewhere else: checkpoints of the audit log and
// consent receipts are signed through a function, so that whoever serves requests never holds the
// key. Checking needs no secret and is done here.

#include "base/result.h"

#include <functional>
#include <string>
#include <string_view>

namespace hibari::trust {

/// Signs by a key of that name.
struct SigningKey {
    /// Of the key, as others know it; no white space, no '+'.
    std::string name;
    /// 32 bytes.
    std::string public_key;
    /// Gives 64 bytes. May talk to another process and wait; never call it inside a transaction.
    std::function<Result<std::string>(std::string_view message)> sign;
};

inline constexpr std::size_t kPublicKeyBytes = 32;
inline constexpr std::size_t kSignatureBytes = 64;

/// A signer whose key is in this process: for tests, and for whoever is the keeper. `seed` is the
/// private key, 32 bytes.
Result<SigningKey> local_signing_key(std::string_view name, std::string_view seed);

/// Whether the signature is that key's over the message; any input is answered.
bool is_signed(std::string_view public_key, std::string_view message, std::string_view signature);

}  // namespace hibari::trust
