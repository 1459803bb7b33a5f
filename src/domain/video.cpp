#include "domain/video.h"

namespace hibari::domain {

std::string_view to_string(VideoStatus status) {
    switch (status) {
        case VideoStatus::kQueued:
            return "queued";
        case VideoStatus::kInProgress:
            return "in_progress";
        case VideoStatus::kCompleted:
            return "completed";
        case VideoStatus::kFailed:
            return "failed";
    }
    return "failed";
}

std::string_view to_string(VideoKind kind) {
    switch (kind) {
        case VideoKind::kCreate:
            return "create";
        case VideoKind::kRemix:
            return "remix";
        case VideoKind::kEdit:
            return "edit";
        case VideoKind::kExtension:
            return "extension";
    }
    return "create";
}

Result<void> check_has_files(const Video& video, std::int64_t now_us, std::string_view field) {
    if (video.status != VideoStatus::kCompleted) {
        return fail(
            {.code = ErrorCode::kFailedPrecondition,
             .message = "this video is " + std::string(to_string(video.status)),
             .field = std::string(field),
             .reason = "video_not_completed"}
        );
    }
    if (!video.withheld.empty()) {
        return fail(
            {.code = ErrorCode::kPermissionDenied,
             .message = video.withheld,
             .field = std::string(field),
             .reason = std::string(kWithheldCode)}
        );
    }
    if (video.blobs.empty() || (video.expires_at_us && *video.expires_at_us <= now_us)) {
        return fail(
            {.code = ErrorCode::kNotFound,
             .message = "the files of this video have expired",
             .field = std::string(field),
             .reason = "asset_expired"}
        );
    }
    return {};
}

}  // namespace hibari::domain
