#pragma once

// What a file says about where it comes from, and whether that is to be believed. The codes of what
// is found are those of C2PA, so that they compare with any other verifier's; the verdict sums them
// up. Whatever is in the file, reading takes bounded memory and time. Files of strangers are read
// in a sandboxed child: trust/c2pa/intake.

#include "trust/c2pa/byte_source.h"
#include "trust/c2pa/certificates.h"
#include "trust/c2pa/container.h"
#include "trust/c2pa/manifest_info.h"
#include "trust/c2pa/validation_status.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::trust {

/// Whom to believe, and what time it is.
struct ReadOptions {
    /// DER certificates of roots.
    std::vector<std::string> anchors;
    std::chrono::system_clock::time_point now = std::chrono::system_clock::now();
};

enum class ManifestVerdict {
    /// There is no manifest.
    kNone,
    /// There is one, and it does not hold: the file or the manifest was changed, or it was made
    /// wrong.
    kInvalid,
    /// It holds, but nobody we know signed it.
    kValid,
    /// It holds, and the signer leads to an anchor.
    kTrusted,
};

/// "none", "invalid", "valid", "trusted".
std::string_view to_string(ManifestVerdict verdict);

/// What a manifest says of a file that went into this one.
struct IngredientFacts {
    std::string title;
    std::string media_type;
    /// "parentOf", "componentOf", "inputTo".
    std::string relationship;
    /// Its manifest, one of ManifestReport::manifests; empty when it had none.
    std::string manifest_label;
};

/// What one manifest says; only to be believed as far as the verdict goes.
struct ManifestFacts {
    std::string label;
    std::string title;
    std::string instance_id;
    /// Of the claim: who made the file.
    ProgramName program;
    /// Of the first action that names one: what made picture and sound.
    ProgramName engine;
    /// IPTC's URI.
    std::string digital_source;
    /// "generation", "remix", ... in manifests of ours, else empty.
    std::string kind;
    /// Of our marks; 0 when there are none.
    AssetId asset_id = 0;
    /// Its actions say that the pictures show who made them.
    bool has_visible_mark = false;
    std::vector<Digest> consent_receipts;
    std::vector<IngredientFacts> ingredients;
    /// Who signed, by the certificate.
    CertificateFacts signer;
    /// When, by a time stamp that is to be believed.
    std::optional<std::chrono::system_clock::time_point> signed_at;
};

struct ManifestReport {
    ManifestVerdict verdict = ManifestVerdict::kNone;
    /// Of the active manifest, then of those it came from.
    std::vector<ValidationStatus> statuses;
    /// The active one first, then those it came from, nearest first; at most 256.
    std::vector<ManifestFacts> manifests;

    /// Whether there is a status with that code.
    bool has(std::string_view code) const;
};

/// Reads and checks the manifest of a file. Fails with kUnsupported when the file is of no kind
/// that we know, with kDataLoss when its outline is damaged.
Result<ManifestReport> read_manifest(const std::filesystem::path& file, const ReadOptions& options);

/// The same for what is read in pieces.
Result<ManifestReport> read_manifest(ByteSource& source, const ReadOptions& options);

/// The same for a file in memory.
Result<ManifestReport> read_manifest_bytes(std::string_view bytes, const ReadOptions& options);

/// What a new file's manifest needs of a file that goes into it: its manifest store, when there is
/// one with a verdict better than kInvalid, and what was found. A damaged or invalid one is left
/// behind.
Result<Ingredient> read_ingredient(
    const std::filesystem::path& file, std::string title, const ReadOptions& options
);

/// The same for what is read in pieces.
Result<Ingredient> read_ingredient(
    ByteSource& source, std::string title, const ReadOptions& options
);

/// The same for a file in memory.
Result<Ingredient> read_ingredient_bytes(
    std::string_view bytes, std::string title, const ReadOptions& options
);

}  // namespace hibari::trust
