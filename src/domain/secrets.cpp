#include "domain/secrets.h"

#include "base/check.h"
#include "base/ids.h"

#include <array>
#include <sodium.h>

namespace hibari::domain {
namespace {

constexpr unsigned long long kPasses = 2;
constexpr std::size_t kMemoryBytes = 19U << 20U;

void begin_sodium() {
    // 0: done now, 1: was done before; safe from several threads.
    static const bool ready = sodium_init() >= 0;
    HIBARI_CHECK(ready);
}

/// A hash of nothing that anybody knows, for accounts that do not exist.
const std::string& nobodys_hash() {
    static const std::string hash = *hash_password(make_secret(""));
    return hash;
}

}  // namespace

Result<std::string> hash_password(std::string_view password) {
    begin_sodium();
    if (password.size() < kPasswordBytesMin || password.size() > kPasswordBytesMax) {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "must have " + std::to_string(kPasswordBytesMin) + " to " +
                        std::to_string(kPasswordBytesMax) + " characters",
             .field = "password"}
        );
    }
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    const int failed =
        crypto_pwhash_str(hash.data(), password.data(), password.size(), kPasses, kMemoryBytes);
    if (failed != 0) {
        return fail(ErrorCode::kResourceExhausted, "not enough memory to hash a password");
    }
    return std::string(hash.data());
}

bool is_password(std::string_view password, const std::string& hash) {
    begin_sodium();
    const std::string& kept = hash.empty() ? nobodys_hash() : hash;
    const std::string_view tried = password.substr(0, kPasswordBytesMax + 1);
    const bool same = crypto_pwhash_str_verify(kept.c_str(), tried.data(), tried.size()) == 0;
    return same && !hash.empty();
}

std::string hash_of(std::string_view bytes) {
    begin_sodium();
    std::string digest(crypto_hash_sha256_BYTES, '\0');
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are bytes to libsodium.
    crypto_hash_sha256(
        reinterpret_cast<unsigned char*>(digest.data()),
        reinterpret_cast<const unsigned char*>(bytes.data()),
        bytes.size()
    );
    return to_hex(digest);
}

std::string make_secret(std::string_view prefix) {
    begin_sodium();
    constexpr std::size_t kBytes = 32;
    const std::string bytes = random_bytes(kBytes);
    constexpr int kForm = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::array<char, sodium_base64_ENCODED_LEN(kBytes, kForm)> text{};
    sodium_bin2base64(
        text.data(),
        text.size(),
        reinterpret_cast<const unsigned char*>(bytes.data()),
        bytes.size(),
        kForm
    );
    return std::string(prefix) + text.data();
}

std::string make_password() {
    // 32 of them, so that a byte modulo 32 is fair, and none that is read as another.
    constexpr std::string_view kLetters = "abcdefghijkmnpqrstuvwxyz23456789";
    static_assert(kLetters.size() == 32);
    constexpr std::size_t kCount = 16;
    constexpr std::size_t kGroup = 4;
    std::string password;
    for (const char byte : random_bytes(kCount)) {
        if (password.size() % (kGroup + 1) == kGroup) {
            password += '-';
        }
        password += kLetters[static_cast<unsigned char>(byte) % kLetters.size()];
    }
    return password;
}

std::string hint_of(std::string_view key) {
    constexpr std::size_t kFirst = 10;
    constexpr std::size_t kLast = 4;
    HIBARI_CHECK(key.size() >= 3 * kFirst, key.size());
    return std::string(key.substr(0, kFirst)) + "…" + std::string(key.substr(key.size() - kLast));
}

}  // namespace hibari::domain
