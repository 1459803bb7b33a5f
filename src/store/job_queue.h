#pragma once

// The queue of jobs, in rows. Who runs a job holds a lease on it: a promise to renew before it
// ends. A job whose lease ran out returns to the queue, and from then on the old holder is turned
// away by its fencing token, however late it wakes up. So nothing here needs to know whether a
// worker is dead, slow or cut off, and no job is finished twice.
//
// Functions take the Transaction of the caller, so that "the clip is recorded, the job is finished"
// is one commit. All of them lock the account's row before a job's row, and are right under
// Isolation::kReadCommitted.
//
// Who is next: of the accounts that have a waiting job and run fewer than their concurrency, the
// one whose best waiting job has the highest priority; then the one that runs fewest; then the one
// served longest ago. Of that account the job of highest priority, then the oldest. Counters per
// account (table job_shares) make that cost O(waiting accounts) and not O(waiting jobs).

#include "store/database.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::store {

/// Time of day as rows keep it.
using Timestamp = std::chrono::sys_time<std::chrono::microseconds>;

/// A job that is about to wait.
struct NewJob {
    /// Unique; at most kIdBytesMax bytes.
    std::string id;
    /// Whose share of the machine it uses.
    std::string account;
    /// Higher goes first: the tier's class.
    std::int64_t priority = 0;
    /// Jobs of this account that may run at once, from now on; at least 1.
    std::int64_t concurrency = 1;
    /// Jobs of this account that may wait, this one included; at least 1.
    std::int64_t queue_max = 100;
    /// Times it may be started before a lost worker fails it; at least 1.
    std::int64_t attempts_max = 3;
};

/// The right to run one job until it ends or is taken away.
struct Lease {
    std::string job;
    std::string account;
    /// Grows with every claim of the job.
    std::int64_t token = 0;
    /// 1 for the first time it runs.
    std::int64_t attempt = 0;
    Timestamp until{};
};

/// What a worker hears when it renews.
struct Renewal {
    /// Stop, then finish it as cancelled.
    bool cancel_requested = false;
};

/// A job whose worker is gone.
struct LostJob {
    enum class Outcome {
        /// It waits again, with its old place in the queue.
        kRequeued,
        /// It was started attempts_max times; its row is gone.
        kExhausted,
        /// Its cancel was asked for before; its row is gone.
        kCancelled,
    };

    std::string job;
    std::string account;
    std::int64_t attempt = 0;
    Outcome outcome = Outcome::kRequeued;
};

/// What cancel found.
enum class Cancel {
    /// It waited; its row is gone and it will not run.
    kRemoved,
    /// It runs; its worker hears of it at the next renewal (or sooner, by an event).
    kRequested,
    /// There is no such job: finished, or never queued.
    kUnknown,
};

/// Where a waiting job stands.
struct JobPlace {
    enum class State { kQueued, kRunning };

    State state = State::kQueued;
    /// Jobs that would start before it if none came, none ended and workers were free: 0 is next.
    /// 0 as well when it runs.
    std::int64_t ahead = 0;
    /// Those among them that are of its own account.
    std::int64_t ahead_of_own = 0;
    std::int64_t attempt = 0;
    bool cancel_requested = false;
    /// When it began to run, if it does.
    std::optional<Timestamp> running_since;
};

/// The queue in numbers: for metrics, for "busy, come later", and for estimating a wait together
/// with the seconds a job takes.
struct QueueCounts {
    std::int64_t queued = 0;
    std::int64_t running = 0;
    /// Accounts with a waiting job.
    std::int64_t waiting_accounts = 0;
    /// When the oldest waiting job came; nothing when none waits.
    std::optional<Timestamp> oldest_queued_at;
};

/// The queue has no state of its own; its functions work on the tables jobs and job_shares.
class JobQueue {
  public:
    /// Adds a waiting job. Errors: kResourceExhausted when the account has queue_max waiting jobs,
    /// kAlreadyExists when the id is in use.
    static Result<void> enqueue(Transaction& tx, const NewJob& job, Timestamp now);

    /// Takes the next job for `worker` (unique per process start) until `now + lease`; nothing when
    /// none may run.
    static Result<std::optional<Lease>> claim(
        Transaction& tx, std::string_view worker, Timestamp now, std::chrono::microseconds lease
    );

    /// Extends the lease. kPermissionDenied ("lease lost") when the job is no longer the holder's.
    static Result<Renewal> renew(Transaction& tx, const Lease& lease, Timestamp until);

    /// Removes the job; the caller records in the same transaction how it ended. kPermissionDenied
    /// when the lease is lost: then nothing may be recorded.
    static Result<void> finish(Transaction& tx, const Lease& lease);

    /// Puts a running job back to wait, as if it had not been started: for a worker that shuts
    /// down. kPermissionDenied when the lease is lost.
    static Result<void> give_back(Transaction& tx, const Lease& lease);

    /// Handles up to kLostMax jobs whose lease ended before `now`; call again while it returns that
    /// many.
    static Result<std::vector<LostJob>> requeue_lost(Transaction& tx, Timestamp now);

    /// The same for all jobs of a worker that is known to be dead, whatever their leases say.
    static Result<std::vector<LostJob>> release_worker(Transaction& tx, std::string_view worker);

    /// Stops a job before or while it runs. Asking twice is the same as asking once.
    static Result<Cancel> cancel(Transaction& tx, std::string_view id);

    /// Where the job stands; nothing when it is not in the queue any more.
    static Result<std::optional<JobPlace>> place(Transaction& tx, std::string_view id);

    static Result<QueueCounts> counts(Transaction& tx);

    static constexpr std::size_t kIdBytesMax = 200;
    static constexpr std::size_t kLostMax = 100;
};

/// Microseconds since 1970, as columns keep them.
inline std::int64_t to_column(Timestamp time) {
    return time.time_since_epoch().count();
}

inline Timestamp from_column(std::int64_t microseconds) {
    return Timestamp(std::chrono::microseconds(microseconds));
}

}  // namespace hibari::store
