#pragma once

// Likenesses in clips. Whoever asks for a clip names them in the prompt ("@ann waves") or by id
// where the Videos API takes characters; the owner's say is asked in the transaction that queues
// the clip, again when a worker takes it, and again before it is delivered. Everything that is made
// carries the grant and its version (`likeness_uses`).

#include "base/result.h"
#include "domain/principal.h"
#include "domain/video.h"
#include "store/database.h"
#include "store/job_queue.h"
#include "trust/consent/consent.h"

#include <string>
#include <string_view>
#include <vector>

namespace hibari::domain {

/// People, animals and things in one clip, characters included.
inline constexpr std::size_t kCastMax = 2;

/// Handles that a prompt speaks of, without the @, in lower case and in order, each once: an @ that
/// no letter stands before, a letter, then letters, digits and '_', 3 to 30 in all.
std::vector<std::string> handles_in(std::string_view prompt);

/// Whether an id is that of a likeness.
bool is_likeness_id(std::string_view id);

/// Likenesses of a clip that is about to be queued: those of its characters that are some, and
/// those that the prompt names, whose ids join its characters. Fails with the owner's refusal
/// (trust::may_use), with likeness_not_found for a handle that nobody has, and with
/// `invalid_argument` for more than kCastMax.
Result<std::vector<trust::Likeness>> admit_likenesses(
    store::Transaction& tx, Video& video, store::Timestamp now
);

/// Writes what the clip was admitted under: the clip itself, and the edge to what it is made from.
Result<void> record_uses(
    store::Transaction& tx,
    const Video& video,
    const std::vector<trust::Likeness>& likenesses,
    store::Timestamp now
);

/// Writes that something of a clip carries its likenesses too: kind is "post", "export" or "cache".
Result<void> carry_uses(
    store::Transaction& tx,
    std::string_view kind,
    std::string_view subject,
    std::string_view video,
    std::string_view account,
    store::Timestamp now
);

/// The likenesses in a clip, as long as its account may still use each of them now; otherwise the
/// refusal. Empty for a clip without any.
Result<std::vector<trust::Likeness>> check_uses(
    store::Transaction& tx, const Video& video, store::Timestamp now
);

/// Whether the account owns a likeness that is in that clip.
Result<bool> owns_likeness_in(
    store::Transaction& tx, std::string_view account, std::string_view video
);

/// Whether there is any likeness in that clip.
Result<bool> has_likeness(store::Transaction& tx, std::string_view video);

}  // namespace hibari::domain
