#pragma once

// What the certificate behind a signature is worth: whether it is of the kind that may sign
// manifests (C2PA 2.1, section 14.5.1), whether it was good at the time, and whether it leads to an
// anchor.

#include "trust/c2pa/validation_status.h"

#include <chrono>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::trust {

/// The findings without URLs: "signingCredential.trusted", "...untrusted", "...invalid",
/// "...expired". `chain` holds DER certificates, the signing one first; `anchors` those of roots.
std::vector<ValidationStatus> check_credential(
    std::span<const std::string_view> chain,
    std::span<const std::string> anchors,
    std::chrono::system_clock::time_point signed_at
);

}  // namespace hibari::trust
