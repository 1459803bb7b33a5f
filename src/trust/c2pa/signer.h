#pragma once

// Who signs. A manifest needs three things of a signer: its certificates, a signature and a time
// stamp. Keys may be in this process (LocalSigner) or in another one that only answers over a
// socket (trust/keeper); the writers of manifests cannot tell.

#include "base/result.h"
#include "trust/c2pa/digest.h"

#include <string>
#include <vector>

namespace hibari::trust {

/// Signs with ECDSA on P-256 and SHA-256 (COSE's ES256). Any thread.
class ManifestSigner {
  public:
    virtual ~ManifestSigner() = default;

    /// DER certificates: the one that signs, then those between it and the root, without the root.
    virtual Result<std::vector<std::string>> certificates() = 0;

    /// The signature over what has that digest: r and s, 64 bytes (RFC 9053, section 2.1).
    virtual Result<std::string> sign(const Digest& digest) = 0;

    /// An RFC 3161 TimeStampToken (DER) over what has that digest, with the authority's certificate
    /// in it. At most kTimeStampBytesMax bytes.
    virtual Result<std::string> time_stamp(const Digest& imprint) = 0;
};

/// The room that manifests keep for a time stamp.
inline constexpr std::size_t kTimeStampBytesMax = 2048;

}  // namespace hibari::trust
