#include "server/copies.h"

#include "domain/video_rows.h"
#include "domain/withholding.h"
#include "media/mp4_reader.h"
#include "store/temporary_file.h"
#include "trust/registry/clip_reading.h"

#include <algorithm>

namespace hibari::server {
namespace {

// What nobody looks at goes along only where it is the same beyond doubt: the distance that the
// authors of PDQ call a match.
constexpr double kSameBitsMax = 31.0;

Result<std::vector<std::string>> find(
    store::Database& database,
    store::BlobStore& blobs,
    trust::Registry& registry,
    std::string_view video
) {
    const auto clip = HIBARI_TRY(database.read([&](store::Transaction& tx) {
        return domain::find_video(tx, video);
    }));
    // What it was made from looks and sounds like it, and is not its copy: whoever remixes a clip
    // into something forbidden must not be able to take that clip away.
    const auto sources = HIBARI_TRY(database.read([&](store::Transaction& tx) {
        return domain::lineage_above(tx, video);
    }));
    const FileDescriptor file =
        HIBARI_TRY(blobs.open(clip.blobs + "/" + std::string(domain::kClipFile)));
    trust::ClipReading reading(std::nullopt);
    HIBARI_TRY(media::decode_clip(store::path_of(file), reading));
    std::vector<std::string> copies;
    const auto matches = HIBARI_TRY(registry.find_copies(trust::make_query(reading.samples())));
    for (const trust::AssetMatch& match : matches) {
        const std::string& other = match.asset.video;
        // The sound alone many clips may share, and scenes of one engine look alike.
        const bool is_same = match.match.picture_bits.value_or(kSameBitsMax + 1) <= kSameBitsMax;
        if (other != video && is_same && std::ranges::find(sources, other) == sources.end()) {
            copies.push_back(other);
        }
    }
    return copies;
}

}  // namespace

std::vector<std::string> copies_of(
    store::Database& database,
    store::BlobStore& blobs,
    trust::Registry& registry,
    std::string_view video
) {
    return find(database, blobs, registry, video).value_or(std::vector<std::string>());
}

}  // namespace hibari::server
