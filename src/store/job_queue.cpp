#include "store/job_queue.h"

#include "base/check.h"
#include "store/outbox.h"

#include <algorithm>

namespace hibari::store {
namespace {

// Candidates looked at in one claim. More than one is needed only when other claims take a job
// between two statements of this one (PostgreSQL).
constexpr int kClaimAttemptsMax = 8;

// Ends a SELECT that decides about rows: PostgreSQL locks them, SQLite has locked everything.
std::string locking(const Transaction& tx, std::string sql) {
    return tx.dialect() == Dialect::kPostgres ? std::move(sql) + " FOR UPDATE" : std::move(sql);
}

// The first lock of every function. Returns nothing when the account never had a job.
Result<std::optional<Row>> lock_share(Transaction& tx, const std::string& account) {
    return tx.query_one(
        locking(tx, "SELECT queued, running, priority FROM job_shares WHERE account = :account"),
        {{"account", account}}
    );
}

struct ShareChange {
    std::int64_t queued = 0;
    std::int64_t running = 0;
    std::optional<std::int64_t> claimed_at;
};

// Corrects the counters of an account, and the priority of its best waiting job.
Result<void> change_share(Transaction& tx, const std::string& account, const ShareChange& change) {
    const std::int64_t changed = HIBARI_TRY(tx.execute(
        "UPDATE job_shares SET queued = queued + :queued, running = running + :running, "
        "last_claim_at = coalesce(CAST(:claimed_at AS BIGINT), last_claim_at), "
        "priority = coalesce((SELECT priority FROM jobs WHERE account = :account "
        "AND state = 'queued' ORDER BY priority DESC LIMIT 1), priority) "
        "WHERE account = :account",
        {{"queued", change.queued},
         {"running", change.running},
         {"claimed_at", nullable(change.claimed_at)},
         {"account", account}}
    ));
    HIBARI_CHECK(changed == 1, changed);
    return {};
}

// A job waits: where workers are called through a stream, one of them is to be called.
Result<void> call_a_worker(Transaction& tx, std::string_view job) {
    return tx.has_outbox() ? Outbox::add(tx, job) : Result<void>();
}

tl::unexpected<Error> lease_lost() {
    return fail({
        .code = ErrorCode::kPermissionDenied,
        .message = "the lease on the job is lost",
        .hint = "stop working on it; somebody else may have it",
    });
}

struct Next {
    std::string job;
    std::string account;
};

// The best account with a job it may run, locked, and its best job. On PostgreSQL accounts that
// somebody else is deciding about are passed over, unless there is no other.
Result<std::optional<Next>> find_next(Transaction& tx, bool wait_for_locks) {
    std::string sql =
        "SELECT account FROM job_shares WHERE queued > 0 AND running < concurrency "
        "ORDER BY priority DESC, running, last_claim_at, account LIMIT 1";
    if (tx.dialect() == Dialect::kPostgres) {
        sql += wait_for_locks ? " FOR UPDATE" : " FOR UPDATE SKIP LOCKED";
    }
    const auto share = HIBARI_TRY(tx.query_one(sql));
    if (!share) {
        return std::optional<Next>();
    }
    Next next{.job = "", .account = share->text(0)};
    // The counters equal the rows, and the account's row is locked: there is a waiting job.
    const Row job = HIBARI_TRY(tx.query_row(
        "SELECT id FROM jobs WHERE account = :account AND state = 'queued' "
        "ORDER BY priority DESC, queued_at, id LIMIT 1",
        {{"account", next.account}}
    ));
    next.job = job.text(0);
    return std::optional(std::move(next));
}

// Whether any account could run a job, without locking.
Result<bool> is_any_waiting(Transaction& tx) {
    return HIBARI_TRY(tx.query_one("SELECT account FROM job_shares "
                                   "WHERE queued > 0 AND running < concurrency LIMIT 1"))
        .has_value();
}

Result<std::optional<Next>> find_next(Transaction& tx) {
    auto next = HIBARI_TRY(find_next(tx, false));
    if (next || tx.dialect() == Dialect::kSqlite) {
        return next;
    }
    // All that may run are locked by others. Wait for one; it may be used up by then.
    for (int attempt = 0; attempt < kClaimAttemptsMax; ++attempt) {
        if (!HIBARI_TRY(is_any_waiting(tx))) {
            break;
        }
        next = HIBARI_TRY(find_next(tx, true));
        if (next) {
            return next;
        }
    }
    return std::optional<Next>();
}

LostJob::Outcome outcome_of(const Row& job) {
    if (job.flag("cancel_requested")) {
        return LostJob::Outcome::kCancelled;
    }
    const bool exhausted = job.integer("attempt") >= job.integer("attempts_max");
    return exhausted ? LostJob::Outcome::kExhausted : LostJob::Outcome::kRequeued;
}

// Takes the job of a row from a holder that is gone and adds it to `all`. Does nothing when it was
// finished, renewed or taken meanwhile.
Result<void> take_back(Transaction& tx, const Row& row, std::vector<LostJob>& all) {
    const std::string& id = row.text("id");
    const std::string& account = row.text("account");
    HIBARI_TRY(lock_share(tx, account));
    const auto job = HIBARI_TRY(tx.query_one(
        locking(
            tx,
            "SELECT attempt, attempts_max, cancel_requested FROM jobs WHERE id = :id "
            "AND state = 'running' AND lease_token = :token"
        ),
        {{"id", id}, {"token", row.integer("lease_token")}}
    ));
    if (!job) {
        return {};
    }
    LostJob lost{
        .job = id,
        .account = account,
        .attempt = job->integer("attempt"),
        .outcome = outcome_of(*job)
    };
    const bool requeued = lost.outcome == LostJob::Outcome::kRequeued;
    HIBARI_TRY(tx.execute(
        requeued ? "UPDATE jobs SET state = 'queued', worker = NULL, lease_until = NULL "
                   "WHERE id = :id"
                 : "DELETE FROM jobs WHERE id = :id",
        {{"id", id}}
    ));
    HIBARI_TRY(change_share(tx, account, {.queued = requeued ? 1 : 0, .running = -1}));
    if (requeued) {
        HIBARI_TRY(call_a_worker(tx, id));
    }
    all.push_back(std::move(lost));
    return {};
}

Result<std::vector<LostJob>> take_back_all(Transaction& tx, const std::vector<Row>& candidates) {
    std::vector<LostJob> all;
    for (const Row& row : candidates) {
        HIBARI_TRY(take_back(tx, row, all));
    }
    return all;
}

// How many jobs of all accounts start before the `before`-th (from 0) waiting job of `account`, if
// none comes and none ends. Round by round every account runs one more, so account b starts jobs up
// to the number that `account` runs when its turn comes: running + before. At equal numbers who was
// served longer ago goes first, and who had to catch up was served last; hence the two kinds of +1.
Result<std::int64_t> count_ahead(Transaction& tx, const std::string& account, std::int64_t before) {
    const Row row = HIBARI_TRY(tx.query_row(
        "SELECT coalesce(CAST(sum(CASE WHEN reach <= 0 THEN 0 WHEN reach < queued THEN reach "
        "ELSE queued END) AS BIGINT), 0) AS ahead FROM (SELECT b.queued AS queued, CASE "
        "WHEN b.account = a.account THEN :before "
        "WHEN b.priority > a.priority THEN b.queued "
        "WHEN b.priority < a.priority THEN 0 "
        "ELSE a.running + :before - b.running + CASE "
        "WHEN b.running > a.running THEN 1 "
        "WHEN b.running < a.running THEN 0 "
        "WHEN b.last_claim_at < a.last_claim_at THEN 1 "
        "WHEN b.last_claim_at > a.last_claim_at THEN 0 "
        "WHEN b.account < a.account THEN 1 ELSE 0 END END AS reach "
        "FROM job_shares AS a, job_shares AS b WHERE a.account = :account AND b.queued > 0) AS "
        "all_b",
        {{"before", before}, {"account", account}}
    ));
    return row.integer("ahead");
}

}  // namespace

Result<void> JobQueue::enqueue(Transaction& tx, const NewJob& job, Timestamp now) {
    if (job.id.empty() || job.id.size() > kIdBytesMax || job.account.empty() ||
        job.account.size() > kIdBytesMax) {
        return fail(
            ErrorCode::kInvalidArgument, "the id of a job or an account has a wrong length"
        );
    }
    HIBARI_CHECK(job.concurrency > 0 && job.queue_max > 0 && job.attempts_max > 0);
    // Makes the account's row or locks it; either way its counters are ours until the commit.
    const std::int64_t counted = HIBARI_TRY(tx.execute(
        "INSERT INTO job_shares (account, queued, running, concurrency, priority, last_claim_at) "
        "VALUES (:account, 1, 0, :concurrency, :priority, 0) "
        "ON CONFLICT (account) DO UPDATE SET queued = job_shares.queued + 1, "
        "concurrency = excluded.concurrency, priority = CASE "
        "WHEN job_shares.queued > 0 AND job_shares.priority > excluded.priority "
        "THEN job_shares.priority ELSE excluded.priority END "
        "WHERE job_shares.queued < :queue_max",
        {{"account", job.account},
         {"concurrency", job.concurrency},
         {"priority", job.priority},
         {"queue_max", job.queue_max}}
    ));
    if (counted == 0) {
        return fail({
            .code = ErrorCode::kResourceExhausted,
            .message = "too many jobs are waiting already (" + std::to_string(job.queue_max) + ")",
            .hint = "try again when some of them are done",
        });
    }
    // The first token is later than any of an earlier job of the same id.
    HIBARI_TRY(tx.execute(
        "INSERT INTO jobs (id, account, state, priority, queued_at, attempts_max, lease_token) "
        "VALUES (:id, :account, 'queued', :priority, :now, :attempts_max, :now)",
        {{"id", job.id},
         {"account", job.account},
         {"priority", job.priority},
         {"now", to_column(now)},
         {"attempts_max", job.attempts_max}}
    ));
    return call_a_worker(tx, job.id);
}

Result<std::optional<Lease>> JobQueue::claim(
    Transaction& tx, std::string_view worker, Timestamp now, std::chrono::microseconds lease
) {
    HIBARI_CHECK(!worker.empty() && lease.count() > 0);
    const auto next = HIBARI_TRY(find_next(tx));
    if (!next) {
        return std::optional<Lease>();
    }
    const Row job = HIBARI_TRY(tx.query_row(
        "UPDATE jobs SET state = 'running', worker = :worker, run_at = :now, "
        "attempt = attempt + 1, lease_token = lease_token + 1, lease_until = :until "
        "WHERE id = :id AND state = 'queued' RETURNING lease_token, attempt",
        {{"worker", std::string(worker)},
         {"now", to_column(now)},
         {"until", to_column(now + lease)},
         {"id", next->job}}
    ));
    HIBARI_TRY(
        change_share(tx, next->account, {.queued = -1, .running = 1, .claimed_at = to_column(now)})
    );
    return std::optional(Lease{
        .job = next->job,
        .account = next->account,
        .token = job.integer("lease_token"),
        .attempt = job.integer("attempt"),
        .until = now + lease
    });
}

Result<Renewal> JobQueue::renew(Transaction& tx, const Lease& lease, Timestamp until) {
    const auto job = HIBARI_TRY(tx.query_one(
        "UPDATE jobs SET lease_until = :until WHERE id = :id AND state = 'running' "
        "AND lease_token = :token RETURNING cancel_requested",
        {{"until", to_column(until)}, {"id", lease.job}, {"token", lease.token}}
    ));
    if (!job) {
        return lease_lost();
    }
    return Renewal{.cancel_requested = job->flag(0)};
}

Result<void> JobQueue::finish(Transaction& tx, const Lease& lease) {
    HIBARI_TRY(lock_share(tx, lease.account));
    const std::int64_t removed = HIBARI_TRY(tx.execute(
        "DELETE FROM jobs WHERE id = :id AND state = 'running' AND lease_token = :token",
        {{"id", lease.job}, {"token", lease.token}}
    ));
    if (removed == 0) {
        return lease_lost();
    }
    return change_share(tx, lease.account, {.running = -1});
}

Result<void> JobQueue::give_back(Transaction& tx, const Lease& lease) {
    HIBARI_TRY(lock_share(tx, lease.account));
    const std::int64_t changed = HIBARI_TRY(tx.execute(
        "UPDATE jobs SET state = 'queued', worker = NULL, lease_until = NULL, "
        "attempt = attempt - 1 WHERE id = :id AND state = 'running' AND lease_token = :token",
        {{"id", lease.job}, {"token", lease.token}}
    ));
    if (changed == 0) {
        return lease_lost();
    }
    HIBARI_TRY(change_share(tx, lease.account, {.queued = 1, .running = -1}));
    return call_a_worker(tx, lease.job);
}

Result<std::vector<LostJob>> JobQueue::requeue_lost(Transaction& tx, Timestamp now) {
    // In the order of accounts, so that two who do this at once do not wait for each other.
    const auto candidates = HIBARI_TRY(tx.query(
        "SELECT id, account, lease_token FROM (SELECT id, account, lease_token FROM jobs "
        "WHERE state = 'running' AND lease_until < :now ORDER BY lease_until LIMIT :limit) AS late "
        "ORDER BY account, id",
        {{"now", to_column(now)}, {"limit", std::int64_t{kLostMax}}}
    ));
    return take_back_all(tx, candidates);
}

Result<std::vector<LostJob>> JobQueue::release_worker(Transaction& tx, std::string_view worker) {
    const auto candidates = HIBARI_TRY(tx.query(
        "SELECT id, account, lease_token FROM jobs "
        "WHERE state = 'running' AND worker = :worker ORDER BY account, id",
        {{"worker", std::string(worker)}}
    ));
    return take_back_all(tx, candidates);
}

Result<Cancel> JobQueue::cancel(Transaction& tx, std::string_view id) {
    const auto found = HIBARI_TRY(
        tx.query_one("SELECT account FROM jobs WHERE id = :id", {{"id", std::string(id)}})
    );
    if (!found) {
        return Cancel::kUnknown;
    }
    const std::string& account = found->text(0);
    HIBARI_TRY(lock_share(tx, account));
    const std::int64_t removed = HIBARI_TRY(tx.execute(
        "DELETE FROM jobs WHERE id = :id AND state = 'queued'", {{"id", std::string(id)}}
    ));
    if (removed == 1) {
        HIBARI_TRY(change_share(tx, account, {.queued = -1}));
        return Cancel::kRemoved;
    }
    const std::int64_t flagged = HIBARI_TRY(
        tx.execute("UPDATE jobs SET cancel_requested = 1 WHERE id = :id", {{"id", std::string(id)}})
    );
    return flagged == 1 ? Cancel::kRequested : Cancel::kUnknown;
}

Result<std::optional<JobPlace>> JobQueue::place(Transaction& tx, std::string_view id) {
    const auto job = HIBARI_TRY(tx.query_one(
        "SELECT account, state, attempt, cancel_requested, run_at, "
        "(SELECT count(*) FROM jobs AS other WHERE other.account = mine.account "
        "AND other.state = 'queued' AND mine.state = 'queued' AND (other.priority > mine.priority "
        "OR (other.priority = mine.priority AND (other.queued_at < mine.queued_at "
        "OR (other.queued_at = mine.queued_at AND other.id < mine.id))))) AS before "
        "FROM jobs AS mine WHERE id = :id",
        {{"id", std::string(id)}}
    ));
    if (!job) {
        return std::optional<JobPlace>();
    }
    JobPlace place{
        .state =
            job->text("state") == "queued" ? JobPlace::State::kQueued : JobPlace::State::kRunning,
        .attempt = job->integer("attempt"),
        .cancel_requested = job->flag("cancel_requested")
    };
    if (place.state == JobPlace::State::kQueued) {
        place.ahead_of_own = job->integer("before");
        place.ahead = HIBARI_TRY(count_ahead(tx, job->text("account"), place.ahead_of_own));
    } else {
        place.running_since = from_column(job->integer("run_at"));
    }
    return std::optional(place);
}

Result<QueueCounts> JobQueue::counts(Transaction& tx) {
    const Row shares =
        HIBARI_TRY(tx.query_row("SELECT coalesce(CAST(sum(queued) AS BIGINT), 0) AS queued, "
                                "coalesce(CAST(sum(running) AS BIGINT), 0) AS running, "
                                "count(CASE WHEN queued > 0 THEN 1 END) AS waiting FROM job_shares "
                                "WHERE queued > 0 OR running > 0"));
    const Row oldest =
        HIBARI_TRY(tx.query_row("SELECT min(queued_at) AS oldest FROM jobs WHERE state = 'queued'")
        );
    QueueCounts counts{
        .queued = shares.integer("queued"),
        .running = shares.integer("running"),
        .waiting_accounts = shares.integer("waiting")
    };
    if (!oldest.is_null(0)) {
        counts.oldest_queued_at = from_column(oldest.integer(0));
    }
    return counts;
}

}  // namespace hibari::store
