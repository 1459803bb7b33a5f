#include "domain/video_jobs.h"

#include "domain/likeness_uses.h"
#include "domain/video_rows.h"
#include "domain/videos.h"
#include "domain/webhook_events.h"

namespace hibari::domain {
namespace {

using store::Isolation;
using store::JobQueue;
using store::Lease;
using store::LostJob;
using store::Transaction;

// A worker that has not checked in for so long is not counted any more.
constexpr std::chrono::seconds kWorkerForgotten{120};

Result<std::vector<std::string>> consents_of(
    Transaction& tx, const std::vector<trust::Likeness>& likenesses
) {
    std::vector<std::string> facts;
    for (const trust::Likeness& likeness : likenesses) {
        const auto row = HIBARI_TRY(tx.query_one(
            "SELECT facts FROM consent_receipts WHERE likeness = :id AND grant_version = :version",
            {{"id", likeness.id}, {"version", likeness.grant.version}}
        ));
        if (row) {
            facts.push_back(row->text("facts"));
        }
    }
    return facts;
}

/// Why a clip that is being made must not be: whoever was blocked, whose grant ran out, was lowered
/// or taken back, and what a moderator removed, has nothing delivered.
struct Ended {
    std::string_view code;
    std::string message;
    Error error;
};

Result<std::optional<Ended>> why_not(Transaction& tx, std::string_view id, store::Timestamp now) {
    const Video video = HIBARI_TRY(find_video(tx, id));
    auto likenesses = check_uses(tx, video, now);
    if (!likenesses) {
        if (likenesses.error().code != ErrorCode::kPermissionDenied &&
            likenesses.error().code != ErrorCode::kNotFound) {
            return hibari::fail(std::move(likenesses.error()));
        }
        return std::optional(Ended{
            .code = kLikenessGoneCode,
            .message = std::string(kLikenessGoneMessage),
            .error = std::move(likenesses.error()),
        });
    }
    if (video.withheld.empty()) {
        return std::optional<Ended>();
    }
    return std::optional(Ended{
        .code = kWithheldCode,
        .message = video.withheld,
        .error =
            {.code = ErrorCode::kPermissionDenied,
             .message = video.withheld,
             .reason = std::string(kWithheldCode)},
    });
}

/// A clip that was deleted meanwhile is no error here: the job then fails with its reason.
Result<void> read_inputs(Transaction& tx, VideoJob& job, store::Timestamp now) {
    if (!job.video.source.empty()) {
        auto source = find_video(tx, job.video.source);
        if (source) {
            job.source = std::move(*source);
        } else if (source.error().code != ErrorCode::kNotFound) {
            return hibari::fail(std::move(source.error()));
        }
    }
    auto likenesses = check_uses(tx, job.video, now);
    if (likenesses) {
        job.likenesses = std::move(*likenesses);
        job.consents = HIBARI_TRY(consents_of(tx, job.likenesses));
    } else {
        job.refusal = std::move(likenesses.error());
    }
    for (const std::string& id : job.video.characters) {
        if (is_likeness_id(id)) {
            continue;
        }
        auto character = find_character(tx, id);
        if (character) {
            job.characters.push_back(std::move(*character));
        } else if (character.error().code != ErrorCode::kNotFound) {
            return hibari::fail(std::move(character.error()));
        }
    }
    return {};
}

/// Who makes it, and whether it shows that.
Result<void> read_maker(Transaction& tx, VideoJob& job, const VisibleMarkPolicy& policy) {
    const auto row = HIBARI_TRY(
        tx.query_one("SELECT name, tier FROM accounts WHERE id = :id", {{"id", job.video.account}})
    );
    job.maker = row ? row->text("name") : std::string();
    job.has_visible_mark = has_visible_mark(
        policy,
        row ? row->text("tier") : std::string(),
        job.video,
        job.source ? &*job.source : nullptr,
        job.likenesses
    );
    return {};
}

}  // namespace

store::Timestamp VideoJobs::now() const {
    return std::chrono::time_point_cast<std::chrono::microseconds>(clock_.wall_time());
}

Result<std::optional<VideoJob>> VideoJobs::claim(std::string_view worker) {
    using Found = std::optional<VideoJob>;
    return database_.write(
        [&](Transaction& tx) -> Result<Found> {
            const store::Timestamp at = now();
            const auto lease = HIBARI_TRY(JobQueue::claim(tx, worker, at, options_.lease));
            if (!lease) {
                return Found();
            }
            HIBARI_TRY(tx.execute(
                "UPDATE videos SET status = 'in_progress', progress = 0, started_at = :now "
                "WHERE id = :id",
                {{"now", store::to_column(at)}, {"id", lease->job}}
            ));
            VideoJob job;
            job.lease = *lease;
            job.video = HIBARI_TRY(find_video(tx, lease->job));
            HIBARI_TRY(read_inputs(tx, job, at));
            HIBARI_TRY(read_maker(tx, job, options_.visible_mark));
            return Found(std::move(job));
        },
        Isolation::kReadCommitted
    );
}

Result<store::Renewal> VideoJobs::renew(const Lease& lease, std::int64_t progress) {
    return database_.write(
        [&](Transaction& tx) -> Result<store::Renewal> {
            auto renewal = HIBARI_TRY(JobQueue::renew(tx, lease, now() + options_.lease));
            if (!renewal.cancel_requested && HIBARI_TRY(why_not(tx, lease.job, now()))) {
                renewal.cancel_requested = true;
            }
            HIBARI_TRY(tx.execute(
                "UPDATE videos SET progress = :progress WHERE id = :id",
                {{"progress", progress}, {"id", lease.job}}
            ));
            return renewal;
        },
        Isolation::kReadCommitted
    );
}

Result<void> VideoJobs::complete(const Lease& lease, const MadeClip& clip) {
    const store::Timestamp at = now();
    std::optional<Error> refusal;
    HIBARI_TRY(database_.write(
        [&](Transaction& tx) -> Result<void> {
            refusal.reset();
            HIBARI_TRY(JobQueue::finish(tx, lease));
            if (auto ended = HIBARI_TRY(why_not(tx, lease.job, at))) {
                HIBARI_TRY(fail_video(tx, lease.job, ended->code, ended->message, at));
                refusal = std::move(ended->error);
                return {};
            }
            std::optional<std::int64_t> expires;
            if (options_.keep_for.count() > 0) {
                expires = store::to_column(at + options_.keep_for);
            }
            const auto row = HIBARI_TRY(tx.query_row(
                "UPDATE videos SET status = 'completed', progress = 100, completed_at = :now, "
                "expires_at = :expires, blobs = :blobs, clip_bytes = :bytes, script = :script, "
                "visible_mark = :visible_mark "
                "WHERE id = :id RETURNING project",
                {{"now", store::to_column(at)},
                 {"expires", store::nullable(expires)},
                 {"blobs", clip.blobs},
                 {"bytes", clip.clip_bytes},
                 {"script", clip.script},
                 {"visible_mark", clip.visible_mark},
                 {"id", lease.job}}
            ));
            if (clip.also) {
                HIBARI_TRY(clip.also(tx));
            }
            return announce(tx, row.text("project"), "video.completed", lease.job, at);
        },
        Isolation::kReadCommitted
    ));
    static_cast<void>(
        events_.publish("video." + lease.job + ".ended", refusal ? "failed" : "completed")
    );
    return refusal ? Result<void>(hibari::fail(*refusal)) : Result<void>();
}

Result<void> VideoJobs::fail(const Lease& lease, std::string_view code, std::string_view message) {
    HIBARI_TRY(database_.write(
        [&](Transaction& tx) -> Result<void> {
            HIBARI_TRY(JobQueue::finish(tx, lease));
            if (code == kCancelledCode) {
                if (const auto ended = HIBARI_TRY(why_not(tx, lease.job, now()))) {
                    return fail_video(tx, lease.job, ended->code, ended->message, now());
                }
            }
            return fail_video(tx, lease.job, code, message, now());
        },
        Isolation::kReadCommitted
    ));
    static_cast<void>(events_.publish("video." + lease.job + ".ended", "failed"));
    return {};
}

Result<void> VideoJobs::give_back(const Lease& lease) {
    HIBARI_TRY(database_.write(
        [&](Transaction& tx) -> Result<void> {
            HIBARI_TRY(JobQueue::give_back(tx, lease));
            HIBARI_TRY(tx.execute(
                "UPDATE videos SET status = 'queued', progress = 0, started_at = NULL "
                "WHERE id = :id",
                {{"id", lease.job}}
            ));
            return {};
        },
        Isolation::kReadCommitted
    ));
    static_cast<void>(events_.publish("jobs.ready", lease.job));
    return {};
}

Result<void> VideoJobs::take_back(
    Transaction& tx, const std::vector<LostJob>& lost, Recovered& recovered
) {
    for (const LostJob& job : lost) {
        switch (job.outcome) {
            case LostJob::Outcome::kRequeued:
                HIBARI_TRY(tx.execute(
                    "UPDATE videos SET status = 'queued', progress = 0, started_at = NULL "
                    "WHERE id = :id",
                    {{"id", job.job}}
                ));
                ++recovered.requeued;
                break;
            case LostJob::Outcome::kExhausted:
                HIBARI_TRY(fail_video(
                    tx,
                    job.job,
                    kWorkerLostCode,
                    "The process that made it died " + std::to_string(job.attempt) +
                        (job.attempt == 1 ? " time." : " times."),
                    now()
                ));
                ++recovered.failed;
                break;
            case LostJob::Outcome::kCancelled:
                HIBARI_TRY(fail_video(tx, job.job, kCancelledCode, "It was cancelled.", now()));
                ++recovered.failed;
                break;
        }
    }
    return {};
}

Result<Recovered> VideoJobs::recover_lost() {
    Recovered all;
    for (bool more = true; more;) {
        const Recovered some = HIBARI_TRY(database_.write(
            [&](Transaction& tx) -> Result<Recovered> {
                Recovered recovered;
                const auto lost = HIBARI_TRY(JobQueue::requeue_lost(tx, now()));
                more = lost.size() == JobQueue::kLostMax;
                HIBARI_TRY(take_back(tx, lost, recovered));
                return recovered;
            },
            Isolation::kReadCommitted
        ));
        all.requeued += some.requeued;
        all.failed += some.failed;
    }
    if (all.requeued > 0) {
        static_cast<void>(events_.publish("jobs.ready", ""));
    }
    return all;
}

Result<Recovered> VideoJobs::recover_worker(std::string_view worker) {
    const Recovered recovered = HIBARI_TRY(database_.write(
        [&](Transaction& tx) -> Result<Recovered> {
            Recovered found;
            HIBARI_TRY(take_back(tx, HIBARI_TRY(JobQueue::release_worker(tx, worker)), found));
            HIBARI_TRY(
                tx.execute("DELETE FROM workers WHERE id = :id", {{"id", std::string(worker)}})
            );
            return found;
        },
        Isolation::kReadCommitted
    ));
    if (recovered.requeued > 0) {
        static_cast<void>(events_.publish("jobs.ready", ""));
    }
    return recovered;
}

Result<void> VideoJobs::check_in(std::string_view worker, std::string_view host, std::int64_t pid) {
    return database_.write([&](Transaction& tx) -> Result<void> {
        const store::Timestamp at = now();
        HIBARI_TRY(tx.execute(
            "INSERT INTO workers (id, host, pid, started_at, seen_at) "
            "VALUES (:id, :host, :pid, :now, :now) "
            "ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at",
            {{"id", std::string(worker)},
             {"host", std::string(host)},
             {"pid", pid},
             {"now", store::to_column(at)}}
        ));
        HIBARI_TRY(tx.execute(
            "DELETE FROM workers WHERE seen_at < :long_ago",
            {{"long_ago", store::to_column(at - kWorkerForgotten)}}
        ));
        return {};
    });
}

Result<void> VideoJobs::check_out(std::string_view worker) {
    return database_.write([&](Transaction& tx) -> Result<void> {
        HIBARI_TRY(tx.execute("DELETE FROM workers WHERE id = :id", {{"id", std::string(worker)}}));
        return {};
    });
}

}  // namespace hibari::domain
