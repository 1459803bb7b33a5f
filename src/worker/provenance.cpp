#include "worker/provenance.h"

#include "base/ids.h"
#include "trust/c2pa/ingredient_trailer.h"
#include "trust/c2pa/sign_file.h"

#include <cstring>

namespace hibari::worker {
namespace {

// Engines that compute what is seen and heard, and were not trained.
bool is_trained(std::string_view engine) {
    return engine != "world" && engine != "null";
}

trust::DigitalSource source_of(std::string_view engine, bool has_upload) {
    using trust::DigitalSource;
    if (has_upload) {
        return is_trained(engine) ? DigitalSource::kCompositeWithTrainedAlgorithmicMedia
                                  : DigitalSource::kCompositeSynthetic;
    }
    return is_trained(engine) ? DigitalSource::kTrainedAlgorithmicMedia
                              : DigitalSource::kAlgorithmicMedia;
}

// A file that went in. Where it is gone, what is known without it is said.
Result<trust::Ingredient> ingredient(
    const std::filesystem::path& file,
    std::string title,
    std::string media_type,
    const Provenance& provenance
) {
    trust::Ingredient unknown{
        .title = title, .media_type = std::move(media_type), .store = {}, .statuses = {}
    };
    if (file.empty()) {
        return unknown;
    }
    // Of an upload that was written anew, the manifest that it came with.
    trust::FileSource source = HIBARI_TRY(trust::FileSource::open(file));
    auto kept = HIBARI_TRY(trust::read_trailer(source));
    if (kept) {
        return std::move(*kept);
    }
    auto known = trust::read_ingredient(
        file, std::move(title), {.anchors = provenance.anchors, .now = provenance.clock.wall_time()}
    );
    const bool is_other_kind = !known && (known.error().code == ErrorCode::kUnsupported ||
                                          known.error().code == ErrorCode::kDataLoss);
    return is_other_kind ? Result<trust::Ingredient>(std::move(unknown)) : std::move(known);
}

}  // namespace

trust::AssetId make_asset_id() {
    trust::AssetId id = 0;
    while (id == 0) {
        const std::string bytes = random_bytes(sizeof(id));
        std::memcpy(&id, bytes.data(), sizeof(id));
    }
    return id;
}

Result<trust::ManifestInfo> describe_clip(
    const engine::ClipRequest& request,
    std::string_view engine,
    const ClipOrigin& origin,
    const Provenance& provenance
) {
    trust::ManifestInfo info;
    info.title = origin.title;
    info.engine = {.name = std::string(engine), .version = provenance.program.version};
    info.program = provenance.program;
    info.asset_id = origin.asset_id;
    info.consent_receipts = origin.consent_receipts;
    info.has_visible_mark = origin.has_visible_mark;
    bool has_upload = origin.is_from_upload;
    if (request.source) {
        const auto& file = request.source->file.empty() ? origin.parent : request.source->file;
        // A script alone, without a clip that was made from it, is no more than a prompt.
        if (!file.empty() || origin.is_from_upload) {
            const bool extends = request.source->change == engine::Change::kExtend;
            info.kind = extends ? trust::ManifestKind::kExtension : trust::ManifestKind::kRemix;
            info.ingredients.push_back(
                HIBARI_TRY(ingredient(file, "source clip", "video/mp4", provenance))
            );
        }
    }
    for (const engine::Character& character : request.characters) {
        info.ingredients.push_back(
            HIBARI_TRY(ingredient(character.clip, "character", "video/mp4", provenance))
        );
        has_upload = true;
    }
    if (request.first_frame) {
        info.ingredients.push_back(
            HIBARI_TRY(ingredient(origin.picture, "first picture", "image/png", provenance))
        );
        has_upload = true;
    }
    const bool has_parent = info.kind != trust::ManifestKind::kGeneration;
    if (has_upload && (origin.is_from_upload || !has_parent) && !info.ingredients.empty()) {
        info.kind = trust::ManifestKind::kComposite;
    }
    info.source = source_of(engine, has_upload);
    return info;
}

media::Seal clip_seal(trust::ManifestInfo info, const Provenance& provenance) {
    return
        [info = std::move(info),
         &provenance](const std::filesystem::path& finished, const std::filesystem::path& sealed) {
            return trust::sign_file(
                finished, sealed, trust::MediaFormat::kMp4, info, provenance.signer
            );
        };
}

Result<std::string> sign_picture(
    std::string_view bytes,
    trust::MediaFormat format,
    const trust::ManifestInfo& info,
    const Provenance& provenance
) {
    return trust::sign_bytes(bytes, format, info, provenance.signer);
}

}  // namespace hibari::worker
