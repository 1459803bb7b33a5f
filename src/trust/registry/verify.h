#pragma once

// Whether a file was made here, and by what that is known: a manifest of ours that holds, else the
// invisible mark, else what it looks and sounds like. Everything that was looked at is told. That
// nothing was found proves nothing: marks can be destroyed, and clips of others carry none of ours.
//
// Whoever asks learns what was made, by which engine and when, and what has become of it; never by
// whom.

#include "base/descriptor.h"
#include "base/json.h"
#include "trust/c2pa/read_manifest.h"
#include "trust/mark/mark_key.h"
#include "trust/registry/registry.h"

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace hibari::trust {

/// What is known here; what is missing is not looked at, and the answer says so.
struct VerifyParts {
    Registry* registry = nullptr;
    std::optional<MarkKey> mark_key;
    /// Whose signatures are ours: DER certificates of roots.
    std::vector<std::string> anchors;
};

/// What one way of looking found.
enum class Finding {
    /// It could not be looked at: the reason is told.
    kNotLookedAt,
    kNothing,
    /// It says that the file was made here.
    kOurs,
    /// It looks or sounds like a clip of ours, which may be by chance: scenes of one engine are
    /// alike. Somebody has to compare them.
    kResembles,
    /// A manifest that is not ours, or does not hold.
    kOther,
};

/// "not_looked_at", "nothing", "ours", "resembles", "other".
std::string_view to_string(Finding finding);

struct VerifyAnswer {
    /// Whether one of the three says so.
    bool is_ours = false;
    /// By which: "manifest", "mark" or "fingerprint"; empty.
    std::string by;
    /// The clip, where its number is known here.
    std::optional<KnownAsset> asset;

    struct Manifest {
        Finding finding = Finding::kNotLookedAt;
        ManifestReport report;
    } manifest;

    struct Mark {
        Finding finding = Finding::kNotLookedAt;
        AssetId id = 0;
        /// How far the pilots stand out: see PictureMarkFound and SoundMarkFound.
        double picture_pilot = 0.0;
        double sound_pilot = 0.0;
        /// "picture", "sound" or "both together".
        std::string read_from;
    } mark;

    struct Fingerprint {
        Finding finding = Finding::kNotLookedAt;
        std::vector<AssetMatch> matches;
    } fingerprint;

    /// What could not be looked at and why, for people.
    std::vector<std::string> notes;
    /// One sentence for people.
    std::string summary;
};

/// Looks at an upload: a clip as decode_clip_upload takes it, or a picture. The manifest is read
/// in one sandboxed child, pictures and sound are decoded in another. Looking ends with the first
/// proof; what resembles a clip of ours is told, and is none. Errors: those of decode_clip_upload
/// and decode_picture when it is neither and has no manifest.
Result<VerifyAnswer> verify(
    const FileDescriptor& upload, const VerifyParts& parts, std::stop_token stop = {}
);

/// Who is told. How far a mark stands out and how near a fingerprint comes is for whoever holds the
/// keys: told to everybody it would say after each try how much of a mark was washed off.
enum class Scores { kHidden, kShown };

/// As the API tells it.
Json to_json(const VerifyAnswer& answer, Scores scores);

}  // namespace hibari::trust
