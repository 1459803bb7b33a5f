#pragma once

// X.509 certificates of an operator's own little authority: a root that signs two others, one that
// signs manifests and one that signs time stamps. What a verifier wants of them is in C2PA 2.1,
// section 14.5.1. Nobody outside knows this root: whoever is to trust it has to be given it.

#include "base/result.h"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::trust {

/// A private key and the certificate of its public half.
struct KeyPair {
    /// DER.
    std::string certificate;
    /// DER, PKCS #8.
    std::string private_key;
};

/// What a certificate is for.
enum class CertificateUse { kRoot, kManifests, kTimeStamps };

/// What a new certificate says.
struct CertificateRequest {
    CertificateUse use = CertificateUse::kManifests;
    /// Of the operator: "Example Films"; 1 to 64 bytes.
    std::string organisation;
    /// "Example Films, signs clips"; 1 to 64 bytes.
    std::string common_name;
    std::chrono::system_clock::time_point not_before;
    std::chrono::system_clock::time_point not_after;
};

/// Makes a key on P-256 and a certificate for it, signed by `issuer`; a root signs itself.
Result<KeyPair> issue(const CertificateRequest& request, const KeyPair* issuer);

/// Key and certificate in one PEM text, and back.
Result<std::string> to_pem(const KeyPair& pair);
Result<KeyPair> pair_from_pem(std::string_view pem);

/// One certificate (DER) as PEM.
std::string certificate_to_pem(std::string_view der);

/// Every certificate of a PEM text as DER. Fails when there is none, or more than 64.
Result<std::vector<std::string>> certificates_from_pem(std::string_view pem);

/// What people want to know of a certificate.
struct CertificateFacts {
    std::string organisation;
    std::string common_name;
    std::chrono::system_clock::time_point not_before;
    std::chrono::system_clock::time_point not_after;
};

/// Fails when the bytes are no certificate.
Result<CertificateFacts> certificate_facts(std::string_view der);

}  // namespace hibari::trust
