#pragma once

// RFC 3161 time stamps: an authority of our own, and what others' tokens are worth. With a time
// stamp a signature outlives its certificate: it says that the signature was there while the
// certificate was good.

#include "base/clock.h"
#include "base/result.h"
#include "trust/c2pa/certificates.h"
#include "trust/c2pa/digest.h"

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace hibari::trust {

/// A TimeStampToken (DER) that says when what has that digest was seen, by the clock.
Result<std::string> issue_time_stamp(
    const KeyPair& authority, const Digest& imprint, const Clock& clock
);

/// What a token was found to be.
struct TimeStampVerdict {
    /// The codes are those of C2PA: "timeStamp.trusted", "timeStamp.untrusted",
    /// "timeStamp.mismatch", "timeStamp.malformed", "timeStamp.outsideValidity".
    std::string code;
    /// When, if it is to be believed.
    std::optional<std::chrono::system_clock::time_point> time;
};

/// Looks at a token over what has that digest. Only tokens whose authority leads to one of
/// `anchors` (DER certificates) are believed.
TimeStampVerdict check_time_stamp(
    std::string_view token, const Digest& imprint, std::span<const std::string> anchors
);

}  // namespace hibari::trust
