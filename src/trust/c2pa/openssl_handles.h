#pragma once

// Owners for OpenSSL's objects. Only this library's sources include it.

#include "base/result.h"

#include <memory>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/pkcs7.h>
#include <openssl/ts.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <string>
#include <string_view>

namespace hibari::trust {

/// Frees with the function that belongs to the type.
template <auto free_function>
struct OpensslFree {
    template <typename T>
    void operator()(T* object) const {
        free_function(object);
    }
};

inline void free_stack(STACK_OF(X509) * stack) {
    sk_X509_pop_free(stack, X509_free);
}

using BioPtr = std::unique_ptr<BIO, OpensslFree<BIO_free_all>>;
using BignumPtr = std::unique_ptr<BIGNUM, OpensslFree<BN_free>>;
using CertificatePtr = std::unique_ptr<X509, OpensslFree<X509_free>>;
using CertificateStackPtr = std::unique_ptr<STACK_OF(X509), OpensslFree<free_stack>>;
using CertificateStorePtr = std::unique_ptr<X509_STORE, OpensslFree<X509_STORE_free>>;
using DigestContextPtr = std::unique_ptr<EVP_MD_CTX, OpensslFree<EVP_MD_CTX_free>>;
using Pkcs7Ptr = std::unique_ptr<PKCS7, OpensslFree<PKCS7_free>>;
using PrivateKeyPtr = std::unique_ptr<EVP_PKEY, OpensslFree<EVP_PKEY_free>>;

inline const unsigned char* openssl_bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

/// An Error with OpenSSL's own words about what it could not do; forgets its list of errors.
Error openssl_error(ErrorCode code, std::string_view what);

/// The certificate of exactly these DER bytes, or nothing.
CertificatePtr certificate_from_der(std::string_view der);

/// The private key of these DER bytes, or nothing.
PrivateKeyPtr private_key_from_der(std::string_view der);

/// DER of a certificate.
std::string to_der(const X509& certificate);

}  // namespace hibari::trust
