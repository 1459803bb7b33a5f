#include "trust/c2pa/cose.h"

#include "base/check.h"
#include "trust/c2pa/cbor.h"
#include "trust/c2pa/openssl_handles.h"

#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/rsa.h>

namespace hibari::trust {
namespace {

constexpr std::uint64_t kSign1Tag = 18;
constexpr std::int64_t kAlgorithmHeader = 1;
constexpr std::int64_t kChainHeader = 33;
constexpr std::int64_t kEs256 = -7;
constexpr std::size_t kSignatureBytes = 64;
// Long enough that its CBOR head always takes three bytes, whatever the time stamp leaves.
constexpr std::size_t kPadBytesMin = 256;
constexpr std::size_t kCertificatesMax = 16;

using SignaturePtr = std::unique_ptr<ECDSA_SIG, OpensslFree<ECDSA_SIG_free>>;

std::string protected_header(const std::vector<std::string>& certificates) {
    CborWriter header;
    header.map(2).number(kAlgorithmHeader).number(kEs256).number(kChainHeader);
    if (certificates.size() == 1) {
        return header.bytes(certificates.front()).take();
    }
    header.array(certificates.size());
    for (const std::string& certificate : certificates) {
        header.bytes(certificate);
    }
    return header.take();
}

// RFC 9052, section 4.4.
Digest digest_of(std::string_view context, std::string_view header, std::string_view payload) {
    CborWriter structure;
    structure.array(4).text(context).bytes(header).bytes({}).bytes(payload);
    return sha256_of(structure.written());
}

std::string encode(
    std::string_view header, std::string_view token, std::size_t pad, std::string_view signature
) {
    CborWriter cose;
    cose.tag(kSign1Tag).array(4).bytes(header).map(2);
    cose.text("sigTst2").map(1).text("tstTokens").array(1).map(1).text("val").bytes(token);
    cose.text("pad").bytes(std::string(pad, '\0'));
    cose.null().bytes(signature);
    return cose.take();
}

std::optional<std::string_view> token_in(const CborValue* container) {
    const CborValue* tokens = container == nullptr ? nullptr : container->find("tstTokens");
    if (tokens == nullptr || !tokens->is_array() || tokens->children.size() != 1) {
        return std::nullopt;
    }
    return tokens->children.front().bytes("val");
}

tl::unexpected<Error> refuse(std::string_view what) {
    return fail(ErrorCode::kDataLoss, "COSE signature: " + std::string(what));
}

struct Algorithm {
    std::int64_t number = 0;
    const char* key = nullptr;
    const EVP_MD* (*digest)() = nullptr;
    /// Of r and of s.
    std::size_t number_bytes = 0;
};

const Algorithm* find_algorithm(std::int64_t number) {
    // RFC 9053, sections 2.1, 2.2; RFC 8230.
    static constexpr Algorithm kAlgorithms[] = {
        {-7, "EC", EVP_sha256, 32},
        {-35, "EC", EVP_sha384, 48},
        {-36, "EC", EVP_sha512, 66},
        {-37, "RSA", EVP_sha256, 0},
        {-38, "RSA", EVP_sha384, 0},
        {-39, "RSA", EVP_sha512, 0},
        {-8, "ED25519", nullptr, 0},
    };
    for (const Algorithm& one : kAlgorithms) {
        if (one.number == number) {
            return &one;
        }
    }
    return nullptr;
}

// OpenSSL wants r and s as DER.
std::string to_der_signature(std::string_view numbers, std::size_t number_bytes) {
    if (numbers.size() != 2 * number_bytes) {
        return {};
    }
    const SignaturePtr signature(ECDSA_SIG_new());
    BIGNUM* r = BN_bin2bn(openssl_bytes(numbers), static_cast<int>(number_bytes), nullptr);
    BIGNUM* s =
        BN_bin2bn(openssl_bytes(numbers) + number_bytes, static_cast<int>(number_bytes), nullptr);
    HIBARI_CHECK(ECDSA_SIG_set0(signature.get(), r, s) == 1);
    unsigned char* bytes = nullptr;
    const int size = i2d_ECDSA_SIG(signature.get(), &bytes);
    HIBARI_CHECK(size > 0);
    std::string der(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    OPENSSL_free(bytes);
    return der;
}

SignatureVerdict verify(
    const Algorithm& algorithm,
    EVP_PKEY* key,
    std::string_view signature,
    std::string_view signed_bytes
) {
    const std::string der = algorithm.number_bytes == 0
                                ? std::string(signature)
                                : to_der_signature(signature, algorithm.number_bytes);
    const DigestContextPtr context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* parameters = nullptr;
    const EVP_MD* digest = algorithm.digest == nullptr ? nullptr : algorithm.digest();
    if (EVP_DigestVerifyInit(context.get(), &parameters, digest, nullptr, key) != 1) {
        return SignatureVerdict::kUnsupported;
    }
    const bool is_pss = std::string_view(algorithm.key) == "RSA";
    if (is_pss && (EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) != 1 ||
                   EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_DIGEST) != 1)) {
        return SignatureVerdict::kUnsupported;
    }
    const int verdict = EVP_DigestVerify(
        context.get(),
        openssl_bytes(der),
        der.size(),
        openssl_bytes(signed_bytes),
        signed_bytes.size()
    );
    return verdict == 1 ? SignatureVerdict::kGood : SignatureVerdict::kWrong;
}

Result<void> read_header(CoseSignature& cose) {
    const CborValue header = HIBARI_TRY(read_cbor(cose.protected_header));
    const CborValue* algorithm = header.find(kAlgorithmHeader);
    const CborValue* chain = header.find(kChainHeader);
    if (algorithm == nullptr || !algorithm->integer() || chain == nullptr) {
        return refuse("the protected header lacks algorithm or certificates");
    }
    cose.algorithm = *algorithm->integer();
    if (chain->is_bytes()) {
        cose.certificates.push_back(chain->content);
    }
    for (const CborValue& one : chain->children) {
        if (!chain->is_array() || !one.is_bytes() || cose.certificates.size() == kCertificatesMax) {
            return refuse("the certificates are not a short list of bytes");
        }
        cose.certificates.push_back(one.content);
    }
    if (cose.certificates.empty()) {
        return refuse("there is no certificate");
    }
    return {};
}

}  // namespace

