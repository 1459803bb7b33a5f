#include "trust/c2pa/key_folder.h"

#include "base/descriptor.h"
#include "base/files.h"
#include "base/ids.h"
#include "base/time_text.h"
#include "trust/c2pa/openssl_handles.h"

#include <cerrno>
#include <fcntl.h>
#include <initializer_list>
#include <openssl/kdf.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hibari::trust {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr const char* kRootFile = "root.pem";
constexpr const char* kManifestsFile = "manifests.pem";
constexpr const char* kTimeStampsFile = "time-stamps.pem";
constexpr const char* kSecretFile = "mark-secret";
// In folders that were lent, in the place of the secret.
constexpr const char* kMarkKeyFile = "mark-key";
constexpr std::string_view kMarkPurpose = "marks";
constexpr std::size_t kFileBytesMax = 64 * 1024;
constexpr std::size_t kSecretBytes = 32;
constexpr std::size_t kOrganisationBytesMax = 40;

// Clocks of other machines may be behind ours.
constexpr auto kClockSkew = 1h;
constexpr auto kRootLife = std::chrono::days(20 * 365);
constexpr auto kManifestsLife = std::chrono::days(365);
// Longer than that of what it stamps.
constexpr auto kTimeStampsLife = std::chrono::days(5 * 365);
constexpr auto kRenewBefore = std::chrono::days(30);

// For the owner's eyes alone from its first byte on. It appears whole or not at all.
Result<void> write_secret(const fs::path& path, std::string_view content) {
    const fs::path unfinished = path.string() + ".new";
    ::unlink(unfinished.c_str());
    FileDescriptor file(
        ::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600)
    );
    if (!file ||
        ::write(file.number(), content.data(), content.size()) !=
            static_cast<ssize_t>(content.size()) ||
        ::fsync(file.number()) != 0 || ::rename(unfinished.c_str(), path.c_str()) != 0) {
        return fail(file_error("cannot write", path, errno));
    }
    return {};
}

Result<void> make_folder(const fs::path& folder) {
    std::error_code failed;
    if (folder.has_parent_path()) {
        fs::create_directories(folder.parent_path(), failed);
    }
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) {
        return fail(file_error("cannot make", folder, errno));
    }
    struct stat facts{};
    if (::lstat(folder.c_str(), &facts) != 0 || !S_ISDIR(facts.st_mode)) {
        return fail(ErrorCode::kInvalidArgument, folder.string() + " is not a folder");
    }
    if (facts.st_uid != ::geteuid() || (facts.st_mode & 077U) != 0) {
        return fail(
            {.code = ErrorCode::kPermissionDenied,
             .message = folder.string() + " holds keys, and others than its owner may look into it",
             .hint = "chmod 700 " + folder.string()}
        );
    }
    return {};
}

// Held while the folder is looked at and changed.
Result<FileDescriptor> lock(const fs::path& folder) {
    FileDescriptor held(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!held || ::flock(held.number(), LOCK_EX) != 0) {
        return fail(file_error("cannot lock", folder, errno));
    }
    return held;
}

CertificateRequest request_for(
    CertificateUse use, const std::string& organisation, std::chrono::system_clock::time_point now
) {
    CertificateRequest request{
        .use = use,
        .organisation = organisation,
        .common_name = organisation,
        .not_before = now - kClockSkew,
        .not_after = now,
    };
    switch (use) {
        case CertificateUse::kRoot:
            request.common_name += ", root";
            request.not_after += kRootLife;
            break;
        case CertificateUse::kManifests:
            request.common_name += ", signs manifests";
            request.not_after += kManifestsLife;
            break;
        case CertificateUse::kTimeStamps:
            request.common_name += ", stamps time";
            request.not_after += kTimeStampsLife;
            break;
    }
    return request;
}

Result<KeyPair> read_pair(const fs::path& path) {
    const std::string pem = HIBARI_TRY(read_file(path, kFileBytesMax));
    auto pair = pair_from_pem(pem);
    if (!pair) {
        return fail(
            {.code = ErrorCode::kDataLoss,
             .message = path.string() + " is damaged: " + pair.error().message}
        );
    }
    return pair;
}

/// The root; of a folder that was lent, without its key.
Result<KeyPair> read_root(const fs::path& folder) {
    const bool is_lent = !fs::exists(folder / kRootFile);
    if (!is_lent) {
        return read_pair(folder / kRootFile);
    }
    const std::string pem =
        HIBARI_TRY(read_file(folder / KeyFolder::kCertificateFile, kFileBytesMax));
    KeyPair root;
    root.certificate = HIBARI_TRY(certificates_from_pem(pem)).front();
    return root;
}

