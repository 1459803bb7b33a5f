#include "server/clip_reply.h"

#include "base/time_text.h"
#include "domain/likeness_uses.h"
#include "net/serve_file.h"

#include <chrono>

namespace hibari::server {
namespace {

struct Kind {
    std::string_view file;
    std::string_view type;
    std::string_view ending;
};

Kind kind_of(const std::string& variant) {
    return variant == "thumbnail"     ? Kind{domain::kThumbnailFile, "image/webp", "webp"}
           : variant == "spritesheet" ? Kind{domain::kSpritesheetFile, "image/jpeg", "jpg"}
                                      : Kind{domain::kClipFile, "video/mp4", "mp4"};
}

/// Whether the clip has likenesses; then who took it is written down.
Result<bool> note_export(const Parts& parts, const Call& call, const domain::Video& video) {
    const bool has = HIBARI_TRY(parts.database.read([&](store::Transaction& tx) {
        return domain::has_likeness(tx, video.id);
    }));
    if (!has) {
        return false;
    }
    const auto now =
        std::chrono::time_point_cast<std::chrono::microseconds>(parts.clock.wall_time());
    HIBARI_TRY(parts.database.write([&](store::Transaction& tx) {
        return domain::carry_uses(
            tx, "export", video.id + " " + call.who.account, video.id, call.who.account, now
        );
    }));
    return true;
}

Result<net::Response> bytes_of(
    const Parts& parts, const Call& call, const domain::Video& video, const Kind& kind
) {
    const std::string key = video.blobs + "/" + std::string(kind.file);
    const auto facts = HIBARI_TRY(parts.blobs.facts(key));
    auto file = HIBARI_TRY(parts.blobs.open(key));
    return net::serve_file(
        call.request,
        std::move(file),
        {.size = facts.size_bytes,
         .etag = facts.etag,
         .modified = facts.modified,
         .content_type = std::string(kind.type),
         .name = video.id + "." + std::string(kind.ending)}
    );
}

}  // namespace

Result<net::Response> clip_reply(
    const Parts& parts, const Call& call, const domain::Video& video, std::string_view field
) {
    HIBARI_TRY(domain::check_has_files(video, to_unix_us(parts.clock.wall_time()), field));
    const bool has_likeness = HIBARI_TRY(note_export(parts, call, video));
    const Kind kind = kind_of(call.query.at("variant").as_string());
    const std::string key = video.blobs + "/" + std::string(kind.file);
    constexpr std::chrono::seconds kValid{300};
    const auto fetch = call.request.method == net::Method::kHead ? store::BlobStore::Fetch::kHead
                                                                 : store::BlobStore::Fetch::kGet;
    const auto url = has_likeness ? std::nullopt : parts.blobs.signed_url(key, kValid, fetch);
    if (url) {
        net::Response response;
        response.status = 302;
        response.fields.set("location", *url);
        response.fields.set("cache-control", "no-store");
        return response;
    }
    net::Response response = HIBARI_TRY(bytes_of(parts, call, video, kind));
    response.fields.set("cache-control", has_likeness ? "no-store" : "private, max-age=3600");
    return response;
}

Result<net::Response> evidence_reply(
    const Parts& parts, const Call& call, const domain::Video& video
) {
    const Kind kind = kind_of(call.query.at("variant").as_string());
    net::Response response = HIBARI_TRY(bytes_of(parts, call, video, kind));
    response.fields.set("cache-control", "no-store");
    return response;
}

}  // namespace hibari::server
