#include "worker/worker.h"

#include "base/check.h"
#include "worker/clip_maker.h"
#include "worker/job_keeper.h"

#include <algorithm>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <utility>

namespace hibari::worker {
namespace {

using Seconds = std::chrono::duration<double>;

// Rows that cannot be reached for so long: better that a supervisor starts the process anew.
constexpr int kFailuresMax = 30;
constexpr std::chrono::seconds kFailurePause{1};
constexpr std::chrono::seconds kCheckInEvery{20};
// EX_SOFTWARE: the supervisor starts the process anew.
constexpr int kStuckExit = 70;

void pause(const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, kFailurePause, [] { return false; });
}

/// What the person who asked gets to read.
std::pair<std::string_view, std::string> told(const Error& error) {
    switch (error.code) {
        case ErrorCode::kFailedPrecondition:
            return {
                error.reason.empty() ? domain::kEngineFailedCode : std::string_view(error.reason),
                error.message
            };
        case ErrorCode::kInvalidArgument:
        case ErrorCode::kUnsupported:
            return {domain::kInvalidRequestCode, to_string(error)};
        case ErrorCode::kResourceExhausted:
            return {domain::kStorageFullCode, "The server ran out of disk space or memory."};
        default:
            return {domain::kEngineFailedCode, "The clip could not be made: " + error.message};
    }
}

/// A likeness that was taken back stops its jobs within two seconds, even where the event that says
/// so is lost: then the renewal does.
std::chrono::milliseconds renew_every(const domain::VideoJob& job, const WorkerOptions& options) {
    constexpr std::chrono::milliseconds kWithLikeness{1500};
    return job.likenesses.empty() ? options.renew : std::min(options.renew, kWithLikeness);
}

}  // namespace

Worker::Worker(const WorkerParts& parts, WorkerOptions options)
    : parts_(parts), options_(std::move(options)) {
    HIBARI_CHECK(!options_.id.empty());
}

Result<void> Worker::run(std::stop_token drain, std::stop_token abort) {
    int failures = 0;
    std::chrono::steady_clock::time_point checked_in{};
    while (!drain.stop_requested() && !abort.stop_requested()) {
        const auto now = std::chrono::steady_clock::now();
        if (now - checked_in > kCheckInEvery &&
            parts_.jobs.check_in(options_.id, options_.host, options_.pid)) {
            checked_in = now;
        }
        auto job = parts_.jobs.claim(options_.id);
        if (!job) {
            parts_.log.warning("cannot claim", Json::object({{"error", to_string(job.error())}}));
            if (++failures >= kFailuresMax) {
                return fail(job.error());
            }
            pause(drain);
            continue;
        }
        failures = 0;
        parts_.calls.answer();
        if (!*job) {
            parts_.calls.wait(drain);
            continue;
        }
        make(**job, abort);
        if (!drain.stop_requested()) {
            parts_.calls.take();
        }
    }
    return parts_.jobs.check_out(options_.id);
}

Result<std::optional<std::string>> Worker::refusal_of(
    const domain::VideoJob& job, const domain::MadeClip& made
) {
    if (parts_.policy == nullptr) {
        return std::optional<std::string>();
    }
    const auto script = parse_json(made.script);
    const auto record =
        HIBARI_TRY(parts_.policy->judge_made(job.video, script ? *script : Json(nullptr)));
    HIBARI_TRY(parts_.policy->keep(record, job.video.project, job.video.account, job.video.id));
    const auto error = domain::PolicyDesk::error_of(record, "");
    return error ? std::optional(error->message) : std::nullopt;
}

void Worker::make(const domain::VideoJob& job, const std::stop_token& abort) {
    const auto began = std::chrono::steady_clock::now();
    const std::string& id = job.video.id;
    parts_.log.info(
        "job began",
        Json::object({{"video", id}, {"attempt", job.lease.attempt}, {"engine", job.video.engine}})
    );
    Result<domain::MadeClip> made;
    Verdict verdict = Verdict::kGoOn;
    {
        JobKeeper keeper(
            parts_.jobs,
            parts_.events,
            job,
            {.renew = renew_every(job, options_),
             .stall = options_.stall,
             .give_up =
                 [&] {
                     parts_.log.error("the engine is stuck", Json::object({{"video", id}}));
                     std::_Exit(kStuckExit);
                 }}
        );
        const std::stop_callback aborts(abort, [&] { keeper.stop().request_stop(); });
        Progress progress([&](const ProgressReport& report) { keeper.report(report); });
        made = make_clip(
            job,
            parts_.engines,
            parts_.blobs,
            parts_.provenance,
            parts_.policy,
            progress,
            [&](std::string_view jpeg, double time_s) { keeper.preview(jpeg, time_s); },
            keeper.stop().get_token()
        );
        verdict = keeper.verdict();
    }
    std::string_view outcome = "completed";
    Result<void> recorded;
    if (verdict == Verdict::kLost) {
        outcome = "lost";
    } else if (made && verdict == Verdict::kGoOn) {
        const auto refusal = refusal_of(job, *made);
        if (!refusal) {
            // Nobody may see what could not be judged; another worker tries again.
            outcome = "not judged";
            recorded = parts_.jobs.give_back(job.lease);
        } else if (*refusal) {
            outcome = "refused";
            recorded = parts_.jobs.fail(job.lease, domain::kModerationBlockedCode, **refusal);
        } else {
            recorded = parts_.jobs.complete(job.lease, *made);
        }
    } else if (verdict == Verdict::kCancelled) {
        outcome = "cancelled";
        recorded = parts_.jobs.fail(job.lease, domain::kCancelledCode, domain::kCancelledMessage);
    } else if (verdict == Verdict::kStalled) {
        outcome = "stalled";
        recorded = parts_.jobs.fail(job.lease, domain::kTimedOutCode, domain::kTimedOutMessage);
    } else if (abort.stop_requested()) {
        outcome = "given back";
        recorded = parts_.jobs.give_back(job.lease);
    } else {
        outcome = "failed";
        const auto [code, message] = told(made.error());
        recorded = parts_.jobs.fail(job.lease, code, message);
    }
    // Only what was recorded as complete is anybody's.
    if (made && (outcome != "completed" || !recorded)) {
        discard_clip(parts_.blobs, *made);
    }
    Json fields = Json::object(
        {{"video", id},
         {"outcome", outcome},
         {"seconds", Seconds(std::chrono::steady_clock::now() - began).count()}}
    );
    if (!made && verdict == Verdict::kGoOn) {
        fields.set("error", to_string(made.error()));
    }
    if (!recorded) {
        fields.set("not_recorded", to_string(recorded.error()));
        return parts_.log.warning("job ended", fields);
    }
    parts_.log.info("job ended", fields);
}

}  // namespace hibari::worker
