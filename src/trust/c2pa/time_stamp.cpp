#include "trust/c2pa/time_stamp.h"

#include "trust/c2pa/asn1_time.h"
#include "trust/c2pa/openssl_handles.h"
#include "trust/c2pa/signer.h"

#include <ctime>
#include <openssl/err.h>

namespace hibari::trust {
namespace {

constexpr std::size_t kTokenBytesMax = 64 * 1024;
// "Any policy" of RFC 5280, section 4.2.1.4: we have written down none.
constexpr const char* kPolicy = "2.5.29.32.0";

using RequestPtr = std::unique_ptr<TS_REQ, OpensslFree<TS_REQ_free>>;
using ImprintPtr = std::unique_ptr<TS_MSG_IMPRINT, OpensslFree<TS_MSG_IMPRINT_free>>;
using AlgorithmPtr = std::unique_ptr<X509_ALGOR, OpensslFree<X509_ALGOR_free>>;
using AuthorityPtr = std::unique_ptr<TS_RESP_CTX, OpensslFree<TS_RESP_CTX_free>>;
using ResponsePtr = std::unique_ptr<TS_RESP, OpensslFree<TS_RESP_free>>;
using ObjectPtr = std::unique_ptr<ASN1_OBJECT, OpensslFree<ASN1_OBJECT_free>>;
using InfoPtr = std::unique_ptr<TS_TST_INFO, OpensslFree<TS_TST_INFO_free>>;
using VerifierPtr = std::unique_ptr<TS_VERIFY_CTX, OpensslFree<TS_VERIFY_CTX_free>>;

ASN1_INTEGER* random_serial(TS_RESP_CTX* /*authority*/, void* /*data*/) {
    const BignumPtr number(BN_new());
    if (!number || BN_rand(number.get(), 127, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) != 1) {
        return nullptr;
    }
    return BN_to_ASN1_INTEGER(number.get(), nullptr);
}

int clock_time(TS_RESP_CTX* /*authority*/, void* data, long* seconds, long* microseconds) {
    const auto* clock = static_cast<const Clock*>(data);
    *seconds = std::chrono::system_clock::to_time_t(clock->wall_time());
    *microseconds = 0;
    return 1;
}

RequestPtr make_request(const Digest& imprint) {
    RequestPtr request(TS_REQ_new());
    const ImprintPtr message(TS_MSG_IMPRINT_new());
    const AlgorithmPtr algorithm(X509_ALGOR_new());
    if (!request || !message || !algorithm) {
        return nullptr;
    }
    X509_ALGOR_set_md(algorithm.get(), EVP_sha256());
    Digest copy = imprint;
    const bool is_made = TS_MSG_IMPRINT_set_algo(message.get(), algorithm.get()) == 1 &&
                         TS_MSG_IMPRINT_set_msg(
                             message.get(), copy.bytes.data(), static_cast<int>(copy.bytes.size())
                         ) == 1 &&
                         TS_REQ_set_version(request.get(), 1) == 1 &&
                         TS_REQ_set_msg_imprint(request.get(), message.get()) == 1 &&
                         TS_REQ_set_cert_req(request.get(), 1) == 1;
    return is_made ? std::move(request) : nullptr;
}

AuthorityPtr make_authority(const KeyPair& pair, const Clock& clock) {
    AuthorityPtr authority(TS_RESP_CTX_new());
    const CertificatePtr certificate = certificate_from_der(pair.certificate);
    const PrivateKeyPtr key = private_key_from_der(pair.private_key);
    const ObjectPtr policy(OBJ_txt2obj(kPolicy, 1));
    if (!authority || !certificate || !key || !policy) {
        return nullptr;
    }
    TS_RESP_CTX_set_serial_cb(authority.get(), random_serial, nullptr);
    // OpenSSL hands the pointer back to clock_time, which only reads.
    TS_RESP_CTX_set_time_cb(
        authority.get(), clock_time, const_cast<Clock*>(&clock)  // NOLINT(*-const-cast)
    );
    const bool is_made = TS_RESP_CTX_set_signer_cert(authority.get(), certificate.get()) == 1 &&
                         TS_RESP_CTX_set_signer_key(authority.get(), key.get()) == 1 &&
                         TS_RESP_CTX_set_signer_digest(authority.get(), EVP_sha256()) == 1 &&
                         TS_RESP_CTX_set_ess_cert_id_digest(authority.get(), EVP_sha256()) == 1 &&
                         TS_RESP_CTX_set_def_policy(authority.get(), policy.get()) == 1 &&
                         TS_RESP_CTX_add_md(authority.get(), EVP_sha256()) == 1 &&
                         TS_RESP_CTX_set_accuracy(authority.get(), 1, 0, 0) == 1;
    return is_made ? std::move(authority) : nullptr;
}

bool has_imprint(TS_TST_INFO& info, const Digest& imprint) {
    TS_MSG_IMPRINT* message = TS_TST_INFO_get_msg_imprint(&info);
    const ASN1_OBJECT* algorithm = nullptr;
    X509_ALGOR_get0(&algorithm, nullptr, nullptr, TS_MSG_IMPRINT_get_algo(message));
    const ASN1_OCTET_STRING* digest = TS_MSG_IMPRINT_get_msg(message);
    return OBJ_obj2nid(algorithm) == NID_sha256 &&
           std::string_view(
               reinterpret_cast<const char*>(ASN1_STRING_get0_data(digest)),
               static_cast<std::size_t>(ASN1_STRING_length(digest))
           ) == imprint.view();
}

// Whether the token's signature is right and its certificate leads to an anchor, both at the time
// that it states: a token stays good when its authority's certificate has run out.
bool is_trusted(
    PKCS7& token, std::chrono::system_clock::time_point time, std::span<const std::string> anchors
) {
    const CertificateStorePtr store(X509_STORE_new());
    const VerifierPtr verifier(TS_VERIFY_CTX_new());
    if (!store || !verifier) {
        return false;
    }
    for (const std::string& anchor : anchors) {
        const CertificatePtr certificate = certificate_from_der(anchor);
        if (certificate) {
            X509_STORE_add_cert(store.get(), certificate.get());
        }
    }
    X509_VERIFY_PARAM* parameters = X509_STORE_get0_param(store.get());
    X509_VERIFY_PARAM_set_time(parameters, std::chrono::system_clock::to_time_t(time));
    X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_PARTIAL_CHAIN);
    TS_VERIFY_CTX_add_flags(verifier.get(), TS_VFY_VERSION | TS_VFY_SIGNATURE);
    X509_STORE_up_ref(store.get());
    TS_VERIFY_CTX_set_store(verifier.get(), store.get());
    return TS_RESP_verify_token(verifier.get(), &token) == 1;
}

TimeStampVerdict look_at(
    std::string_view token, const Digest& imprint, std::span<const std::string> anchors
) {
    if (token.size() > kTokenBytesMax) {
        return {.code = "timeStamp.malformed", .time = {}};
    }
    const unsigned char* at = openssl_bytes(token);
    const Pkcs7Ptr parsed(d2i_PKCS7(nullptr, &at, static_cast<long>(token.size())));
    if (!parsed || at != openssl_bytes(token) + token.size() ||
        PKCS7_type_is_signed(parsed.get()) == 0) {
        return {.code = "timeStamp.malformed", .time = {}};
    }
    const InfoPtr info(PKCS7_to_TS_TST_INFO(parsed.get()));
    const auto time = info ? to_time_point(TS_TST_INFO_get_time(info.get())) : std::nullopt;
    if (!time) {
        return {.code = "timeStamp.malformed", .time = {}};
    }
    if (!has_imprint(*info, imprint)) {
        return {.code = "timeStamp.mismatch", .time = {}};
    }
    if (!is_trusted(*parsed, *time, anchors)) {
        return {.code = "timeStamp.untrusted", .time = {}};
    }
    return {.code = "timeStamp.trusted", .time = time};
}

}  // namespace

