#include "trust/c2pa/intake/read_upload.h"

#include "base/files.h"
#include "media/intake/intake.h"
#include "trust/c2pa/cbor.h"
#include "trust/c2pa/intake/report_bytes.h"
#include "trust/c2pa/jumbf.h"
#include "trust/c2pa/manifest_labels.h"
#include "trust/c2pa/sign_file.h"
#include "trust/c2pa/testing.h"

#include <gtest/gtest.h>
#include <memory>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <string>
#include <vector>

namespace hibari::trust {
namespace {

using testing::Layout;

class ReadUpload : public ::testing::Test {
  protected:
    ReadUpload() : authority_(testing::make_authority(clock_)) {}

    std::string sign(
        const std::string& bytes,
        MediaFormat format,
        const ManifestInfo& info = testing::make_info()
    ) {
        return sign_bytes(bytes, format, info, *authority_.signer).value();
    }

    std::string sign_mp4() {
        return sign(testing::make_mp4(Layout::kIndexFirst), MediaFormat::kMp4);
    }

    ReadOptions options() const { return {.anchors = {authority_.root.certificate}, .now = now_}; }

    static FileDescriptor upload_of(const std::string& bytes) {
        return media::memory_file(bytes).value();
    }

    // Whole seconds: the child is told no more.
    std::chrono::system_clock::time_point now_ =
        std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    SystemClock clock_;
    testing::TestAuthority authority_;
};

TEST_F(ReadUpload, FindsInTheSandboxWhatIsFoundHere) {
    std::vector<std::string> files{
        testing::make_jpeg(),
        testing::make_mp4(Layout::kFragments),
        sign(testing::make_jpeg(), MediaFormat::kJpeg),
        sign(testing::make_webp(), MediaFormat::kWebp),
        sign_mp4(),
    };
    // Of a parent, too.
    ManifestInfo remix = testing::make_info(ManifestKind::kRemix);
    remix.ingredients = {testing::ingredient_of(files.back(), options())};
    files.push_back(sign(testing::make_mp4(Layout::kWide), MediaFormat::kMp4, remix));
    for (std::string& file : std::vector(files)) {
        file[file.size() / 2] = static_cast<char>(file[file.size() / 2] ^ 1);
        files.push_back(file);
    }
    for (const std::string& file : files) {
        const auto here = read_manifest_bytes(file, options());
        const auto there = read_upload_manifest(upload_of(file), options());
        ASSERT_EQ(here.has_value(), there.has_value());
        if (!here) {
            EXPECT_EQ(here.error().code, there.error().code);
            EXPECT_EQ(here.error().message, there.error().message);
            continue;
        }
        EXPECT_EQ(to_bytes(*here), to_bytes(*there));
        const auto carried_here = read_ingredient_bytes(file, "a title", options());
        const auto carried_there = read_upload_ingredient(upload_of(file), "a title", options());
        ASSERT_TRUE(carried_here && carried_there);
        EXPECT_EQ(carried_there->title, "a title");
        EXPECT_EQ(to_bytes(*carried_here), to_bytes(*carried_there));
    }
}

TEST_F(ReadUpload, TrustsWhatOurOwnRootVouchesForAndNobodyElse) {
    const std::string file = sign_mp4();
    EXPECT_EQ(read_upload_manifest(upload_of(file), options())->verdict, ManifestVerdict::kTrusted);
    EXPECT_EQ(
        read_upload_manifest(upload_of(file), {.anchors = {}, .now = now_})->verdict,
        ManifestVerdict::kValid
    );
}

TEST_F(ReadUpload, TellsWhatIsNoFileOfOurKindsAndWhatIsDamaged) {
    const auto other = read_upload_manifest(upload_of("text that is no picture"), options());
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().code, ErrorCode::kUnsupported);
    EXPECT_EQ(other.error().reason, "");
    const std::string cut = sign_mp4().substr(0, 300);
    const auto damaged = read_upload_manifest(upload_of(cut), options());
    ASSERT_FALSE(damaged);
    EXPECT_EQ(damaged.error().code, ErrorCode::kDataLoss);
    EXPECT_EQ(damaged.error().message, read_manifest_bytes(cut, options()).error().message);
    const auto empty = read_upload_manifest(upload_of(""), options());
    ASSERT_FALSE(empty);
    EXPECT_EQ(empty.error().reason, "broken_file");
}

TEST_F(ReadUpload, EndsWhenItIsAskedTo) {
    std::stop_source stop;
    stop.request_stop();
    const auto report = read_upload_manifest(upload_of(sign_mp4()), options(), stop.get_token());
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, ErrorCode::kCancelled);
}

