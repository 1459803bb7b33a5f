// Makes files for the verifiers to judge: every kind of manifest in every format and layout, and
// manifests that are wrong in ways that have names. Our own reader judges them at once. Prints
// "FILE STATE CODE..." per file: what every verifier shall find, where "-" stands for no failure.
//
//     make_samples CLIP.mp4 LAST.mp4 FRAGMENTED.mp4 WIDE.mp4 PICTURE.jpg PICTURE.webp FOLDER
//
// FOLDER gets the files and root.pem.

#include "base/files.h"
#include "trust/c2pa/certificates.h"
#include "trust/c2pa/cose.h"
#include "trust/c2pa/jumbf.h"
#include "trust/c2pa/local_signer.h"
#include "trust/c2pa/mp4_boxes.h"
#include "trust/c2pa/read_manifest.h"
#include "trust/c2pa/sign_file.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <iostream>
#include <openssl/x509v3.h>
#include <set>
#include <span>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace hibari;
using namespace hibari::trust;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr std::size_t kFileBytesMax = 64U << 20U;
constexpr std::string_view kNoFailure = "-";

template <typename T>
T or_die(Result<T> result) {
    if (!result) {
        std::cerr << "make_samples: " << to_string(result.error()) << '\n';
        std::exit(1);
    }
    return std::move(*result);
}

struct Authority {
    KeyPair root;
    KeyPair time_stamps;

    static Authority make(std::string_view name) {
        const auto now = std::chrono::system_clock::now();
        const std::string organisation(name);
        Authority made;
        made.root = or_die(issue(
            {.use = CertificateUse::kRoot,
             .organisation = organisation,
             .common_name = organisation + ", root",
             .not_before = now - 24h,
             .not_after = now + 24h * 3650},
            nullptr
        ));
        made.time_stamps = or_die(issue(
            {.use = CertificateUse::kTimeStamps,
             .organisation = organisation,
             .common_name = organisation + ", stamps time",
             .not_before = now - 24h,
             .not_after = now + 24h * 365},
            &made.root
        ));
        return made;
    }

    std::unique_ptr<LocalSigner> signer(std::chrono::system_clock::duration life) const {
        static const SystemClock clock;
        const auto now = clock.wall_time();
        const KeyPair pair = or_die(issue(
            {.use = CertificateUse::kManifests,
             .organisation = "Samples",
             .common_name = "Samples, signs manifests",
             .not_before = now - 24h,
             .not_after = now + life},
            &root
        ));
        return or_die(LocalSigner::create(pair, time_stamps, clock));
    }
};

/// Signs, and stamps with something that is no time stamp.
class Unstamped final : public ManifestSigner {
  public:
    explicit Unstamped(ManifestSigner& signer) : signer_(signer) {}

    Result<std::vector<std::string>> certificates() override { return signer_.certificates(); }

    Result<std::string> sign(const Digest& digest) override { return signer_.sign(digest); }

    Result<std::string> time_stamp(const Digest& /*imprint*/) override {
        return std::string("none");
    }

  private:
    ManifestSigner& signer_;
};

class Samples {
  public:
    Samples(std::span<const std::string> inputs, fs::path folder) : folder_(std::move(folder)) {
        for (const std::string& input : inputs) {
            inputs_.push_back(or_die(read_file(input, kFileBytesMax)));
        }
        write("root.pem", certificate_to_pem(authority_.root.certificate));
    }

    /// Whether our own reader finds what it shall.
    bool make() {
        make_layouts();
        make_kinds();
        make_changed();
        make_forged();
        make_credentials();
        return !has_fault_;
    }

  private:
    ManifestInfo info(ManifestKind kind, std::vector<Ingredient> ingredients) {
        ManifestInfo info;
        info.kind = kind;
        info.title = "sample";
        info.engine = {.name = "world", .version = "0.1.0"};
        info.program.version = "0.1.0";
        info.asset_id = 0x01020304;
        info.consent_receipts = {sha256_of("a receipt"), sha256_of("another")};
        info.ingredients = std::move(ingredients);
        return info;
    }

    std::string sign(std::size_t input, const ManifestInfo& info, ManifestSigner& signer) {
        MemorySource source(inputs_[input]);
        const MediaFormat format = or_die(detect_format(source));
        return or_die(sign_bytes(inputs_[input], format, info, signer));
    }

    std::string sign(std::size_t input, ManifestKind kind, std::vector<Ingredient> ingredients) {
        return sign(input, info(kind, std::move(ingredients)), *signer_);
    }

    Ingredient ingredient(std::string_view file) {
        return or_die(
            read_ingredient_bytes(file, "source", {.anchors = {authority_.root.certificate}})
        );
    }

    void write(const std::string& name, std::string_view bytes) {
        const auto written = write_file(folder_ / name, bytes, Existing::kReplace);
        if (!written) {
            std::cerr << "make_samples: " << to_string(written.error()) << '\n';
            std::exit(1);
        }
    }

