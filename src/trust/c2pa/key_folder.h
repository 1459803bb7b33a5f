#pragma once

// The operator's secrets on disk: the root, the two keys that it vouches for, and the secret of the
// invisible marks. They are made at the first start. Whoever can read this folder can sign in the
// operator's name, so it is for its owner alone (0700, files 0600), and a server gives it to a
// process of its own (trust/keeper).

#include "base/clock.h"
#include "trust/c2pa/certificates.h"
#include "trust/c2pa/local_signer.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace hibari::trust {

/// What new keys are for.
struct KeyFolderOptions {
    /// Of the operator, in the certificates: "Example Films"; 1 to 40 bytes.
    std::string organisation = "Hibari";
};

/// When the certificates of a folder run out.
struct KeyTimes {
    /// It has no key of the root, so they are not replaced by themselves.
    bool is_lent = false;
    std::chrono::system_clock::time_point root;
    std::chrono::system_clock::time_point manifests;
    std::chrono::system_clock::time_point time_stamps;

    /// The first of the two that sign.
    std::chrono::system_clock::time_point first() const { return std::min(manifests, time_stamps); }
};

/// What an operator should be told about keys that sign until `end`: a sentence from 30 days before
/// on, nothing until then. Keys that are replaced by themselves never come that near.
std::string expiry_warning(
    std::chrono::system_clock::time_point end, std::chrono::system_clock::time_point now
);

class KeyFolder {
  public:
    /// Opens the folder, or makes it with all that belongs in it; two processes that do so at once
    /// get the same. Certificates that run out within 30 days are replaced. `clock` must outlive
    /// what comes from it. Fails with kPermissionDenied when others may read the folder, with
    /// kDataLoss when the secret is gone and other keys are not: another secret is made only by
    /// make_new_secret().
    static Result<KeyFolder> open(
        const std::filesystem::path& folder, const KeyFolderOptions& options, const Clock& clock
    );

    /// The root's certificate, for whoever is to trust this operator: DER and PEM.
    const std::string& root_certificate() const { return root_.certificate; }

    std::string root_pem() const { return certificate_to_pem(root_.certificate); }

    /// Signs with the keys as they are now.
    Result<std::unique_ptr<LocalSigner>> signer() const;

    /// The name of the file in the folder that holds the root's certificate alone, to be handed
    /// out.
    static constexpr std::string_view kCertificateFile = "root-certificate.pem";

    /// 32 bytes for a purpose ("consent receipts"), the same each time, from which neither the
    /// secret nor the bytes of another purpose follow: HKDF-SHA-256 (RFC 5869). Fails with
    /// kFailedPrecondition in a folder that was lent.
    Result<std::string> derive_key(std::string_view purpose) const;

    /// Of the invisible marks in picture and sound: 32 bytes, derived for them.
    Result<std::string> mark_key() const;

    /// Replaces the certificates if they run out within 30 days; not in a folder that was lent.
    Result<void> renew();

    /// Makes new keys and certificates for signing and for time stamps. What was signed with the
    /// old ones stays good: its time stamp says that it was there before.
    Result<void> rotate();

    /// Makes a folder for another machine of this operator: keys of its own that this root vouches
    /// for and the key of the marks, without the root's key and without the secret, so nobody can
    /// sign consent receipts or checkpoints there. What it signs is trusted like what is signed
    /// here. Its certificates cannot be renewed there; lend anew before they run out.
    Result<void> lend(const std::filesystem::path& folder) const;

    /// Looks, and changes nothing.
    static Result<KeyTimes> times_of(const std::filesystem::path& folder);

    /// Makes a secret in a folder that has lost its own. Marks in clips that are out cannot be read
    /// with it, and receipts and checkpoints are signed by other keys from then on. Fails with
    /// kAlreadyExists when there is one, with kNotFound where there are no keys.
    static Result<void> make_new_secret(const std::filesystem::path& folder);

  private:
    KeyFolder() = default;

    Result<void> make_what_is_missing();

    std::filesystem::path folder_;
    KeyFolderOptions options_;
    const Clock* clock_ = nullptr;
    KeyPair root_;
    KeyPair manifests_;
    KeyPair time_stamps_;
    /// Empty in a folder that was lent, which has the key of the marks instead.
    std::string secret_;
    std::string mark_key_;
};

}  // namespace hibari::trust
