#pragma once

// What a C2PA manifest of ours says about a file. It is public and stays with the file for ever, so
// there is no personal data in it: people appear only as digests of their consent receipts.

#include "trust/c2pa/asset_id.h"
#include "trust/c2pa/digest.h"
#include "trust/c2pa/validation_status.h"

#include <string>
#include <string_view>
#include <vector>

namespace hibari::trust {

/// How the file came about.
enum class ManifestKind {
    /// From a prompt alone.
    kGeneration,
    /// A new clip out of one parent: remix, edit.
    kRemix,
    /// One parent, continued.
    kExtension,
    /// Several clips, one after another.
    kStitch,
    /// With somebody's upload in it.
    kComposite,
};

/// "generation", "remix", "extension", "stitch", "composite".
std::string_view to_string(ManifestKind kind);

/// What the pictures and the sound are made by, in IPTC's words
/// (http://cv.iptc.org/newscodes/digitalsourcetype).
enum class DigitalSource {
    /// A model that was trained.
    kTrainedAlgorithmicMedia,
    /// An algorithm that was not trained: a simulation, a renderer.
    kAlgorithmicMedia,
    /// Something captured, with something made by a trained model.
    kCompositeWithTrainedAlgorithmicMedia,
    /// Something captured, with something made by an algorithm that was not trained.
    kCompositeSynthetic,
};

/// The whole URI.
std::string_view to_uri(DigitalSource source);

/// A file that went into this one.
struct Ingredient {
    std::string title;
    /// "video/mp4".
    std::string media_type;
    /// Its manifest store (see read_ingredient), which is carried along; empty when it had none.
    std::string store;
    /// What its manifest was found to be when it was read; goes with `store`.
    std::vector<ValidationStatus> statuses;
};

/// Name and version of a program or a model.
struct ProgramName {
    std::string name;
    std::string version;
};

/// What a manifest says.
struct ManifestInfo {
    ManifestKind kind = ManifestKind::kGeneration;
    /// Of the file, for people. No prompt: prompts may name somebody.
    std::string title;
    /// What made pictures and sound: "hibari-world", "0.1.0".
    ProgramName engine;
    /// What made the file around them and this manifest.
    ProgramName program = {.name = "Hibari", .version = ""};
    DigitalSource source = DigitalSource::kTrainedAlgorithmicMedia;
    /// What the invisible marks carry; 0 when there are none.
    AssetId asset_id = 0;
    /// The pictures show who made them. The name itself is not in the manifest.
    bool has_visible_mark = false;
    /// Digests of the consent receipts of everybody who is shown.
    std::vector<Digest> consent_receipts;
    /// Whether others may train models with it (CAWG training and data mining assertion).
    bool may_be_trained_on = false;
    /// kRemix and kExtension: the parent, then what else was put in. kStitch, kComposite: at least
    /// one, all put in. kGeneration: none.
    std::vector<Ingredient> ingredients;
};

/// The name under which the soft binding of our marks goes; a private one, not on the public list.
inline constexpr std::string_view kMarkAlgorithm = "app.hibari.mark.1";

}  // namespace hibari::trust