    /// `codes` are the failures that every verifier shall find, separated by commas.
    void add(
        const std::string& name,
        std::string_view bytes,
        std::string_view state,
        std::string_view codes
    ) {
        write(name, bytes);
        std::cout << name << ' ' << state << ' ' << codes << '\n';
        const ManifestReport report =
            or_die(read_manifest_bytes(bytes, {.anchors = {authority_.root.certificate}}));
        std::set<std::string> found;
        for (const ValidationStatus& one : report.statuses) {
            if (one.kind == ValidationStatus::Kind::kFailure) {
                found.insert(one.code);
            }
        }
        std::string list;
        for (const std::string& code : found) {
            list += (list.empty() ? "" : ",") + code;
        }
        std::string verdict(to_string(report.verdict));
        verdict.front() = static_cast<char>(verdict.front() - 'a' + 'A');
        if (verdict != state || (list.empty() ? kNoFailure : std::string_view(list)) != codes) {
            std::cerr << name << ": our reader says " << verdict << ' ' << list << '\n';
            has_fault_ = true;
        }
    }

    void make_layouts() {
        constexpr std::array<const char*, 6> kNames{
            "first.mp4", "last.mp4", "fragmented.mp4", "wide.mp4", "picture.jpg", "picture.webp"
        };
        for (std::size_t i = 0; i < kNames.size(); ++i) {
            add(std::string("generation-") + kNames[i],
                sign(i, ManifestKind::kGeneration, {}),
                "Trusted",
                kNoFailure);
        }
    }

    void make_kinds() {
        const std::string first = sign(0, ManifestKind::kGeneration, {});
        const std::string second = sign(1, ManifestKind::kGeneration, {});
        constexpr std::array<std::pair<std::size_t, const char*>, 3> kFormats{
            {{0, ".mp4"}, {4, ".jpg"}, {5, ".webp"}}
        };
        for (const auto& [input, ending] : kFormats) {
            for (const ManifestKind kind :
                 {ManifestKind::kRemix, ManifestKind::kExtension, ManifestKind::kComposite}) {
                add(std::string(to_string(kind)) + ending,
                    sign(input, kind, {ingredient(first)}),
                    "Trusted",
                    kNoFailure);
            }
            add(std::string("stitch") + ending,
                sign(input, ManifestKind::kStitch, {ingredient(first), ingredient(second)}),
                "Trusted",
                kNoFailure);
            add(std::string("remix-with-upload") + ending,
                sign(input, ManifestKind::kRemix, {ingredient(first), ingredient(inputs_[4])}),
                "Trusted",
                kNoFailure);
        }
        std::string chain = first;
        for (int depth = 1; depth < 10; ++depth) {
            chain = sign(0, ManifestKind::kRemix, {ingredient(chain)});
        }
        add("chain-of-ten.mp4", chain, "Trusted", kNoFailure);
    }

    void make_changed() {
        std::string clip = sign(0, ManifestKind::kGeneration, {});
        clip.back() = static_cast<char>(clip.back() ^ 1);
        add("flipped.mp4", clip, "Invalid", "assertion.bmffHash.mismatch");
        std::string picture = sign(4, ManifestKind::kGeneration, {});
        picture[picture.size() - 10] = static_cast<char>(picture[picture.size() - 10] ^ 1);
        add("flipped.jpg", picture, "Invalid", "assertion.dataHash.mismatch");
        std::string small = sign(5, ManifestKind::kGeneration, {});
        small[40] = static_cast<char>(small[40] ^ 1);
        add("flipped.webp", small, "Invalid", "assertion.dataHash.mismatch");
        std::string claim = sign(0, ManifestKind::kGeneration, {});
        claim.replace(claim.find("sample"), 6, "simple");
        add("claim-changed.mp4", claim, "Invalid", "claimSignature.mismatch");
        std::string assertion = sign(0, ManifestKind::kGeneration, {});
        assertion.replace(assertion.find("notAllowed"), 10, "notalloweD");
        add("assertion-changed.mp4", assertion, "Invalid", "assertion.hashedURI.mismatch");
        const std::string parent = sign(0, ManifestKind::kGeneration, {});
        std::string remix = sign(0, ManifestKind::kRemix, {ingredient(parent)});
        // The parent's manifest comes first in the store.
        remix.replace(remix.find("notAllowed"), 10, "notalloweD");
        add("parent-changed.mp4",
            remix,
            "Invalid",
            "assertion.hashedURI.mismatch,ingredient.manifest.mismatch");
    }

    /// The file with other words in its actions, well signed again.
    std::string forge(std::string file, std::string_view word, std::string_view other) {
        const auto read = [](const std::string& bytes) {
            MemorySource source(bytes);
            return or_die(or_die(Container::open(MediaFormat::kMp4, source))->store());
        };
        const std::string before = read(file);
        const JumbfBox old_store = or_die(read_jumbf(before));
        const JumbfBox& old = old_store.children.back();
        const std::string_view actions =
            old.find("c2pa.assertions")->find("c2pa.actions.v2")->payload;
        std::string changed(actions);
        changed.replace(changed.find(word), word.size(), other);
        const std::string cose(old.find("c2pa.signature")->cbor());
        const auto put = [&](std::string_view from, std::string_view to) {
            const std::size_t place = file.rfind(from);
            if (from.size() != to.size() || place == std::string::npos) {
                std::cerr << "make_samples: cannot forge\n";
                std::exit(1);
            }
            file.replace(place, from.size(), to);
        };
        put(actions, changed);
        put(sha256_of(actions).view(), sha256_of(changed).view());
        const std::string after = read(file);
        const JumbfBox store = or_die(read_jumbf(after));
        const std::string_view claim = store.children.back().find("c2pa.claim.v2")->cbor();
        put(cose, or_die(sign_cose(claim, *signer_)));
        return file;
    }