// What strangers sign with: everything that OpenSSL does for it must be allowed in the sandbox.

template <auto free_function>
struct Free {
    template <typename T>
    void operator()(T* object) const {
        free_function(object);
    }
};

using KeyPtr = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using X509Ptr = std::unique_ptr<X509, Free<X509_free>>;
using DigestPtr = std::unique_ptr<EVP_MD_CTX, Free<EVP_MD_CTX_free>>;
using EcdsaPtr = std::unique_ptr<ECDSA_SIG, Free<ECDSA_SIG_free>>;

struct StrangersKey {
    const char* name;
    /// RFC 9053.
    int algorithm;
    KeyPtr key;
    const EVP_MD* digest;
    /// Of r and s, for ECDSA.
    int number_bytes;
};

std::vector<StrangersKey> strangers_keys() {
    std::vector<StrangersKey> keys;
    const auto add = [&](const char* name, int number, EVP_PKEY* key, const EVP_MD* md, int bytes) {
        keys.push_back({name, number, KeyPtr(key), md, bytes});
    };
    add("ES256", -7, EVP_EC_gen("P-256"), EVP_sha256(), 32);
    add("ES384", -35, EVP_EC_gen("P-384"), EVP_sha384(), 48);
    add("ES512", -36, EVP_EC_gen("P-521"), EVP_sha512(), 66);
    add("PS256", -37, EVP_RSA_gen(2048), EVP_sha256(), 0);
    add("PS384", -38, EVP_RSA_gen(2048), EVP_sha384(), 0);
    add("PS512", -39, EVP_RSA_gen(2048), EVP_sha512(), 0);
    add("EdDSA", -8, EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), nullptr, 0);
    return keys;
}

void extend(X509& certificate, int what, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, &certificate, &certificate, nullptr, nullptr, 0);
    const std::unique_ptr<X509_EXTENSION, Free<X509_EXTENSION_free>> made(
        X509V3_EXT_conf_nid(nullptr, &context, what, value)
    );
    ASSERT_TRUE(made) << value;
    X509_add_ext(&certificate, made.get(), -1);
}

std::string certificate_of(const StrangersKey& stranger) {
    const X509Ptr made(X509_new());
    X509_set_version(made.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 7);
    X509_gmtime_adj(X509_getm_notBefore(made.get()), -3'600);
    X509_gmtime_adj(X509_getm_notAfter(made.get()), 3'600);
    X509_set_pubkey(made.get(), stranger.key.get());
    X509_NAME* name = X509_get_subject_name(made.get());
    const std::string word = stranger.name;
    X509_NAME_add_entry_by_txt(
        name,
        "O",
        MBSTRING_ASC,
        reinterpret_cast<const unsigned char*>(word.data()),
        static_cast<int>(word.size()),
        -1,
        0
    );
    X509_set_issuer_name(made.get(), name);
    extend(*made, NID_basic_constraints, "CA:FALSE");
    extend(*made, NID_key_usage, "critical,digitalSignature");
    extend(*made, NID_ext_key_usage, "emailProtection");
    extend(*made, NID_subject_key_identifier, "hash");
    extend(*made, NID_authority_key_identifier, "keyid:always");
    EXPECT_GT(X509_sign(made.get(), stranger.key.get(), stranger.digest), 0);
    unsigned char* bytes = nullptr;
    const int size = i2d_X509(made.get(), &bytes);
    std::string der(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    OPENSSL_free(bytes);
    return der;
}

std::string signature_of(const StrangersKey& stranger, std::string_view message) {
    const DigestPtr context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* parameters = nullptr;
    EVP_DigestSignInit(context.get(), &parameters, stranger.digest, nullptr, stranger.key.get());
    if (EVP_PKEY_is_a(stranger.key.get(), "RSA") == 1) {
        EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING);
        EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_DIGEST);
    }
    std::string bytes(1'024, '\0');
    std::size_t size = bytes.size();
    auto* out = reinterpret_cast<unsigned char*>(bytes.data());
    const auto* in = reinterpret_cast<const unsigned char*>(message.data());
    EXPECT_EQ(EVP_DigestSign(context.get(), out, &size, in, message.size()), 1);
    bytes.resize(size);
    if (stranger.number_bytes == 0) {
        return bytes;
    }
    const unsigned char* at = out;
    const EcdsaPtr pair(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(size)));
    const auto width = static_cast<std::size_t>(stranger.number_bytes);
    std::string numbers(2 * width, '\0');
    auto* both = reinterpret_cast<unsigned char*>(numbers.data());
    BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), both, stranger.number_bytes);
    BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), both + width, stranger.number_bytes);
    return numbers;
}

