#include "trust/c2pa/certificates.h"

#include "base/check.h"
#include "trust/c2pa/asn1_time.h"
#include "trust/c2pa/openssl_handles.h"

#include <array>
#include <ctime>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <span>

namespace hibari::trust {
namespace {

constexpr long kVersion3 = 2;
constexpr std::size_t kNameBytesMax = 64;
constexpr std::size_t kCertificatesMax = 64;

struct Extension {
    int nid = 0;
    const char* value = nullptr;
};

// Claim signing (C2PA 2.1, section 14.5.1) and, for older verifiers, e-mail protection.
constexpr std::array kManifestExtensions{
    Extension{NID_basic_constraints, "critical,CA:FALSE"},
    Extension{NID_key_usage, "critical,digitalSignature"},
    Extension{NID_ext_key_usage, "emailProtection,1.3.6.1.4.1.62558.2.1"},
    Extension{NID_subject_key_identifier, "hash"},
    Extension{NID_authority_key_identifier, "keyid:always"},
};

// RFC 3161, section 2.3: this purpose alone, and critical.
constexpr std::array kTimeStampExtensions{
    Extension{NID_basic_constraints, "critical,CA:FALSE"},
    Extension{NID_key_usage, "critical,digitalSignature"},
    Extension{NID_ext_key_usage, "critical,timeStamping"},
    Extension{NID_subject_key_identifier, "hash"},
    Extension{NID_authority_key_identifier, "keyid:always"},
};

constexpr std::array kRootExtensions{
    Extension{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
    Extension{NID_key_usage, "critical,keyCertSign,cRLSign"},
    Extension{NID_subject_key_identifier, "hash"},
};

std::span<const Extension> extensions_of(CertificateUse use) {
    switch (use) {
        case CertificateUse::kRoot:
            return kRootExtensions;
        case CertificateUse::kManifests:
            return kManifestExtensions;
        case CertificateUse::kTimeStamps:
            return kTimeStampExtensions;
    }
    HIBARI_CHECK(false);
}

bool add_extension(X509& certificate, X509* issuer, const Extension& extension) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, &certificate, nullptr, nullptr, 0);
    X509_EXTENSION* made = X509V3_EXT_conf_nid(nullptr, &context, extension.nid, extension.value);
    const bool is_added = made != nullptr && X509_add_ext(&certificate, made, -1) == 1;
    X509_EXTENSION_free(made);
    return is_added;
}

bool add_name(X509_NAME* name, const char* field, const std::string& text) {
    return X509_NAME_add_entry_by_txt(
               name, field, MBSTRING_UTF8, openssl_bytes(text), static_cast<int>(text.size()), -1, 0
           ) == 1;
}

bool set_serial(X509& certificate) {
    // 159 bits: RFC 5280, section 4.1.2.2 allows 20 bytes of a positive number.
    const BignumPtr number(BN_new());
    return number && BN_rand(number.get(), 159, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1 &&
           BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(&certificate)) != nullptr;
}

bool fill(X509& certificate, const CertificateRequest& request, EVP_PKEY* key, X509* issuer) {
    X509_NAME* subject = X509_get_subject_name(&certificate);
    bool is_done = X509_set_version(&certificate, kVersion3) == 1 && set_serial(certificate) &&
                   add_name(subject, "O", request.organisation) &&
                   add_name(subject, "CN", request.common_name) &&
                   X509_set_issuer_name(&certificate, X509_get_subject_name(issuer)) == 1 &&
                   ASN1_TIME_set(
                       X509_getm_notBefore(&certificate),
                       std::chrono::system_clock::to_time_t(request.not_before)
                   ) != nullptr &&
                   ASN1_TIME_set(
                       X509_getm_notAfter(&certificate),
                       std::chrono::system_clock::to_time_t(request.not_after)
                   ) != nullptr &&
                   X509_set_pubkey(&certificate, key) == 1;
    for (const Extension& extension : extensions_of(request.use)) {
        is_done = is_done && add_extension(certificate, issuer, extension);
    }
    return is_done;
}

Result<std::string> key_to_der(EVP_PKEY* key) {
    const BioPtr out(BIO_new(BIO_s_mem()));
    if (!out ||
        i2d_PKCS8PrivateKey_bio(out.get(), key, nullptr, nullptr, 0, nullptr, nullptr) != 1) {
        return fail(openssl_error(ErrorCode::kInternal, "cannot write a private key"));
    }
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(out.get(), &bytes);
    return std::string(bytes, static_cast<std::size_t>(size));
}

std::string pem_of(BIO& memory) {
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(&memory, &bytes);
    return {bytes, static_cast<std::size_t>(size)};
}

std::string name_entry(X509& certificate, int nid) {
    X509_NAME* name = X509_get_subject_name(&certificate);
    const int index = X509_NAME_get_index_by_NID(name, nid, -1);
    if (index < 0) {
        return {};
    }
    unsigned char* utf8 = nullptr;
    const int size =
        ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, index)));
    if (size < 0) {
        return {};
    }
    std::string text(reinterpret_cast<const char*>(utf8), static_cast<std::size_t>(size));
    OPENSSL_free(utf8);
    return text;
}

