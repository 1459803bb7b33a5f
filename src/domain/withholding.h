#pragma once

// Things that exist and that nobody may see: a clip a moderator removed, one whose likeness was
// withdrawn, one a rights holder complained about. A thing may be withheld for several causes at
// once; it is shown again when the last is lifted, so undoing one decision undoes no other. Every
// read path of a video's files goes through check_has_files (domain/video.h), which knows.

#include "base/result.h"
#include "domain/subject.h"
#include "store/database.h"
#include "store/job_queue.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::domain {

/// Who asks for it.
enum class CauseKind { kModeration, kConsent, kRights };

/// "moderation", "consent" or "rights".
std::string_view to_string(CauseKind kind);

struct Cause {
    CauseKind kind = CauseKind::kModeration;
    /// The decision, grant or notice.
    std::string id;
    /// For whoever asks: a sentence.
    std::string reason;
};

/// Withholds a thing from everybody from now on; for a cause that does so already nothing changes.
Result<void> withhold(
    store::Transaction& tx, const Subject& subject, const Cause& cause, store::Timestamp now
);

/// The same for a video and everything that was made from it, to any depth; returns all their ids,
/// the video's first.
Result<std::vector<std::string>> withhold_lineage(
    store::Transaction& tx, std::string_view video, const Cause& cause, store::Timestamp now
);

/// Ends what that cause withholds, and returns the things that it withheld.
Result<std::vector<Subject>> lift(store::Transaction& tx, std::string_view cause);

/// Why nobody may see it: the reason given first. Nothing when it is shown.
Result<std::optional<std::string>> withheld_because(store::Transaction& tx, const Subject& subject);

/// The video and all that was made from it by remix, edit or extension, its own id first. Clips
/// that were deleted since are among them: what was made from those goes back to it all the same.
Result<std::vector<std::string>> lineage_below(store::Transaction& tx, std::string_view video);

/// What it was made from, the nearest first; deleted ones too.
Result<std::vector<std::string>> lineage_above(store::Transaction& tx, std::string_view video);

}  // namespace hibari::domain
