#include "trust/c2pa/credential.h"

#include "trust/c2pa/openssl_handles.h"

#include <algorithm>
#include <array>
#include <openssl/err.h>

namespace hibari::trust {
namespace {

using StoreContextPtr = std::unique_ptr<X509_STORE_CTX, OpensslFree<X509_STORE_CTX_free>>;

constexpr int kRsaBitsMin = 2048;

// Purposes that may sign manifests: C2PA claim signing, document signing, e-mail protection.
constexpr std::array<std::string_view, 3> kPurposes{
    "1.3.6.1.4.1.62558.2.1", "1.3.6.1.5.5.7.3.36", "1.3.6.1.5.5.7.3.4"
};

ValidationStatus status(ValidationStatus::Kind kind, std::string code, std::string explanation) {
    return {
        .kind = kind, .code = std::move(code), .url = {}, .explanation = std::move(explanation)
    };
}

ValidationStatus invalid(std::string explanation) {
    return status(
        ValidationStatus::Kind::kFailure, "signingCredential.invalid", std::move(explanation)
    );
}

bool has_purpose(X509& certificate) {
    EXTENDED_KEY_USAGE* usage = static_cast<EXTENDED_KEY_USAGE*>(
        X509_get_ext_d2i(&certificate, NID_ext_key_usage, nullptr, nullptr)
    );
    bool is_found = false;
    bool is_any = false;
    for (int i = 0; i < sk_ASN1_OBJECT_num(usage); ++i) {
        std::array<char, 80> name{};
        const ASN1_OBJECT* object = sk_ASN1_OBJECT_value(usage, i);
        OBJ_obj2txt(name.data(), static_cast<int>(name.size()), object, 1);
        is_found = is_found || std::ranges::find(kPurposes, name.data()) != kPurposes.end();
        is_any = is_any || OBJ_obj2nid(object) == NID_anyExtendedKeyUsage;
    }
    sk_ASN1_OBJECT_pop_free(usage, ASN1_OBJECT_free);
    return is_found && !is_any;
}

bool has_good_key(X509& certificate) {
    EVP_PKEY* key = X509_get0_pubkey(&certificate);
    if (key == nullptr) {
        return false;
    }
    if (EVP_PKEY_is_a(key, "RSA") == 1 || EVP_PKEY_is_a(key, "RSA-PSS") == 1) {
        return EVP_PKEY_get_bits(key) >= kRsaBitsMin;
    }
    std::array<char, 32> group{};
    EVP_PKEY_get_group_name(key, group.data(), group.size(), nullptr);
    constexpr std::array<std::string_view, 3> kGroups{"prime256v1", "secp384r1", "secp521r1"};
    return EVP_PKEY_is_a(key, "ED25519") == 1 ||
           (EVP_PKEY_is_a(key, "EC") == 1 &&
            std::ranges::find(kGroups, group.data()) != kGroups.end());
}

// What is wrong with its kind; empty when nothing is.
std::string fault_of(X509& certificate) {
    const std::uint32_t flags = X509_get_extension_flags(&certificate);
    const ASN1_BIT_STRING* issuer_id = nullptr;
    const ASN1_BIT_STRING* subject_id = nullptr;
    X509_get0_uids(&certificate, &issuer_id, &subject_id);
    if (X509_get_version(&certificate) != 2) {
        return "the certificate is not of version 3";
    }
    if ((flags & EXFLAG_INVALID) != 0 || issuer_id != nullptr || subject_id != nullptr) {
        return "the certificate is malformed";
    }
    if ((flags & EXFLAG_CA) != 0) {
        return "the certificate is that of an authority";
    }
    if ((flags & EXFLAG_KUSAGE) == 0 ||
        (X509_get_key_usage(&certificate) & X509v3_KU_DIGITAL_SIGNATURE) == 0) {
        return "the certificate is not for signatures";
    }
    if (!has_purpose(certificate)) {
        return "the certificate is not for manifests";
    }
    if (X509_get0_authority_key_id(&certificate) == nullptr) {
        return "the certificate does not name its issuer's key";
    }
    return has_good_key(certificate) ? "" : "the certificate's key is weak or of an unknown kind";
}

bool leads_to_anchor(
    std::span<const std::string_view> chain,
    X509& leaf,
    std::span<const std::string> anchors,
    std::chrono::system_clock::time_point time
) {
    const CertificateStorePtr store(X509_STORE_new());
    const StoreContextPtr context(X509_STORE_CTX_new());
    const CertificateStackPtr others(sk_X509_new_null());
    for (const std::string& anchor : anchors) {
        const CertificatePtr certificate = certificate_from_der(anchor);
        if (certificate) {
            X509_STORE_add_cert(store.get(), certificate.get());
        }
    }
    for (const std::string_view der : chain.subspan(1)) {
        CertificatePtr certificate = certificate_from_der(der);
        if (certificate && sk_X509_push(others.get(), certificate.get()) > 0) {
            static_cast<void>(certificate.release());  // The stack owns it now.
        }
    }
    if (X509_STORE_CTX_init(context.get(), store.get(), &leaf, others.get()) != 1) {
        return false;
    }
    X509_STORE_CTX_set_time(context.get(), 0, std::chrono::system_clock::to_time_t(time));
    X509_STORE_CTX_set_flags(context.get(), X509_V_FLAG_PARTIAL_CHAIN);
    return X509_verify_cert(context.get()) == 1;
}

}  // namespace

std::vector<ValidationStatus> check_credential(
    std::span<const std::string_view> chain,
    std::span<const std::string> anchors,
    std::chrono::system_clock::time_point signed_at
) {
    using Kind = ValidationStatus::Kind;
    const CertificatePtr leaf = certificate_from_der(chain.front());
    std::vector<ValidationStatus> found;
    std::time_t time = std::chrono::system_clock::to_time_t(signed_at);
    if (!leaf) {
        found.push_back(invalid("the certificate cannot be read"));
        ERR_clear_error();
        return found;
    }
    if (const std::string fault = fault_of(*leaf); !fault.empty()) {
        found.push_back(invalid(fault));
    }
    if (X509_cmp_time(X509_get0_notBefore(leaf.get()), &time) >= 0 ||
        X509_cmp_time(X509_get0_notAfter(leaf.get()), &time) <= 0) {
        found.push_back(status(
            Kind::kFailure,
            "signingCredential.expired",
            "the certificate was not good when the manifest was signed"
        ));
    } else {
        const bool is_trusted =
            has_purpose(*leaf) && leads_to_anchor(chain, *leaf, anchors, signed_at);
        found.push_back(status(
            is_trusted ? Kind::kSuccess : Kind::kFailure,
            is_trusted ? "signingCredential.trusted" : "signingCredential.untrusted",
            is_trusted ? "the certificate leads to a root that is trusted here"
                       : "the certificate leads to no root that is trusted here"
        ));
        found.push_back(status(
            Kind::kSuccess,
            "claimSignature.insideValidity",
            "the certificate was good when the manifest was signed"
        ));
    }
    ERR_clear_error();
    return found;
}

}  // namespace hibari::trust
