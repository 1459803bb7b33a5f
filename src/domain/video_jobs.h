#pragma once

// The making half of a clip's life: a worker takes a job, says how far it is, and records how it
// ended. Every step is one transaction that carries the job's lease, so a worker that was thought
// dead changes nothing any more.
//
//     queued ──claim──▶ in_progress ──complete──▶ completed
//       ▲  │                 │  └────fail───────▶ failed
//       │  └──cancel──────── │ ─────────────────▶ failed (cancelled)
//       └──give_back, lease lost (at most attempts_max times, then failed)

#include "base/clock.h"
#include "base/result.h"
#include "domain/characters.h"
#include "domain/video.h"
#include "domain/visible_mark.h"
#include "store/database.h"
#include "store/events.h"
#include "store/job_queue.h"
#include "trust/consent/likeness.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::domain {

/// One clip to be made, and the right to do so.
struct VideoJob {
    store::Lease lease;
    Video video;
    /// The video that it starts from, and the characters in it; absent when they were deleted
    /// since.
    std::optional<Video> source;
    std::vector<Character> characters;
    /// The likenesses in it that its account may use now.
    std::vector<trust::Likeness> likenesses;
    /// Why one of them may not be used any more; then nothing is made.
    std::optional<Error> refusal;
    /// What the owners of those likenesses consented to, as their receipts say it.
    std::vector<std::string> consents;
    /// The name of its account as it is shown, and whether its pictures show it (visible_mark.h).
    std::string maker;
    bool has_visible_mark = true;
};

/// What was made.
struct MadeClip {
    /// Key under which clip.mp4, thumbnail.webp and spritesheet.jpg lie.
    std::string blobs;
    std::int64_t clip_bytes = 0;
    /// The number that its manifest names.
    std::uint32_t asset_id = 0;
    /// The handle that its pictures show; empty for none.
    std::string visible_mark;
    /// The shot script that was followed, JSON.
    std::string script;
    /// Done in the transaction that completes the clip; when it fails, nothing is completed. May be
    /// empty, and may run more than once.
    std::function<Result<void>(store::Transaction& tx)> also;
};

struct VideoJobOptions {
    /// A worker that says nothing for so long has lost its job.
    std::chrono::microseconds lease = std::chrono::seconds(15);
    /// How long a finished clip is kept; zero for ever.
    std::chrono::seconds keep_for{0};
    /// Which clips show who made them.
    VisibleMarkPolicy visible_mark = {};
};

/// What became of jobs whose worker was gone.
struct Recovered {
    int requeued = 0;
    int failed = 0;
};

class VideoJobs {
  public:
    VideoJobs(
        store::Database& database,
        store::Events& events,
        const Clock& clock,
        const VideoJobOptions& options
    )
        : database_(database), events_(events), clock_(clock), options_(options) {}

    /// The next clip for this worker (a name that is its own since its start); nothing when none
    /// may be made now.
    Result<std::optional<VideoJob>> claim(std::string_view worker);

    /// Keeps the job and says how far it is, 0 to 100. `permission_denied` when it was taken away.
    Result<store::Renewal> renew(const store::Lease& lease, std::int64_t progress);

    /// The blobs must be durable already. `permission_denied` when the job was taken away, or when
    /// a likeness in it may not be used any more, which fails the clip: then they are nobody's.
    Result<void> complete(const store::Lease& lease, const MadeClip& clip);

    /// `message` is for the person who asked.
    Result<void> fail(const store::Lease& lease, std::string_view code, std::string_view message);

    /// For a worker that shuts down: somebody else begins anew, and this attempt does not count.
    Result<void> give_back(const store::Lease& lease);

    /// Jobs whose lease ended go back to the queue, or fail when they were tried too often.
    Result<Recovered> recover_lost();

    /// The same at once for a worker that is known to be dead.
    Result<Recovered> recover_worker(std::string_view worker);

    /// Says that this worker lives, for estimates and readiness; and that it does not.
    Result<void> check_in(std::string_view worker, std::string_view host, std::int64_t pid);
    Result<void> check_out(std::string_view worker);

  private:
    store::Timestamp now() const;
    Result<void> take_back(
        store::Transaction& tx, const std::vector<store::LostJob>& lost, Recovered& recovered
    );

    store::Database& database_;
    store::Events& events_;
    const Clock& clock_;
    VideoJobOptions options_;
};

}  // namespace hibari::domain
