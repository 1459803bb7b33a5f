#include "worker/job_keeper.h"

#include "base/base64.h"
#include "base/json.h"
#include "base/threads.h"

#include <algorithm>
#include <utility>

namespace hibari::worker {
namespace {

// Of a job that is made: 0 would read as "nothing happens", 100 is for what can be fetched.
constexpr int kPercentMin = 1;
constexpr int kPercentMax = 99;
constexpr std::chrono::milliseconds kTellEvery{150};

}  // namespace

JobKeeper::JobKeeper(
    domain::VideoJobs& jobs,
    store::Events& events,
    const domain::VideoJob& job,
    JobKeeperOptions options
)
    : jobs_(jobs), events_(events), job_(job), options_(std::move(options)) {
    const auto asked = [this](const store::Event& /*event*/) {
        const std::scoped_lock lock(mutex_);
        asked_ = true;
        changed_.notify_all();
    };
    auto subscribed =
        events_.subscribe("video." + job.video.id + ".cancel", {.on_event = asked, .on_lost = {}});
    if (subscribed) {
        cancels_ = std::move(*subscribed);
    }
    thread_ = std::jthread([this](const std::stop_token& ended) { keep(ended); });
}

JobKeeper::~JobKeeper() {
    cancels_.reset();
    thread_.request_stop();
    thread_.join();
}

bool JobKeeper::wait(std::chrono::milliseconds time, const std::stop_token& ended) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, ended, time, [this] { return asked_; });
    asked_ = false;
    return !ended.stop_requested();
}

bool JobKeeper::is_stalled() {
    const std::scoped_lock lock(mutex_);
    return std::chrono::steady_clock::now() - moved_ > options_.stall;
}

Verdict JobKeeper::watch(const std::stop_token& ended) {
    while (wait(options_.renew, ended)) {
        const auto renewal = jobs_.renew(job_.lease, percent_);
        if (renewal && renewal->cancel_requested) {
            return Verdict::kCancelled;
        }
        if (!renewal && renewal.error().code == ErrorCode::kPermissionDenied) {
            return Verdict::kLost;
        }
        if (is_stalled()) {
            return Verdict::kStalled;
        }
        // Rows that cannot be reached for a moment: the lease lasts longer than several tries.
    }
    return Verdict::kGoOn;
}

void JobKeeper::record_end(Verdict verdict) {
    if (verdict == Verdict::kCancelled) {
        static_cast<void>(jobs_.fail(job_.lease, domain::kCancelledCode, domain::kCancelledMessage)
        );
    } else if (verdict == Verdict::kStalled) {
        static_cast<void>(jobs_.fail(job_.lease, domain::kTimedOutCode, domain::kTimedOutMessage));
    }
}

void JobKeeper::keep(const std::stop_token& ended) {
    name_this_thread("lease");
    const Verdict verdict = watch(ended);
    if (verdict == Verdict::kGoOn) {
        return;
    }
    verdict_ = verdict;
    stop_.request_stop();
    // The lease is kept meanwhile: nobody else should begin with what is about to end.
    const auto until = std::chrono::steady_clock::now() + options_.grace;
    while (wait(std::min(options_.renew, options_.grace), ended)) {
        if (std::chrono::steady_clock::now() > until) {
            record_end(verdict);
            options_.give_up();
            return;
        }
        static_cast<void>(jobs_.renew(job_.lease, percent_));
    }
}

void JobKeeper::report(const ProgressReport& report) {
    percent_ = std::clamp(static_cast<int>(100.0 * report.fraction), kPercentMin, kPercentMax);
    const auto now = std::chrono::steady_clock::now();
    {
        const std::scoped_lock lock(mutex_);
        moved_ = now;
        if (now - told_ < kTellEvery) {
            return;
        }
        told_ = now;
    }
    const Json news = Json::object({
        {"stage", report.stage},
        {"step", report.done},
        {"steps", report.total},
        {"progress", percent_.load()},
    });
    // Losing one is no harm: the next one says more.
    static_cast<void>(events_.publish("video." + job_.video.id + ".progress", to_string(news)));
}

void JobKeeper::preview(std::string_view jpeg, double time_s) {
    if (verdict_ != Verdict::kGoOn) {
        return;  // What is to stop is not shown any more, however long the engine takes to stop.
    }
    const Json news = Json::object({{"time", time_s}, {"image", to_base64(jpeg)}});
    static_cast<void>(events_.publish("video." + job_.video.id + ".preview", to_string(news)));
}

}  // namespace hibari::worker