std::string cose_of(std::string_view header, std::string_view signature, std::size_t pad) {
    CborWriter cose;
    cose.tag(18).array(4).bytes(header).map(1).text("pad").bytes(std::string(pad, '\0'));
    cose.null().bytes(signature);
    return cose.take();
}

/// The file with the stranger's signature in the place of ours.
std::string signed_by(const std::string& file, const StrangersKey& stranger) {
    MemorySource source(file);
    const auto container = Container::open(MediaFormat::kMp4, source).value();
    const std::string store = container->store().value();
    const JumbfBox root = read_jumbf(store).value();
    const JumbfBox& manifest = root.children.back();
    const std::string_view ours = manifest.find(kSignatureLabel)->cbor();
    CborWriter header;
    header.map(2).number(1).number(stranger.algorithm).number(33).bytes(certificate_of(stranger));
    CborWriter message;
    message.array(4).text("Signature1").bytes(header.written()).bytes({});
    message.bytes(manifest.find(kClaimLabel)->cbor());
    const std::string signature = signature_of(stranger, message.written());
    constexpr std::size_t kPadMin = 256;
    const std::size_t least = cose_of(header.written(), signature, kPadMin).size();
    EXPECT_LE(least, ours.size());
    const std::string cose = cose_of(header.written(), signature, kPadMin + (ours.size() - least));
    EXPECT_EQ(cose.size(), ours.size());
    std::string changed = file;
    return changed.replace(changed.find(ours), ours.size(), cose);
}

TEST_F(ReadUpload, ChecksEveryKindOfSignatureInTheSandbox) {
    const std::string file = sign_mp4();
    for (const StrangersKey& stranger : strangers_keys()) {
        const std::string other = signed_by(file, stranger);
        // The certificate itself is whom to believe, so that the chain is checked as well.
        const ReadOptions believing{.anchors = {certificate_of(stranger)}, .now = now_};
        const auto report = read_upload_manifest(upload_of(other), believing);
        ASSERT_TRUE(report) << stranger.name << ": " << to_string(report.error());
        EXPECT_TRUE(report->has("claimSignature.validated")) << stranger.name;
        EXPECT_EQ(report->manifests.front().signer.organisation, stranger.name);
        EXPECT_EQ(to_bytes(*report), to_bytes(*read_manifest_bytes(other, believing)));
        EXPECT_NE(report->verdict, ManifestVerdict::kInvalid) << stranger.name;
    }
}

// Boxes that are cut and bytes that are changed: what is found here is found there.
TEST_F(ReadUpload, GivesAClearAnswerToWhateverIsInTheFile) {
    const std::string file = sign(testing::make_jpeg(), MediaFormat::kJpeg);
    for (std::size_t at = 3; at < file.size(); at += 397) {
        std::string changed = file;
        changed[at] = static_cast<char>(~changed[at]);
        for (const std::string& bytes : {changed, file.substr(0, at)}) {
            const auto there = read_upload_manifest(upload_of(bytes), options());
            const auto here = read_manifest_bytes(bytes, options());
            ASSERT_EQ(there.has_value(), here.has_value()) << at;
            if (there) {
                EXPECT_EQ(to_bytes(*there), to_bytes(*here)) << at;
            } else {
                EXPECT_EQ(there.error().code, here.error().code) << at;
            }
        }
    }
}

}  // namespace
}  // namespace hibari::trust
