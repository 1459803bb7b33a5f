#pragma once

// What a validator finds, in the codes of C2PA 2.1, section 15.2 (e.g. "claimSignature.validated").

#include <string>
#include <vector>

namespace hibari::trust {

/// One finding.
struct ValidationStatus {
    enum class Kind { kSuccess, kInformational, kFailure };

    Kind kind = Kind::kFailure;
    /// "assertion.bmffHash.mismatch".
    std::string code;
    /// The box it is about: "self#jumbf=/c2pa/urn:c2pa:.../c2pa.signature".
    std::string url;
    /// In a sentence; may be empty.
    std::string explanation;
};

}  // namespace hibari::trust
