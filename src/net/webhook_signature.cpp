#include "net/webhook_signature.h"

#include "base/check.h"

#include <algorithm>
#include <array>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <optional>

namespace hibari::net {
namespace {

constexpr std::string_view kPrefix = "whsec_";
constexpr std::size_t kKeyBytesMin = 24;
constexpr std::size_t kKeyBytesMax = 64;
constexpr std::size_t kFreshKeyBytes = 32;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string to_base64(std::string_view bytes) {
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');  // OpenSSL ends it with a zero.
    const int size = EVP_EncodeBlock(
        reinterpret_cast<unsigned char*>(text.data()),
        bytes_of(bytes),
        static_cast<int>(bytes.size())
    );
    text.resize(static_cast<std::size_t>(size));
    return text;
}

// Strict: whole quartets, with padding.
std::optional<std::string> from_base64(std::string_view text) {
    const std::size_t end = text.find_last_not_of('=') + 1;
    const bool is_plain = std::ranges::all_of(text.substr(0, end), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '+' || c == '/';
    });
    const std::size_t padding = text.size() - end;
    if (text.empty() || text.size() % 4 != 0 || text.size() > 4 * kKeyBytesMax || padding > 2 ||
        !is_plain) {
        return std::nullopt;
    }
    std::string bytes(text.size() / 4 * 3, '\0');
    const int size = EVP_DecodeBlock(
        reinterpret_cast<unsigned char*>(bytes.data()),
        bytes_of(text),
        static_cast<int>(text.size())
    );
    if (size < 0) {
        return std::nullopt;
    }
    bytes.resize(static_cast<std::size_t>(size) - padding);
    return bytes;
}

// The secret itself is never part of a message.
Result<std::string> key_of(std::string_view secret) {
    std::optional<std::string> key;
    if (secret.starts_with(kPrefix)) {
        key = from_base64(secret.substr(kPrefix.size()));
    }
    if (!key || key->size() < kKeyBytesMin || key->size() > kKeyBytesMax) {
        return fail({
            .code = ErrorCode::kInvalidArgument,
            .message = "a webhook secret is whsec_ and the base64 of 24 to 64 bytes",
            .field = "secret",
        });
    }
    return std::move(*key);
}

std::string hmac_sha256(std::string_view key, std::string_view message) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    const unsigned char* done = HMAC(
        EVP_sha256(),
        key.data(),
        static_cast<int>(key.size()),
        bytes_of(message),
        message.size(),
        digest.data(),
        &size
    );
    HIBARI_CHECK(done != nullptr);
    return {reinterpret_cast<const char*>(digest.data()), size};
}

}  // namespace

Result<std::string> sign_webhook(
    std::span<const std::string> secrets,
    std::string_view id,
    std::chrono::seconds timestamp,
    std::string_view body
) {
    HIBARI_CHECK(!secrets.empty() && secrets.size() <= kWebhookSecretsMax, secrets.size());
    // A full stop in the id would let two messages share a signature.
    HIBARI_CHECK(!id.empty() && id.find('.') == std::string_view::npos, id);
    std::string message = std::string(id) + "." + std::to_string(timestamp.count()) + ".";
    message += body;
    std::string signatures;
    for (const std::string& secret : secrets) {
        std::string key = HIBARI_TRY(key_of(secret));
        signatures += (signatures.empty() ? "v1," : " v1,") + to_base64(hmac_sha256(key, message));
        OPENSSL_cleanse(key.data(), key.size());
    }
    return signatures;
}

std::string make_webhook_secret() {
    std::string key(kFreshKeyBytes, '\0');
    const int done =
        RAND_bytes(reinterpret_cast<unsigned char*>(key.data()), static_cast<int>(key.size()));
    HIBARI_CHECK(done == 1, done);
    return std::string(kPrefix) + to_base64(key);
}

}  // namespace hibari::net
