#include "store/job_calls.h"

#include <condition_variable>
#include <mutex>
#include <utility>

namespace hibari::store {
namespace {

// Where one machine is all: every worker hears every event.
class EventCalls final : public JobCalls {
  public:
    Result<void> listen(Events& events) {
        subscription_ = HIBARI_TRY(events.subscribe(
            kJobsReady,
            {.on_event = [this](const Event& /*event*/) { called(); },
             .on_lost = [this](std::uint64_t /*count*/) { called(); }}
        ));
        return {};
    }

    bool wait(const std::stop_token& stop) override {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, stop, detail::kLookWithoutStream, [this] { return is_called_; });
        return std::exchange(is_called_, false);
    }

    bool take() override {
        const std::lock_guard lock(mutex_);
        return std::exchange(is_called_, false);
    }

    void answer() override {}

  private:
    void called() {
        const std::lock_guard lock(mutex_);
        is_called_ = true;
        changed_.notify_all();
    }

    std::mutex mutex_;
    std::condition_variable_any changed_;
    bool is_called_ = false;
    /// Last, so that it ends before what it calls.
    std::unique_ptr<Subscription> subscription_;
};

}  // namespace

bool has_job_stream(std::string_view events_url) {
    return events_url.starts_with("nats://") || events_url.starts_with("tls://");
}

Result<std::unique_ptr<JobCalls>> open_job_calls(std::string_view events_url, Events& events) {
    if (has_job_stream(events_url)) {
        return detail::open_stream_calls(events_url);
    }
    auto calls = std::make_unique<EventCalls>();
    HIBARI_TRY(calls->listen(events));
    return std::unique_ptr<JobCalls>(std::move(calls));
}

}  // namespace hibari::store
