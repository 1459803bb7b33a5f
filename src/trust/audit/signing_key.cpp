#include "trust/audit/signing_key.h"

#include "base/check.h"

#include <memory>
#include <openssl/evp.h>

namespace hibari::trust {
namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

const unsigned char* bytes_of(std::string_view text) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are bytes to OpenSSL.
    return reinterpret_cast<const unsigned char*>(text.data());
}

Context new_context() {
    Context context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    HIBARI_CHECK(context != nullptr);
    return context;
}

Result<std::string> sign_with(EVP_PKEY* key, std::string_view message) {
    const Context context = new_context();
    std::string signature(kSignatureBytes, '\0');
    std::size_t size = signature.size();
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): as above.
    auto* out = reinterpret_cast<unsigned char*>(signature.data());
    if (EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key) != 1 ||
        EVP_DigestSign(context.get(), out, &size, bytes_of(message), message.size()) != 1 ||
        size != kSignatureBytes) {
        return fail(ErrorCode::kInternal, "OpenSSL cannot sign with this Ed25519 key");
    }
    return signature;
}

}  // namespace

Result<SigningKey> local_signing_key(std::string_view name, std::string_view seed) {
    const std::shared_ptr<EVP_PKEY> key(
        EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, bytes_of(seed), seed.size()),
        &EVP_PKEY_free
    );
    std::string public_key(kPublicKeyBytes, '\0');
    std::size_t size = public_key.size();
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): as above.
    auto* out = reinterpret_cast<unsigned char*>(public_key.data());
    if (key == nullptr || EVP_PKEY_get_raw_public_key(key.get(), out, &size) != 1) {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "the seed of an Ed25519 key has 32 bytes",
             .field = "seed"}
        );
    }
    // Shared because a signer is copied and each copy signs.
    return SigningKey{
        .name = std::string(name),
        .public_key = std::move(public_key),
        .sign = [key](std::string_view message) { return sign_with(key.get(), message); },
    };
}

bool is_signed(std::string_view public_key, std::string_view message, std::string_view signature) {
    if (public_key.size() != kPublicKeyBytes || signature.size() != kSignatureBytes) {
        return false;
    }
    const Key key(
        EVP_PKEY_new_raw_public_key(
            EVP_PKEY_ED25519, nullptr, bytes_of(public_key), public_key.size()
        ),
        &EVP_PKEY_free
    );
    const Context context = new_context();
    return key != nullptr &&
           EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
           EVP_DigestVerify(
               context.get(),
               bytes_of(signature),
               signature.size(),
               bytes_of(message),
               message.size()
           ) == 1;
}

}  // namespace hibari::trust