Result<std::string> read_secret(const fs::path& path) {
    std::string secret = HIBARI_TRY(read_file(path, kFileBytesMax));
    if (secret.size() != kSecretBytes) {
        return fail(ErrorCode::kDataLoss, path.string() + " is damaged");
    }
    return secret;
}

bool has_any(const fs::path& folder, std::initializer_list<std::string_view> files) {
    return std::ranges::any_of(files, [&](std::string_view file) {
        return fs::exists(folder / file);
    });
}

Error lost_secret(const fs::path& folder) {
    return {
        .code = ErrorCode::kDataLoss,
        .message =
            (folder / kSecretFile).string() +
            " is lost: without it the marks in clips that are out cannot be read, and consent "
            "receipts would be signed by another key",
        .hint =
            "put it back from a copy of the folder; to go on without it: hibari admin "
            "keys-new-secret",
    };
}

Result<std::chrono::system_clock::time_point> end_of(const std::string& certificate) {
    return HIBARI_TRY(certificate_facts(certificate)).not_after;
}

Result<bool> is_due(const KeyPair& pair, std::chrono::system_clock::time_point now) {
    const CertificateFacts facts = HIBARI_TRY(certificate_facts(pair.certificate));
    return facts.not_after - kRenewBefore < now;
}

}  // namespace

Result<KeyFolder> KeyFolder::open(
    const fs::path& folder, const KeyFolderOptions& options, const Clock& clock
) {
    if (options.organisation.empty() || options.organisation.size() > kOrganisationBytesMax) {
        return fail(ErrorCode::kInvalidArgument, "the name of the organisation has 1 to 40 bytes");
    }
    HIBARI_TRY(make_folder(folder));
    const FileDescriptor held = HIBARI_TRY(lock(folder));
    KeyFolder keys;
    keys.folder_ = folder;
    keys.options_ = options;
    keys.clock_ = &clock;
    const bool is_lent = fs::exists(folder / kMarkKeyFile);
    if (!is_lent) {
        HIBARI_TRY(keys.make_what_is_missing());
    }
    keys.root_ = HIBARI_TRY(read_root(folder));
    if (!fs::exists(folder / kCertificateFile)) {
        HIBARI_TRY(write_secret(folder / kCertificateFile, keys.root_pem()));
    }
    keys.manifests_ = HIBARI_TRY(read_pair(folder / kManifestsFile));
    keys.time_stamps_ = HIBARI_TRY(read_pair(folder / kTimeStampsFile));
    if (is_lent) {
        keys.mark_key_ = HIBARI_TRY(read_secret(folder / kMarkKeyFile));
    } else {
        keys.secret_ = HIBARI_TRY(read_secret(folder / kSecretFile));
    }
    HIBARI_TRY(keys.renew());
    return keys;
}

// The secret comes first: where other keys are without it, it was there and is lost.
Result<void> KeyFolder::make_what_is_missing() {
    const bool has_keys =
        has_any(folder_, {kRootFile, kManifestsFile, kTimeStampsFile, kCertificateFile});
    if (!fs::exists(folder_ / kSecretFile)) {
        if (has_keys) {
            return fail(lost_secret(folder_));
        }
        HIBARI_TRY(write_secret(folder_ / kSecretFile, random_bytes(kSecretBytes)));
    }
    if (!has_keys) {
        const KeyPair root = HIBARI_TRY(issue(
            request_for(CertificateUse::kRoot, options_.organisation, clock_->wall_time()), nullptr
        ));
        const std::string pem = HIBARI_TRY(to_pem(root));
        HIBARI_TRY(write_secret(folder_ / kRootFile, pem));
    }
    root_ = HIBARI_TRY(read_root(folder_));
    const bool has_signers =
        fs::exists(folder_ / kManifestsFile) && fs::exists(folder_ / kTimeStampsFile);
    return has_signers ? Result<void>() : rotate();
}

Result<void> KeyFolder::renew() {
    if (root_.private_key.empty()) {
        return {};
    }
    const auto now = clock_->wall_time();
    const bool is_signer_due = HIBARI_TRY(is_due(manifests_, now));
    const bool is_stamp_due = HIBARI_TRY(is_due(time_stamps_, now + kManifestsLife));
    return is_signer_due || is_stamp_due ? rotate() : Result<void>();
}

Result<std::unique_ptr<LocalSigner>> KeyFolder::signer() const {
    return LocalSigner::create(manifests_, time_stamps_, *clock_);
}

Result<std::string> KeyFolder::mark_key() const {
    return mark_key_.empty() ? derive_key(kMarkPurpose) : Result<std::string>(mark_key_);
}

