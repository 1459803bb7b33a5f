#pragma once

// A video as clients read it: OpenAI's thirteen fields, always all of them, and ours under
// `hibari`.

#include "base/json.h"
#include "domain/videos.h"

namespace hibari::server {

/// Without a place in the queue.
Json video_json(const domain::Video& video);

/// With its place, if it waits.
Json video_json(const domain::VideoPlace& place);

/// {"position", "estimated_start_at"}; null when it does not wait.
Json queue_json(const domain::VideoPlace& place);

/// {"limit", "used", "remaining", "next_freed_at"}.
Json allowance_json(const domain::Usage& usage);

}  // namespace hibari::server
