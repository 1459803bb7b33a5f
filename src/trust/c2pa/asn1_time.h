#pragma once

// Times of certificates and time stamps as the clock knows them.

#include <chrono>
#include <openssl/asn1.h>
#include <optional>

namespace hibari::trust {

/// UTCTime or GeneralizedTime; nothing when it is no time. Years that the clock does not know (its
/// nanoseconds end in 2262, and "99991231235959Z" is RFC 5280's way to say "never") become the
/// clock's last or first second.
std::optional<std::chrono::system_clock::time_point> to_time_point(const ASN1_TIME* time);

}  // namespace hibari::trust
