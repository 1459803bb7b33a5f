#pragma once

// The clips of the people who asked for them: asking, looking, listing, cancelling, deleting. Who
// asks sees what belongs to the same project; to everybody else it does not exist. Making the clip
// is the other half: domain/video_jobs.h.

#include "base/clock.h"
#include "base/result.h"
#include "domain/allowance.h"
#include "domain/models.h"
#include "domain/paging.h"
#include "domain/policy_desk.h"
#include "domain/principal.h"
#include "domain/video.h"
#include "domain/video_order.h"
#include "domain/wait_estimate.h"
#include "store/blobs.h"
#include "store/database.h"
#include "store/events.h"
#include "store/job_queue.h"
#include "trust/consent/likeness.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::domain {

/// One page of a list.
struct VideoPage {
    std::vector<Video> videos;
    bool has_more = false;
};

/// What a clip would cost, before it is asked for.
struct Quote {
    /// Why it would not be taken; then the order has only what was asked for.
    std::optional<Error> refusal;
    VideoOrder order;
    Usage usage;
};

/// How a clip joins the queue when nobody waits for it.
struct QueueTerms {
    /// Higher goes first; the tiers' own classes are 0 and above.
    std::int64_t priority = 0;
    /// Clips of the account that may wait, this one included.
    std::int64_t queue_max = 1;
    /// Done in the same transaction; when it fails, nothing is queued. May run more than once.
    std::function<Result<void>(store::Transaction& tx, const Video& video)> also;
};

/// How a clip that waits or is made stands.
struct VideoPlace {
    Video video;
    /// Clips that would start before it; nothing when it does not wait.
    std::optional<std::int64_t> ahead;
    /// When it probably starts; nothing when nobody can tell.
    std::optional<store::Timestamp> starts_at;
};

/// The parts of an installation that rules about clips need.
struct VideoContext {
    store::Database& database;
    store::BlobStore& blobs;
    store::Events& events;
    const Clock& clock;
    const Models& models;
    /// Judges what is asked for; null judges nothing, which only tests of other matters want.
    const PolicyDesk* policy = nullptr;
    /// Times a job may be started before it fails because its workers die.
    std::int64_t attempts_max = 3;
};

/// The rules. Holds no state of its own; methods may be called from any thread.
class Videos {
  public:
    explicit Videos(const VideoContext& context) : context_(context) {}

    /// Queues a clip unless the policy refuses it (`invalid_argument`, content_policy_violation;
    /// the decision is kept and nothing is charged): its row, its place in the queue and its share
    /// of the allowance are one transaction. `resource_exhausted` when the allowance or the queue
    /// is full. The blobs that `wanted` names belong to the clip from now on, and are removed when
    /// there will be none.
    Result<Video> create(const Principal& who, const NewVideo& wanted);

    /// The same on other terms than those of the tier.
    Result<Video> create(const Principal& who, const NewVideo& wanted, const QueueTerms& terms);

    /// What create would do, and whether it would be allowed.
    Result<Quote> quote(const Principal& who, const NewVideo& wanted);

    Result<Video> find(const Principal& who, std::string_view id);
    Result<VideoPlace> place(const Principal& who, std::string_view id);
    Result<VideoPage> list(const Principal& who, const PageRequest& page);

    /// For operators: whoever's clips wait or are made, oldest first, after the one of that id.
    Result<std::vector<Video>> unfinished(std::string_view after, std::int64_t limit);

    /// Stops it before or while it is made; it ends as failed with the code "cancelled". Asking
    /// twice, or for one that has ended, changes nothing.
    Result<Video> cancel(const Principal& who, std::string_view id);

    /// Removes a clip that has ended, with all its files. `failed_precondition` for others.
    Result<void> remove(const Principal& who, std::string_view id);

  private:
    /// Likenesses of a clip that is about to be queued (domain/likeness_uses.h).
    Result<std::vector<trust::Likeness>> admit(
        store::Transaction& tx, Video& video, store::Timestamp now
    ) const;
    Result<Video> queue(const Principal& who, const NewVideo& wanted, const QueueTerms& terms);
    store::Timestamp now() const;

    VideoContext context_;
    WaitEstimate wait_;
};

/// Marks the clip as failed, gives its weight back and tells webhooks; part of a transaction that
/// has taken its job away.
Result<void> fail_video(
    store::Transaction& tx,
    std::string_view id,
    std::string_view code,
    std::string_view message,
    store::Timestamp now
);

}  // namespace hibari::domain
