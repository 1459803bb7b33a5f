#include "store/event_dispatcher.h"

#include "base/check.h"
#include "base/threads.h"

#include <algorithm>

namespace hibari::store::detail {
namespace {

// Beside the number of events, per subscriber.
constexpr std::size_t kWaitingBytesMax = 32U << 20U;

}  // namespace

struct EventDispatcher::Listener {
    // An event, or `lost` of them.
    struct Item {
        std::shared_ptr<const Event> event;
        std::uint64_t lost = 0;
        bool lost_unknown = false;
    };

    std::string pattern;
    Subscriber subscriber;
    std::deque<Item> waiting;
    std::size_t waiting_bytes = 0;
    bool is_ready = false;
};

class EventDispatcher::Handle final : public Subscription {
  public:
    Handle(
        EventDispatcher& dispatcher,
        Listener& listener,
        std::function<void(const std::string&)> on_gone
    )
        : dispatcher_(dispatcher),
          listener_(listener),
          pattern_(listener.pattern),
          on_gone_(std::move(on_gone)) {}

    ~Handle() override {
        dispatcher_.remove(listener_);
        if (on_gone_) {
            on_gone_(pattern_);
        }
    }

  private:
    EventDispatcher& dispatcher_;
    Listener& listener_;
    std::string pattern_;
    std::function<void(const std::string&)> on_gone_;
};

EventDispatcher::EventDispatcher(std::size_t waiting_max)
    : waiting_max_(waiting_max), thread_([this](const std::stop_token& stop) { run(stop); }) {
    HIBARI_CHECK(waiting_max > 0);
}

EventDispatcher::~EventDispatcher() {
    thread_.request_stop();
    thread_.join();
    HIBARI_CHECK(listeners_.empty(), listeners_.size());
}

std::unique_ptr<Subscription> EventDispatcher::add(
    std::string_view pattern, Subscriber subscriber, std::function<void(const std::string&)> on_gone
) {
    HIBARI_CHECK(subscriber.on_event != nullptr);
    auto listener = std::make_unique<Listener>();
    listener->pattern = pattern;
    listener->subscriber = std::move(subscriber);
    Listener& added = *listener;
    const std::lock_guard lock(mutex_);
    listeners_[added.pattern].push_back(std::move(listener));
    if (!check_subject(pattern)) {
        wildcards_.emplace(pattern);
    }
    return std::make_unique<Handle>(*this, added, std::move(on_gone));
}

void EventDispatcher::remove(Listener& listener) {
    const bool from_inside = std::this_thread::get_id() == thread_.get_id();
    std::unique_ptr<Listener> gone;
    std::unique_lock lock(mutex_);
    listener.waiting.clear();
    std::erase(ready_, &listener);
    if (!from_inside) {
        idle_.wait(lock, [&] { return running_ != &listener; });
    }
    // A call that ran meanwhile may have been overtaken by new events.
    listener.waiting.clear();
    std::erase(ready_, &listener);
    const auto group = listeners_.find(listener.pattern);
    HIBARI_CHECK(group != listeners_.end());
    const auto found = std::ranges::find(group->second, &listener, &std::unique_ptr<Listener>::get);
    HIBARI_CHECK(found != group->second.end());
    gone = std::move(*found);
    group->second.erase(found);
    if (group->second.empty()) {
        wildcards_.erase(group->first);
        listeners_.erase(group);
    }
    if (from_inside) {
        parting_.push_back(std::move(gone));
    }
}

void EventDispatcher::deliver(std::shared_ptr<const Event> event) {
    const std::lock_guard lock(mutex_);
    if (const auto exact = listeners_.find(event->subject); exact != listeners_.end()) {
        queue_all(exact->second, event);
    }
    for (const std::string& pattern : wildcards_) {
        if (matches(pattern, event->subject)) {
            queue_all(listeners_.find(pattern)->second, event);
        }
    }
}

void EventDispatcher::deliver_to(std::string_view pattern, std::shared_ptr<const Event> event) {
    const std::lock_guard lock(mutex_);
    if (const auto found = listeners_.find(pattern); found != listeners_.end()) {
        queue_all(found->second, event);
    }
}

void EventDispatcher::lost(std::uint64_t count) {
    const std::lock_guard lock(mutex_);
    for (const auto& [pattern, listeners] : listeners_) {
        for (const auto& listener : listeners) {
            queue_loss(*listener, count);
        }
    }
}

std::vector<std::string> EventDispatcher::patterns() const {
    std::vector<std::string> all;
    const std::lock_guard lock(mutex_);
    for (const auto& [pattern, listeners] : listeners_) {
        all.push_back(pattern);
    }
    return all;
}

bool EventDispatcher::has(std::string_view pattern) const {
    const std::lock_guard lock(mutex_);
    return listeners_.contains(pattern);
}

void EventDispatcher::queue_all(
    const Listeners& listeners, const std::shared_ptr<const Event>& event
) {
    for (const auto& listener : listeners) {
        queue(*listener, event);
    }
}

void EventDispatcher::queue(Listener& listener, std::shared_ptr<const Event> event) {
    const std::size_t bytes = event->payload.size();
    if (listener.waiting.size() >= waiting_max_ ||
        listener.waiting_bytes + bytes > kWaitingBytesMax) {
        queue_loss(listener, 1);
        return;
    }
    listener.waiting_bytes += bytes;
    listener.waiting.push_back({.event = std::move(event)});
    make_ready(listener);
}

void EventDispatcher::queue_loss(Listener& listener, std::uint64_t count) {
    // Losses in a row are one, so that they need no place of their own.
    if (listener.waiting.empty() || listener.waiting.back().event != nullptr) {
        listener.waiting.push_back({});
    }
    Listener::Item& loss = listener.waiting.back();
    loss.lost += count;
    loss.lost_unknown = loss.lost_unknown || count == 0;
    make_ready(listener);
}

void EventDispatcher::make_ready(Listener& listener) {
    if (!listener.is_ready) {
        listener.is_ready = true;
        ready_.push_back(&listener);
        ready_changed_.notify_one();
    }
}

// One item of each in turn, so that a busy subscriber does not keep the others waiting.
void EventDispatcher::run(const std::stop_token& stop) {
    name_this_thread("events");
    std::unique_lock lock(mutex_);
    while (ready_changed_.wait(lock, stop, [this] { return !ready_.empty(); })) {
        Listener& listener = *ready_.front();
        ready_.pop_front();
        const Listener::Item item = std::move(listener.waiting.front());
        listener.waiting.pop_front();
        listener.waiting_bytes -= item.event == nullptr ? 0 : item.event->payload.size();
        listener.is_ready = false;
        if (!listener.waiting.empty()) {
            make_ready(listener);
        }
        running_ = &listener;
        lock.unlock();
        if (item.event != nullptr) {
            listener.subscriber.on_event(*item.event);
        } else if (listener.subscriber.on_lost) {
            listener.subscriber.on_lost(item.lost_unknown ? 0 : item.lost);
        }
        lock.lock();
        running_ = nullptr;
        parting_.clear();
        idle_.notify_all();
    }
}

}  // namespace hibari::store::detail