std::chrono::system_clock::time_point to_time(const ASN1_TIME* time) {
    return to_time_point(time).value_or(std::chrono::system_clock::time_point());
}

}  // namespace

Result<KeyPair> issue(const CertificateRequest& request, const KeyPair* issuer) {
    for (const std::string& name : {request.organisation, request.common_name}) {
        if (name.empty() || name.size() > kNameBytesMax) {
            return fail(ErrorCode::kInvalidArgument, "a name in a certificate has 1 to 64 bytes");
        }
    }
    HIBARI_CHECK((issuer == nullptr) == (request.use == CertificateUse::kRoot));
    const PrivateKeyPtr key(EVP_EC_gen("P-256"));
    const CertificatePtr certificate(X509_new());
    if (!key || !certificate) {
        return fail(openssl_error(ErrorCode::kInternal, "cannot make a key"));
    }
    CertificatePtr issuer_certificate;
    PrivateKeyPtr issuer_key;
    if (issuer != nullptr) {
        issuer_certificate = certificate_from_der(issuer->certificate);
        issuer_key = private_key_from_der(issuer->private_key);
        if (!issuer_certificate || !issuer_key) {
            return fail(openssl_error(ErrorCode::kDataLoss, "cannot read the issuer's key"));
        }
    }
    X509* signer = issuer_certificate ? issuer_certificate.get() : certificate.get();
    EVP_PKEY* signing_key = issuer_key ? issuer_key.get() : key.get();
    if (!fill(*certificate, request, key.get(), signer) ||
        X509_sign(certificate.get(), signing_key, EVP_sha256()) == 0) {
        return fail(openssl_error(ErrorCode::kInternal, "cannot make a certificate"));
    }
    KeyPair pair;
    pair.certificate = to_der(*certificate);
    pair.private_key = HIBARI_TRY(key_to_der(key.get()));
    return pair;
}

Result<std::string> to_pem(const KeyPair& pair) {
    const PrivateKeyPtr key = private_key_from_der(pair.private_key);
    const BioPtr out(BIO_new(BIO_s_mem()));
    if (!key || !out ||
        PEM_write_bio_PKCS8PrivateKey(
            out.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr
        ) != 1) {
        return fail(openssl_error(ErrorCode::kInternal, "cannot write a private key"));
    }
    return pem_of(*out) + certificate_to_pem(pair.certificate);
}

Result<KeyPair> pair_from_pem(std::string_view pem) {
    const BioPtr in(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    const PrivateKeyPtr key(PEM_read_bio_PrivateKey(in.get(), nullptr, nullptr, nullptr));
    if (!key) {
        return fail(openssl_error(ErrorCode::kDataLoss, "cannot read a private key"));
    }
    KeyPair pair;
    pair.private_key = HIBARI_TRY(key_to_der(key.get()));
    pair.certificate = HIBARI_TRY(certificates_from_pem(pem)).front();
    const CertificatePtr certificate = certificate_from_der(pair.certificate);
    if (X509_check_private_key(certificate.get(), key.get()) != 1) {
        return fail(
            openssl_error(ErrorCode::kDataLoss, "key and certificate do not belong together")
        );
    }
    return pair;
}

std::string certificate_to_pem(std::string_view der) {
    const CertificatePtr certificate = certificate_from_der(der);
    const BioPtr out(BIO_new(BIO_s_mem()));
    HIBARI_CHECK(certificate != nullptr);
    HIBARI_CHECK(PEM_write_bio_X509(out.get(), certificate.get()) == 1);
    return pem_of(*out);
}

Result<std::vector<std::string>> certificates_from_pem(std::string_view pem) {
    const BioPtr in(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    std::vector<std::string> certificates;
    while (certificates.size() <= kCertificatesMax) {
        const CertificatePtr one(PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr));
        if (!one) {
            break;
        }
        certificates.push_back(to_der(*one));
    }
    Error error = openssl_error(ErrorCode::kInvalidArgument, "found no certificate");
    if (certificates.empty()) {
        return fail(std::move(error));
    }
    if (certificates.size() > kCertificatesMax) {
        return fail(ErrorCode::kInvalidArgument, "more than 64 certificates");
    }
    return certificates;
}

Result<CertificateFacts> certificate_facts(std::string_view der) {
    const CertificatePtr certificate = certificate_from_der(der);
    if (!certificate) {
        return fail(openssl_error(ErrorCode::kDataLoss, "cannot read a certificate"));
    }
    return CertificateFacts{
        .organisation = name_entry(*certificate, NID_organizationName),
        .common_name = name_entry(*certificate, NID_commonName),
        .not_before = to_time(X509_get0_notBefore(certificate.get())),
        .not_after = to_time(X509_get0_notAfter(certificate.get())),
    };
}

}  // namespace hibari::trust