Result<std::string> issue_time_stamp(
    const KeyPair& authority, const Digest& imprint, const Clock& clock
) {
    const RequestPtr request = make_request(imprint);
    const AuthorityPtr context = make_authority(authority, clock);
    const BioPtr written(BIO_new(BIO_s_mem()));
    if (!request || !context || !written || i2d_TS_REQ_bio(written.get(), request.get()) != 1) {
        return fail(openssl_error(ErrorCode::kInternal, "cannot ask for a time stamp"));
    }
    const ResponsePtr response(TS_RESP_create_response(context.get(), written.get()));
    PKCS7* token = response ? TS_RESP_get_token(response.get()) : nullptr;
    if (token == nullptr) {
        return fail(openssl_error(ErrorCode::kInternal, "cannot make a time stamp"));
    }
    unsigned char* bytes = nullptr;
    const int size = i2d_PKCS7(token, &bytes);
    if (size <= 0) {
        return fail(openssl_error(ErrorCode::kInternal, "cannot write a time stamp"));
    }
    std::string der(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    OPENSSL_free(bytes);
    if (der.size() > kTimeStampBytesMax) {
        return fail(ErrorCode::kInternal, "a time stamp came out too long");
    }
    return der;
}

TimeStampVerdict check_time_stamp(
    std::string_view token, const Digest& imprint, std::span<const std::string> anchors
) {
    TimeStampVerdict verdict = look_at(token, imprint, anchors);
    ERR_clear_error();
    return verdict;
}

}  // namespace hibari::trust
