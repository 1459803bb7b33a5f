#include "server/video_json.h"

#include "server/json_reply.h"

#include <algorithm>

namespace hibari::server {
namespace {

using domain::Video;
using domain::VideoKind;
using domain::VideoStatus;

Json error_json(const Video& video) {
    if (video.status != VideoStatus::kFailed) {
        return nullptr;
    }
    return Json::object({{"code", video.error_code}, {"message", video.error_message}});
}

Json details(const Video& video, Json queue) {
    Json characters = Json::array();
    for (const std::string& id : video.characters) {
        characters.push_back(id);
    }
    return Json::object({
        {"kind", to_string(video.kind)},
        {"engine", video.engine},
        {"quality", video.quality},
        {"seed", video.seed},
        {"style", json_text(video.style)},
        {"source_video_id", json_text(video.source)},
        {"characters", std::move(characters)},
        {"weight", domain::clip_weight(video.made_seconds)},
        {"queue", std::move(queue)},
    });
}

Json whole(const Video& video, Json queue) {
    return Json::object({
        {"id", video.id},
        {"object", "video"},
        {"model", video.model},
        {"status", to_string(video.status)},
        {"progress", video.progress},
        {"created_at", json_time(video.created_at_us)},
        {"completed_at",
         video.status == VideoStatus::kCompleted ? json_time(video.completed_at_us) : Json(nullptr)
        },
        {"expires_at", json_time(video.expires_at_us)},
        {"prompt", video.prompt},
        {"size", video.size},
        {"seconds", std::to_string(video.seconds)},
        {"remixed_from_video_id",
         video.kind == VideoKind::kRemix ? json_text(video.source) : Json(nullptr)},
        {"error", error_json(video)},
        {"hibari", details(video, std::move(queue))},
    });
}

}  // namespace

Json video_json(const domain::Video& video) {
    return whole(video, nullptr);
}

Json video_json(const domain::VideoPlace& place) {
    return whole(place.video, queue_json(place));
}

Json queue_json(const domain::VideoPlace& place) {
    if (!place.ahead) {
        return nullptr;
    }
    Json starts = nullptr;
    if (place.starts_at) {
        starts = json_time(store::to_column(*place.starts_at));
    }
    return Json::object({{"position", *place.ahead + 1}, {"estimated_start_at", starts}});
}

Json allowance_json(const domain::Usage& usage) {
    Json freed = nullptr;
    if (usage.next_freed_at) {
        freed = json_time(store::to_column(*usage.next_freed_at));
    }
    return Json::object({
        {"limit", usage.allowance},
        {"used", usage.used},
        {"remaining", std::max<std::int64_t>(usage.allowance - usage.used, 0)},
        {"next_freed_at", freed},
    });
}

}  // namespace hibari::server