    void make_forged() {
        const std::string clip = sign(0, ManifestKind::kGeneration, {});
        const std::string remix = sign(0, ManifestKind::kRemix, {ingredient(clip)});
        add("begins-with-neither.mp4",
            forge(clip, "c2pa.created", "c2pa.drawing"),
            "Invalid",
            "assertion.action.malformed");
        add("created-by-nothing.mp4",
            forge(clip, "digitalSourceType", "digitalSourceTipe"),
            "Invalid",
            "assertion.action.malformed");
        add("opened-nothing.mp4",
            forge(remix, "ingredients", "ingredienti"),
            "Invalid",
            "assertion.action.ingredientMismatch");
    }

    /// A signer whose certificate lacks an extension or has another value of it.
    std::unique_ptr<LocalSigner> odd_signer(int extension, const char* value) {
        static const SystemClock clock;
        const auto now = clock.wall_time();
        KeyPair pair = or_die(issue(
            {.use = CertificateUse::kManifests,
             .organisation = "Samples",
             .common_name = "Samples, odd",
             .not_before = now - 24h,
             .not_after = now + 24h},
            &authority_.root
        ));
        const auto* at = reinterpret_cast<const unsigned char*>(pair.certificate.data());
        X509* certificate = d2i_X509(nullptr, &at, static_cast<long>(pair.certificate.size()));
        const auto* key_at =
            reinterpret_cast<const unsigned char*>(authority_.root.private_key.data());
        EVP_PKEY* key = d2i_AutoPrivateKey(
            nullptr, &key_at, static_cast<long>(authority_.root.private_key.size())
        );
        X509_EXTENSION_free(
            X509_delete_ext(certificate, X509_get_ext_by_NID(certificate, extension, -1))
        );
        if (value != nullptr) {
            X509_EXTENSION* added = X509V3_EXT_conf_nid(nullptr, nullptr, extension, value);
            X509_add_ext(certificate, added, -1);
            X509_EXTENSION_free(added);
        }
        X509_sign(certificate, key, EVP_sha256());
        unsigned char* der = nullptr;
        const int size = i2d_X509(certificate, &der);
        pair.certificate.assign(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));
        OPENSSL_free(der);
        EVP_PKEY_free(key);
        X509_free(certificate);
        return or_die(LocalSigner::create(pair, authority_.time_stamps, clock));
    }

    void add_odd(const std::string& name, ManifestSigner& signer, std::string_view codes) {
        add(name, sign(0, info(ManifestKind::kGeneration, {}), signer), "Invalid", codes);
    }

    void make_odd_certificates() {
        // Who may not sign manifests is not trusted with them either.
        constexpr std::string_view kBoth = "signingCredential.invalid,signingCredential.untrusted";
        add_odd("no-purpose.mp4", *odd_signer(NID_ext_key_usage, nullptr), kBoth);
        add_odd("code-signing.mp4", *odd_signer(NID_ext_key_usage, "codeSigning"), kBoth);
        add_odd(
            "no-issuer-key.mp4",
            *odd_signer(NID_authority_key_identifier, nullptr),
            "signingCredential.invalid"
        );
        static const SystemClock clock;
        const auto itself =
            or_die(LocalSigner::create(authority_.root, authority_.time_stamps, clock));
        add_odd("signed-by-root.mp4", *itself, kBoth);
    }

    void make_credentials() {
        const Authority stranger = Authority::make("Stranger");
        const auto other = stranger.signer(24h);
        add("stranger.mp4",
            sign(0, info(ManifestKind::kGeneration, {}), *other),
            "Valid",
            "signingCredential.untrusted");
        const auto brief = authority_.signer(2s);
        Unstamped unstamped(*brief);
        const std::string stamped = sign(0, info(ManifestKind::kGeneration, {}), *brief);
        const std::string plain = sign(0, info(ManifestKind::kGeneration, {}), unstamped);
        std::this_thread::sleep_for(3s);  // Their certificate runs out.
        add("expired-but-stamped.mp4", stamped, "Trusted", kNoFailure);
        make_odd_certificates();
        add("expired.mp4", plain, "Invalid", "signingCredential.expired");
    }

    fs::path folder_;
    std::vector<std::string> inputs_;
    Authority authority_ = Authority::make("Samples");
    std::unique_ptr<LocalSigner> signer_ = authority_.signer(24h * 30);
    bool has_fault_ = false;
};

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.size() != 7) {
        std::cerr << "make_samples: six files and a folder\n";
        return 2;
    }
    return Samples(std::span(words).first(6), words.back()).make() ? 0 : 1;
}
