#pragma once

// A process that makes clips: takes a job, keeps its lease while the engine runs, records how it
// ended, takes the next. Whatever happens to it, the rows stay right: a job it dies with returns to
// the queue, and one that was taken from it is not recorded.

#include "base/clock.h"
#include "base/log.h"
#include "base/result.h"
#include "domain/policy_desk.h"
#include "domain/video_jobs.h"
#include "engine/generator.h"
#include "store/blobs.h"
#include "store/events.h"
#include "store/job_calls.h"
#include "worker/provenance.h"

#include <chrono>
#include <optional>
#include <stop_token>
#include <string>

namespace hibari::worker {

struct WorkerOptions {
    /// Unique to this process since its start.
    std::string id;
    std::string host;
    std::int64_t pid = 0;
    /// The lease is renewed so often; a third of it or less.
    std::chrono::milliseconds renew{4000};
    /// An engine that has not said anything for so long is stuck.
    std::chrono::milliseconds stall = std::chrono::minutes(15);
};

/// What a worker works with; all outlive it.
struct WorkerParts {
    domain::VideoJobs& jobs;
    store::BlobStore& blobs;
    store::Events& events;
    store::JobCalls& calls;
    const engine::Registry& engines;
    const Provenance& provenance;
    Log& log;
    /// Judges what was made; null judges nothing, which only tests of other matters want.
    const domain::PolicyDesk* policy = nullptr;
};

class Worker {
  public:
    Worker(const WorkerParts& parts, WorkerOptions options);

    /// Works until `drain` is requested and the clip in hand is finished, or until `abort` is
    /// requested, which gives the clip in hand back to the queue. Fails only when the rows cannot
    /// be reached for long.
    Result<void> run(std::stop_token drain, std::stop_token abort);

  private:
    void make(const domain::VideoJob& job, const std::stop_token& abort);
    /// The policy's word on the finished clip: why it is not shown, if it is not. Kept in the rows.
    Result<std::optional<std::string>> refusal_of(
        const domain::VideoJob& job, const domain::MadeClip& made
    );

    WorkerParts parts_;
    WorkerOptions options_;
};

}  // namespace hibari::worker
