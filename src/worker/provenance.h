#pragma once

// What is written into everything that leaves: a signed manifest (trust/c2pa) that says by what it
// was made and from what, whose number the marks in picture and sound (trust/mark) repeat. One
// function for clips and one for their pictures, used by workers and by the command line alike,
// where a file is finished and has no name yet.

#include "base/clock.h"
#include "base/result.h"
#include "engine/generator.h"
#include "media/mp4_writer.h"
#include "trust/c2pa/manifest_info.h"
#include "trust/c2pa/read_manifest.h"
#include "trust/c2pa/signer.h"
#include "trust/mark/mark_key.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::worker {

/// Who signs, and whom to believe about what files came from. Everything referred to outlives it.
struct Provenance {
    trust::ManifestSigner& signer;
    /// DER certificates of roots, our own among them.
    std::vector<std::string> anchors;
    /// This program.
    trust::ProgramName program;
    const Clock& clock;
    /// Of the invisible marks in picture and sound.
    trust::MarkKey mark_key;
};

/// A number for a new clip: random, not 0.
trust::AssetId make_asset_id();

/// What a clip's request does not tell of its origin.
struct ClipOrigin {
    /// Of the manifest; no prompt and no name of a person.
    std::string title = "clip";
    trust::AssetId asset_id = 0;
    /// The file of the clip that is changed, where the request does not name it; may be empty.
    std::filesystem::path parent = {};
    /// The picture that it begins with, where there is one; may be empty.
    std::filesystem::path picture = {};
    /// Somebody uploaded what it starts from.
    bool is_from_upload = false;
    /// Its pictures show who made it.
    bool has_visible_mark = false;
    /// Digests of consent receipts.
    std::vector<trust::Digest> consent_receipts = {};
};

/// What the manifest of a clip says: from the request, the engine's name and the above. Manifests
/// of the files that it starts from are read and carried along.
Result<trust::ManifestInfo> describe_clip(
    const engine::ClipRequest& request,
    std::string_view engine,
    const ClipOrigin& origin,
    const Provenance& provenance
);

/// Signs a clip when it is finished (media::Mp4Options::seal). `provenance` must outlive it.
media::Seal clip_seal(trust::ManifestInfo info, const Provenance& provenance);

/// The same for a picture of the clip: thumbnail, sheet, preview.
Result<std::string> sign_picture(
    std::string_view bytes,
    trust::MediaFormat format,
    const trust::ManifestInfo& info,
    const Provenance& provenance
);

}  // namespace hibari::worker
