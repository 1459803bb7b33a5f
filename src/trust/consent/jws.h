#pragma once

// Signed JSON texts: the compact form of RFC 7515 with EdDSA over Ed25519 (RFC 8037). The header
// holds the public key, and nothing but this one shape is read: no other algorithm, none at all
// least of all.

#include "base/result.h"
#include "trust/audit/signing_key.h"

#include <optional>
#include <string>
#include <string_view>

namespace hibari::trust {

/// `type` is the header's `typ`. Not inside a transaction: signing may wait.
Result<std::string> sign_jws(
    std::string_view payload, std::string_view type, const SigningKey& signer
);

struct CheckedJws {
    std::string payload;
    /// 32 bytes, as the header says.
    std::string public_key;
    std::string key_name;
};

/// `invalid_argument` in words for whatever is not a text of that shape with a right signature.
Result<CheckedJws> check_jws(std::string_view text);

/// Base64url without padding (RFC 4648, section 5), and back; nothing for anything else.
std::string to_base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);

}  // namespace hibari::trust
