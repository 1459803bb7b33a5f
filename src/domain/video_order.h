#pragma once

// What a request for a clip means: the model it goes to, what it takes over from the clip it starts
// from, what it weighs, and whether tier and engine allow it. Everything that can be refused is
// refused here, before anything is queued.

#include "base/result.h"
#include "domain/models.h"
#include "domain/principal.h"
#include "domain/video.h"
#include "store/database.h"
#include "store/job_queue.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hibari::domain {

/// What is asked for, checked already for its shape. What is absent is chosen, or taken over from
/// the source.
struct NewVideo {
    /// Empty for the default, or that of the source.
    std::string model;
    std::string prompt;
    /// Of an extension what it adds. Not read where the length is the source's.
    std::int64_t seconds = 4;
    /// Not read where the size is the source's.
    std::string size = "720x1280";
    std::string style;
    std::optional<std::int64_t> seed;
    VideoKind kind = VideoKind::kCreate;
    /// The video it starts from, or a blob with a clip from elsewhere, of that size and length.
    std::string source;
    std::string upload;
    std::int64_t upload_seconds = 0;
    /// Blob with the picture it begins with, of that size.
    std::string reference;
    std::vector<std::string> characters;
};

/// A clip as it would be queued, still without an id and a time.
struct VideoOrder {
    Video video;
    std::int64_t weight = 0;
};

/// Reads the source and the characters, if there are any. Errors name the field at fault:
/// `not_found` for what does not exist, `permission_denied` for what the tier does not have,
/// `unsupported` for what the engine cannot do, `failed_precondition` for a source that is not
/// there yet.
Result<VideoOrder> order_video(
    store::Database& database,
    const Models& models,
    const Principal& who,
    const NewVideo& wanted,
    store::Timestamp now
);

}  // namespace hibari::domain
