#include "trust/c2pa/openssl_handles.h"

#include "base/check.h"

#include <array>
#include <openssl/err.h>

namespace hibari::trust {

Error openssl_error(ErrorCode code, std::string_view what) {
    std::array<char, 256> reason{};
    ERR_error_string_n(ERR_get_error(), reason.data(), reason.size());
    ERR_clear_error();
    return {.code = code, .message = std::string(what) + ": " + reason.data()};
}

CertificatePtr certificate_from_der(std::string_view der) {
    const unsigned char* at = openssl_bytes(der);
    CertificatePtr certificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
    if (certificate && at != openssl_bytes(der) + der.size()) {
        return nullptr;
    }
    return certificate;
}

PrivateKeyPtr private_key_from_der(std::string_view der) {
    const unsigned char* at = openssl_bytes(der);
    return PrivateKeyPtr(d2i_AutoPrivateKey(nullptr, &at, static_cast<long>(der.size())));
}

std::string to_der(const X509& certificate) {
    unsigned char* bytes = nullptr;
    const int size = i2d_X509(&certificate, &bytes);
    HIBARI_CHECK(size > 0);
    std::string der(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    OPENSSL_free(bytes);
    return der;
}

}  // namespace hibari::trust
