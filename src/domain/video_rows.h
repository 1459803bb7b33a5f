#pragma once

// Rows of the table `videos`: the one place that knows its columns.

#include "base/result.h"
#include "domain/principal.h"
#include "domain/video.h"
#include "store/database.h"

#include <string>
#include <string_view>
#include <vector>

namespace hibari::domain {

/// For SELECT, in the order of no importance: columns are read by name.
extern const std::string_view kVideoColumns;

Video video_of(const store::Row& row);

/// A clip that waits: what happens to it later is null.
Result<void> insert_video(store::Transaction& tx, const Video& video);

/// The video of that id whoever owns it; `not_found` when there is none.
Result<Video> find_video(store::Transaction& tx, std::string_view id);

/// The same if it belongs to the project of who asks; to others, administrators too, there is none.
Result<Video> find_own_video(store::Transaction& tx, const Principal& who, std::string_view id);

}  // namespace hibari::domain
