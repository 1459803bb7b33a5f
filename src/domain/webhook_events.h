#pragma once

// News that leave the house. An event is written for every endpoint that wants it in the
// transaction that makes it true; sending is somebody else's work (server/webhook_sender.h).

#include "base/result.h"
#include "store/database.h"
#include "store/job_queue.h"

#include <string_view>

namespace hibari::domain {

/// Writes a delivery of `type` ("video.completed") about the object `id` for every endpoint of the
/// project that listens to it. All endpoints get the same event id.
Result<void> announce(
    store::Transaction& tx,
    std::string_view project,
    std::string_view type,
    std::string_view id,
    store::Timestamp now
);

}  // namespace hibari::domain
