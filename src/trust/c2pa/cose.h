#pragma once

// The signature of a claim: COSE_Sign1 (RFC 9052) with the claim beside it, the certificates in the
// protected header and an RFC 3161 time stamp over the signature in the unprotected one.

#include "trust/c2pa/signer.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::trust {

/// Bytes that sign_cose makes with these certificates. They do not depend on the payload.
std::size_t cose_bytes(const std::vector<std::string>& certificates);

/// Signs a payload that is kept elsewhere.
Result<std::string> sign_cose(std::string_view payload, ManifestSigner& signer);

/// A signature that was read; borrows from its bytes.
struct CoseSignature {
    /// The protected header as it was signed.
    std::string_view protected_header;
    /// COSE's number of the algorithm: -7 is ES256.
    std::int64_t algorithm = 0;
    /// DER, the signing one first. Never empty.
    std::vector<std::string_view> certificates;
    std::string_view signature;
    /// The time stamp; `is_over_signature` tells the two ways of C2PA apart (sigTst2, sigTst).
    std::optional<std::string_view> time_stamp;
    bool is_over_signature = false;
};

Result<CoseSignature> read_cose(std::string_view bytes);

enum class SignatureVerdict { kGood, kWrong, kUnsupported };

/// Whether the signature over that payload was made with the key of the first certificate. Knows
/// ES256, ES384, ES512, PS256, PS384, PS512 and Ed25519.
SignatureVerdict check_cose(const CoseSignature& signature, std::string_view payload);

/// What the time stamp is over.
Digest time_stamp_imprint(const CoseSignature& signature, std::string_view payload);

}  // namespace hibari::trust