std::size_t cose_bytes(const std::vector<std::string>& certificates) {
    return encode(
               protected_header(certificates),
               std::string(kTimeStampBytesMax, '\0'),
               kPadBytesMin,
               std::string(kSignatureBytes, '\0')
    )
        .size();
}

Result<std::string> sign_cose(std::string_view payload, ManifestSigner& signer) {
    const std::vector<std::string> certificates = HIBARI_TRY(signer.certificates());
    const std::string header = protected_header(certificates);
    const std::string signature = HIBARI_TRY(signer.sign(digest_of("Signature1", header, payload)));
    if (signature.size() != kSignatureBytes) {
        return fail(ErrorCode::kInternal, "the signer gave a signature of a wrong length");
    }
    CoseSignature unstamped;
    unstamped.protected_header = header;
    unstamped.signature = signature;
    unstamped.is_over_signature = true;
    const std::string token = HIBARI_TRY(signer.time_stamp(time_stamp_imprint(unstamped, payload)));
    if (token.size() > kTimeStampBytesMax) {
        return fail(ErrorCode::kInternal, "the signer gave a time stamp that is too long");
    }
    const std::size_t wanted = cose_bytes(certificates);
    const std::size_t least = encode(header, token, kPadBytesMin, signature).size();
    HIBARI_CHECK(least <= wanted, least, wanted);
    std::string cose = encode(header, token, kPadBytesMin + (wanted - least), signature);
    HIBARI_CHECK(cose.size() == wanted, cose.size(), wanted);
    return cose;
}

Result<CoseSignature> read_cose(std::string_view bytes) {
    const CborValue all = HIBARI_TRY(read_cbor(bytes));
    if (!all.is_array() || all.children.size() != 4 || (all.tag && *all.tag != kSign1Tag) ||
        !all.children[0].is_bytes() || !all.children[1].is_map() || !all.children[3].is_bytes()) {
        return refuse("it is no COSE_Sign1");
    }
    if (all.children[2].kind != CborValue::Kind::kNull) {
        return refuse("the claim must not be inside");
    }
    CoseSignature cose;
    cose.protected_header = all.children[0].content;
    cose.signature = all.children[3].content;
    HIBARI_TRY(read_header(cose));
    const CborValue& unprotected = all.children[1];
    cose.time_stamp = token_in(unprotected.find("sigTst2"));
    cose.is_over_signature = cose.time_stamp.has_value();
    if (!cose.time_stamp) {
        cose.time_stamp = token_in(unprotected.find("sigTst"));
    }
    return cose;
}

SignatureVerdict check_cose(const CoseSignature& signature, std::string_view payload) {
    const Algorithm* algorithm = find_algorithm(signature.algorithm);
    const CertificatePtr certificate = certificate_from_der(signature.certificates.front());
    EVP_PKEY* key = certificate ? X509_get0_pubkey(certificate.get()) : nullptr;
    SignatureVerdict verdict = SignatureVerdict::kUnsupported;
    if (algorithm != nullptr && key != nullptr && EVP_PKEY_is_a(key, algorithm->key) == 1) {
        CborWriter structure;
        structure.array(4)
            .text("Signature1")
            .bytes(signature.protected_header)
            .bytes({})
            .bytes(payload);
        verdict = verify(*algorithm, key, signature.signature, structure.written());
    }
    ERR_clear_error();
    return verdict;
}

Digest time_stamp_imprint(const CoseSignature& signature, std::string_view payload) {
    if (!signature.is_over_signature) {
        return digest_of("CounterSignature", signature.protected_header, payload);
    }
    CborWriter value;
    value.bytes(signature.signature);
    return digest_of("CounterSignature", signature.protected_header, value.written());
}

}  // namespace hibari::trust
