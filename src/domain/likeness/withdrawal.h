#pragma once

// An owner takes their likeness back. In one transaction the grant gets its last version, jobs
// stop, clips and what was made from them go by the owner's choice, the recording is promised to
// the flames, and everybody concerned is told. What nobody may see is never served again, because
// every read path asks the row that this transaction wrote (domain/withholding.h).

#include "base/result.h"
#include "store/database.h"
#include "store/job_queue.h"
#include "trust/consent/consent.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::domain {

/// What becomes of clips that exist.
enum class Clips {
    /// Nobody sees them any more.
    kHide,
    /// And their files are destroyed.
    kDelete,
    /// They stay; nothing new is made.
    kKeep,
};

/// "hide", "delete" or "keep".
std::string_view to_string(Clips clips);
/// `invalid_argument` for any other word.
Result<Clips> clips_of(std::string_view word);

/// What a withdrawal did.
struct Withdrawn {
    trust::Likeness likeness;
    /// Clips that were being made or waited; their workers have to hear of it.
    std::vector<std::string> stopped;
    /// Clips that were hidden or deleted, remixes of remixes included.
    std::int64_t clips = 0;
    /// Accounts that were told.
    std::int64_t told = 0;
};

/// Everything, in this transaction. `actor` is the owner, or who acts for them. A likeness that was
/// withdrawn before may still be deleted, and its clips hidden or deleted.
Result<Withdrawn> withdraw(
    store::Transaction& tx,
    const trust::Likeness& likeness,
    std::string_view actor,
    trust::Withdrawal how,
    Clips clips,
    store::Timestamp now
);

/// One clip with a likeness goes because its owner says so, and what was made from it with it: made
/// or not, whoever made it. Returns the clips whose workers have to hear of it.
Result<std::vector<std::string>> remove_clip_with_likeness(
    store::Transaction& tx,
    const trust::Likeness& likeness,
    std::string_view video,
    store::Timestamp now
);

}  // namespace hibari::domain
