#include "trust/c2pa/digest.h"

#include "base/check.h"
#include "base/ids.h"
#include "trust/c2pa/openssl_handles.h"

namespace hibari::trust {

struct Sha256::Context {
    DigestContextPtr openssl;
};

std::string to_hex(const Digest& digest) {
    return hibari::to_hex(digest.view());
}

Sha256::Sha256() : context_(std::make_unique<Context>()) {
    context_->openssl.reset(EVP_MD_CTX_new());
    HIBARI_CHECK(context_->openssl != nullptr);
    HIBARI_CHECK(EVP_DigestInit_ex(context_->openssl.get(), EVP_sha256(), nullptr) == 1);
}

Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::update(std::string_view bytes) {
    HIBARI_CHECK(EVP_DigestUpdate(context_->openssl.get(), bytes.data(), bytes.size()) == 1);
}

Digest Sha256::finish() {
    Digest digest;
    HIBARI_CHECK(EVP_DigestFinal_ex(context_->openssl.get(), digest.bytes.data(), nullptr) == 1);
    return digest;
}

Digest sha256_of(std::string_view bytes) {
    Sha256 sum;
    sum.update(bytes);
    return sum.finish();
}

}  // namespace hibari::trust
