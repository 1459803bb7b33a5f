#pragma once

// Signatures of outgoing webhooks, by the Standard Webhooks specification: whoever holds the secret
// can tell that a message is ours and not a replay. While a secret is being rotated a message is
// signed with the old and the new one, so that the receiver may change at its leisure.

#include "base/result.h"

#include <chrono>
#include <span>
#include <string>
#include <string_view>

namespace hibari::net {

inline constexpr std::size_t kWebhookSecretsMax = 8;

/// The value of webhook-signature: "v1,<base64>" for each secret, separated by spaces. A secret is
/// "whsec_" and the base64 of 24 to 64 bytes. `id` (webhook-id) stays the same when a message is
/// sent again; `timestamp` (webhook-timestamp) is the time of this attempt.
Result<std::string> sign_webhook(
    std::span<const std::string> secrets,
    std::string_view id,
    std::chrono::seconds timestamp,
    std::string_view body
);

/// A fresh secret of 32 random bytes.
std::string make_webhook_secret();

}  // namespace hibari::net
