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

}  // namespace hibari::domain
