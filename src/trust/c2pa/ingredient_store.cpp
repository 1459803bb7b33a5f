#include "trust/c2pa/ingredient_store.h"

#include "trust/c2pa/container.h"
#include "trust/c2pa/jumbf.h"
#include "trust/c2pa/manifest_labels.h"

namespace hibari::trust {
namespace {

constexpr std::size_t kManifestsMax = 256;

}  // namespace

Result<IngredientStore> CarriedManifests::add(std::string_view store) {
    const JumbfBox root = HIBARI_TRY(read_jumbf(store));
    if (!root.is(kStoreBox) || root.children.empty()) {
        return fail(ErrorCode::kDataLoss, "the ingredient's manifest store is none");
    }
    for (const JumbfBox& manifest : root.children) {
        if (manifest.type != "jumb" || manifest.label.empty()) {
            return fail(
                ErrorCode::kDataLoss, "the ingredient's manifest store holds a nameless box"
            );
        }
        const Digest digest = sha256_of(manifest.payload);
        const auto [known, is_new] = known_.try_emplace(std::string(manifest.label), digest);
        if (known->second != digest) {
            return fail(ErrorCode::kDataLoss, "two manifests of ingredients have one name");
        }
        if (is_new) {
            boxes_ += manifest.whole;
        }
        if (known_.size() > kManifestsMax || boxes_.size() > kStoreBytesMax) {
            return fail(
                ErrorCode::kInvalidArgument,
                "the manifests of the ingredients are too many or too large"
            );
        }
    }
    const JumbfBox& active = root.children.back();
    const JumbfBox* signature = active.find(kSignatureLabel);
    if (signature == nullptr) {
        return fail(ErrorCode::kDataLoss, "the ingredient's active manifest is not signed");
    }
    return IngredientStore{
        .active_label = std::string(active.label),
        .manifest_digest = sha256_of(active.payload),
        .signature_digest = sha256_of(signature->payload),
    };
}

}  // namespace hibari::trust
