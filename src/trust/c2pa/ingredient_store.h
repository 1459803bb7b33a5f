#pragma once

// Manifest stores of the files that went into a new one: their manifests are taken over bit by bit,
// each once, so that whoever has the new file can follow it back.

#include "base/result.h"
#include "trust/c2pa/digest.h"

#include <map>
#include <string>
#include <string_view>

namespace hibari::trust {

/// What a new manifest says of the active manifest of an ingredient.
struct IngredientStore {
    std::string active_label;
    /// Of the manifest's box and of its signature's box, without their headers.
    Digest manifest_digest;
    Digest signature_digest;
};

class CarriedManifests {
  public:
    /// Takes the manifests of a store over. Fails when it is damaged, has no active manifest with a
    /// signature, or has another manifest under a name that was taken over before.
    Result<IngredientStore> add(std::string_view store);

    /// All of them, one box after another.
    std::string take() { return std::move(boxes_); }

  private:
    std::string boxes_;
    std::map<std::string, Digest, std::less<>> known_;
};

}  // namespace hibari::trust