Result<std::string> KeyFolder::derive_key(std::string_view purpose) const {
    if (secret_.empty()) {
        return fail(
            ErrorCode::kFailedPrecondition,
            "these keys were lent, and the secret that others follow from is elsewhere"
        );
    }
    using ContextPtr = std::unique_ptr<EVP_PKEY_CTX, OpensslFree<EVP_PKEY_CTX_free>>;
    const ContextPtr context(EVP_PKEY_CTX_new_id(EVP_PKEY_HKDF, nullptr));
    std::string key(kSecretBytes, '\0');
    std::size_t size = key.size();
    if (!context || EVP_PKEY_derive_init(context.get()) != 1 ||
        EVP_PKEY_CTX_set_hkdf_md(context.get(), EVP_sha256()) != 1 ||
        EVP_PKEY_CTX_set1_hkdf_key(
            context.get(), openssl_bytes(secret_), static_cast<int>(secret_.size())
        ) != 1 ||
        EVP_PKEY_CTX_add1_hkdf_info(
            context.get(), openssl_bytes(purpose), static_cast<int>(purpose.size())
        ) != 1 ||
        EVP_PKEY_derive(context.get(), reinterpret_cast<unsigned char*>(key.data()), &size) != 1) {
        return fail(openssl_error(ErrorCode::kInternal, "cannot derive a key"));
    }
    return key;
}

Result<void> KeyFolder::rotate() {
    if (root_.private_key.empty()) {
        return fail(
            {.code = ErrorCode::kFailedPrecondition,
             .message = "these keys were lent, and the root that could make new ones is elsewhere",
             .hint = "lend new ones where the root is"}
        );
    }
    const auto now = clock_->wall_time();
    const std::string& name = options_.organisation;
    KeyPair stamps = HIBARI_TRY(issue(request_for(CertificateUse::kTimeStamps, name, now), &root_));
    KeyPair manifests =
        HIBARI_TRY(issue(request_for(CertificateUse::kManifests, name, now), &root_));
    const std::string stamps_pem = HIBARI_TRY(to_pem(stamps));
    const std::string manifests_pem = HIBARI_TRY(to_pem(manifests));
    HIBARI_TRY(write_secret(folder_ / kTimeStampsFile, stamps_pem));
    HIBARI_TRY(write_secret(folder_ / kManifestsFile, manifests_pem));
    time_stamps_ = std::move(stamps);
    manifests_ = std::move(manifests);
    return {};
}

Result<void> KeyFolder::lend(const fs::path& folder) const {
    const std::string key = HIBARI_TRY(mark_key());
    HIBARI_TRY(make_folder(folder));
    if (has_any(folder, {kSecretFile, kMarkKeyFile, kRootFile})) {
        return fail(ErrorCode::kAlreadyExists, folder.string() + " holds keys already");
    }
    KeyFolder lent;
    lent.folder_ = folder;
    lent.options_ = options_;
    lent.clock_ = clock_;
    lent.root_ = root_;
    HIBARI_TRY(lent.rotate());
    HIBARI_TRY(write_secret(folder / kCertificateFile, root_pem()));
    return write_secret(folder / kMarkKeyFile, key);
}

Result<KeyTimes> KeyFolder::times_of(const fs::path& folder) {
    const KeyPair root = HIBARI_TRY(read_root(folder));
    const KeyPair manifests = HIBARI_TRY(read_pair(folder / kManifestsFile));
    const KeyPair time_stamps = HIBARI_TRY(read_pair(folder / kTimeStampsFile));
    KeyTimes times;
    times.is_lent = root.private_key.empty();
    times.root = HIBARI_TRY(end_of(root.certificate));
    times.manifests = HIBARI_TRY(end_of(manifests.certificate));
    times.time_stamps = HIBARI_TRY(end_of(time_stamps.certificate));
    return times;
}

Result<void> KeyFolder::make_new_secret(const fs::path& folder) {
    if (!fs::exists(folder / kRootFile)) {
        return fail(ErrorCode::kNotFound, folder.string() + " holds no keys of a root");
    }
    HIBARI_TRY(make_folder(folder));
    const FileDescriptor held = HIBARI_TRY(lock(folder));
    if (fs::exists(folder / kSecretFile)) {
        return fail(ErrorCode::kAlreadyExists, (folder / kSecretFile).string() + " is there");
    }
    return write_secret(folder / kSecretFile, random_bytes(kSecretBytes));
}

std::string expiry_warning(
    std::chrono::system_clock::time_point end, std::chrono::system_clock::time_point now
) {
    // Whoever has the root replaces them before, and may do so an hour late.
    constexpr auto kWarnBefore = kRenewBefore - 2h;
    if (now < end - kWarnBefore) {
        return {};
    }
    const std::string day = to_rfc3339(end).substr(0, 10);
    return (now < end ? "the keys that sign clips end on " : "the keys that sign clips ended on ") +
           day + ": lend new ones where the root is (hibari admin keys-lend)";
}

}  // namespace hibari::trust
