#pragma once

// Keeps the lease of one job while it is made, on a thread of its own: renews it, hands on how far
// the clip is, and asks the engine to stop when the job was cancelled or taken away, or when
// nothing moves any more. An engine that does not even stop takes its process with it: nobody waits
// for ever.

#include "base/progress.h"
#include "domain/video_jobs.h"
#include "store/events.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string_view>
#include <thread>

namespace hibari::worker {

/// Why a job should end early.
enum class Verdict { kGoOn, kCancelled, kLost, kStalled };

struct JobKeeperOptions {
    /// The lease is renewed so often.
    std::chrono::milliseconds renew{4000};
    /// An engine that has not said anything for so long is stuck.
    std::chrono::milliseconds stall = std::chrono::minutes(15);
    /// How long it may take to stop when it is asked to.
    std::chrono::milliseconds grace = std::chrono::minutes(1);
    /// Called then, once the job's end is recorded; ends the process.
    std::function<void()> give_up;
};

class JobKeeper {
  public:
    /// Begins to keep `job`.
    JobKeeper(
        domain::VideoJobs& jobs,
        store::Events& events,
        const domain::VideoJob& job,
        JobKeeperOptions options
    );
    /// Stops keeping. The lease stays as it is.
    ~JobKeeper();

    JobKeeper(const JobKeeper&) = delete;
    JobKeeper& operator=(const JobKeeper&) = delete;

    /// For the engine's Progress; may be called from any thread.
    void report(const ProgressReport& report);

    /// For the recorder.
    void preview(std::string_view jpeg, double time_s);

    /// Requested when the verdict is no longer kGoOn.
    std::stop_source& stop() { return stop_; }

    Verdict verdict() const { return verdict_; }

  private:
    void keep(const std::stop_token& ended);
    Verdict watch(const std::stop_token& ended);
    bool is_stalled();
    /// Waits for `time`; false when the job has ended, true also when somebody asked.
    bool wait(std::chrono::milliseconds time, const std::stop_token& ended);
    void record_end(Verdict verdict);

    domain::VideoJobs& jobs_;
    store::Events& events_;
    const domain::VideoJob& job_;
    JobKeeperOptions options_;
    std::stop_source stop_;
    std::atomic<Verdict> verdict_ = Verdict::kGoOn;
    std::atomic<int> percent_ = 0;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    bool asked_ = false;
    std::chrono::steady_clock::time_point told_{};
    std::chrono::steady_clock::time_point moved_ = std::chrono::steady_clock::now();
    std::unique_ptr<store::Subscription> cancels_;
    std::jthread thread_;
};

}  // namespace hibari::worker
