#include "trust/c2pa/local_signer.h"

#include "trust/c2pa/openssl_handles.h"
#include "trust/c2pa/time_stamp.h"

#include <array>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>

namespace hibari::trust {
namespace {

using SignaturePtr = std::unique_ptr<ECDSA_SIG, OpensslFree<ECDSA_SIG_free>>;
using KeyContextPtr = std::unique_ptr<EVP_PKEY_CTX, OpensslFree<EVP_PKEY_CTX_free>>;

constexpr int kNumberBytes = 32;
constexpr std::size_t kDerBytesMax = 80;

}  // namespace

struct LocalSigner::Keys {
    KeyPair manifests;
    KeyPair time_stamps;
    PrivateKeyPtr key;
    const Clock* clock = nullptr;
};

LocalSigner::LocalSigner(std::unique_ptr<Keys> keys) : keys_(std::move(keys)) {}

LocalSigner::~LocalSigner() = default;

Result<std::unique_ptr<LocalSigner>> LocalSigner::create(
    KeyPair manifests, KeyPair time_stamps, const Clock& clock
) {
    auto keys = std::make_unique<Keys>();
    keys->key = private_key_from_der(manifests.private_key);
    if (!keys->key || EVP_PKEY_is_a(keys->key.get(), "EC") != 1 ||
        EVP_PKEY_get_bits(keys->key.get()) != 8 * kNumberBytes) {
        return fail(openssl_error(ErrorCode::kDataLoss, "the signing key is not one on P-256"));
    }
    keys->manifests = std::move(manifests);
    keys->time_stamps = std::move(time_stamps);
    keys->clock = &clock;
    return std::unique_ptr<LocalSigner>(new LocalSigner(std::move(keys)));
}

Result<std::vector<std::string>> LocalSigner::certificates() {
    return std::vector{keys_->manifests.certificate};
}

Result<std::string> LocalSigner::sign(const Digest& digest) {
    const KeyContextPtr context(EVP_PKEY_CTX_new(keys_->key.get(), nullptr));
    std::array<unsigned char, kDerBytesMax> der{};
    std::size_t size = der.size();
    if (!context || EVP_PKEY_sign_init(context.get()) != 1 ||
        EVP_PKEY_sign(context.get(), der.data(), &size, digest.bytes.data(), digest.bytes.size()) !=
            1) {
        return fail(openssl_error(ErrorCode::kInternal, "cannot sign"));
    }
    const unsigned char* at = der.data();
    const SignaturePtr signature(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(size)));
    std::array<unsigned char, 2 * kNumberBytes> numbers{};
    if (!signature ||
        BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), numbers.data(), kNumberBytes) !=
            kNumberBytes ||
        BN_bn2binpad(
            ECDSA_SIG_get0_s(signature.get()), numbers.data() + kNumberBytes, kNumberBytes
        ) != kNumberBytes) {
        return fail(openssl_error(ErrorCode::kInternal, "cannot sign"));
    }
    return std::string(reinterpret_cast<const char*>(numbers.data()), numbers.size());
}

Result<std::string> LocalSigner::time_stamp(const Digest& imprint) {
    return issue_time_stamp(keys_->time_stamps, imprint, *keys_->clock);
}

}  // namespace hibari::trust
