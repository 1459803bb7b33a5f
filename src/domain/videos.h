#pragma once

// The clips of the people who asked for them: asking, looking, listing, cancelling, deleting. Who
// asks sees what belongs to the same project; to everybody else it does not exist. Making the clip
// is the other half: domain/video_jobs.h.

#include "base/clock.h"
#include "base/result.h"
#include "domain/allowance.h"
#include "domain/models.h"
#include "domain/paging.h"
#include "domain/principal.h"
#include "domain/video.h"
#include "store/blobs.h"
#include "store/database.h"
#include "store/events.h"
#include "store/job_queue.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::domain {

/// What is asked for, checked already for its shape.
struct NewVideo {
    /// Empty for the default.
    std::string model;
    std::string prompt;
    std::int64_t seconds = 4;
    std::string size = "720x1280";
    std::string style;
    /// Chosen when absent.
    std::optional<std::int64_t> seed;
    VideoKind kind = VideoKind::kCreate;
    std::string source;
    std::string reference;
    std::vector<std::string> characters;
};

/// One page of a list.
struct VideoPage {
    std::vector<Video> videos;
    bool has_more = false;
};

/// What a clip would cost, before it is asked for.
struct Quote {
    Model model;
    std::int64_t weight = 0;
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
    /// Times a job may be started before it fails because its workers die.
    std::int64_t attempts_max = 3;
};

/// The rules. Holds no state; methods may be called from any thread.
class Videos {
  public:
    explicit Videos(const VideoContext& context) : context_(context) {}

    /// Queues a clip: its row, its place in the queue and its share of the allowance are one
    /// transaction. `resource_exhausted` when the allowance or the queue is full.
    Result<Video> create(const Principal& who, const NewVideo& wanted);

    /// The same on other terms than those of the tier.
    Result<Video> create(const Principal& who, const NewVideo& wanted, const QueueTerms& terms);

    /// What create would do, and whether it would be allowed.
    Result<Quote> quote(const Principal& who, const NewVideo& wanted);

    Result<Video> find(const Principal& who, std::string_view id);
    Result<VideoPlace> place(const Principal& who, std::string_view id);
    Result<VideoPage> list(const Principal& who, const PageRequest& page);

    /// Stops it before or while it is made; it ends as failed with the code "cancelled". Asking
    /// twice, or for one that has ended, changes nothing.
    Result<Video> cancel(const Principal& who, std::string_view id);

    /// Removes a clip that has ended, with all its files. `failed_precondition` for others.
    Result<void> remove(const Principal& who, std::string_view id);

  private:
    Result<Quote> check(const Principal& who, const NewVideo& wanted) const;
    store::Timestamp now() const;

    VideoContext context_;
};

/// Columns and reading of a row of `videos`.
extern const std::string_view kVideoColumns;
Video video_of(const store::Row& row);

/// The video of that id whoever owns it; `not_found` when there is none.
Result<Video> find_video(store::Transaction& tx, std::string_view id);

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
