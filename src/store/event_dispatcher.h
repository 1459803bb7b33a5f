#pragma once

// Brings events to the subscribers of this process, on one thread, through a bounded queue for
// each. Whoever delivers never waits: what finds its queue full is counted, and the subscriber is
// told how many it missed at the very place where they are missing.

#include "store/events.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace hibari::store::detail {

/// The subscribers of one Events. Safe from any thread.
class EventDispatcher {
  public:
    /// At most `waiting_max` events wait for each subscriber.
    explicit EventDispatcher(std::size_t waiting_max);
    ~EventDispatcher();

    EventDispatcher(const EventDispatcher&) = delete;
    EventDispatcher& operator=(const EventDispatcher&) = delete;

    /// Adds a subscriber. `on_gone` is called with the pattern after it was removed.
    std::unique_ptr<Subscription> add(
        std::string_view pattern,
        Subscriber subscriber,
        std::function<void(const std::string&)> on_gone
    );

    /// Queues an event for all subscribers whose pattern covers it.
    void deliver(std::shared_ptr<const Event> event);

    /// Queues it for the subscribers of exactly this pattern.
    void deliver_to(std::string_view pattern, std::shared_ptr<const Event> event);

    /// Tells all subscribers that events were lost; 0 means an unknown number.
    void lost(std::uint64_t count);

    /// All patterns, each once.
    std::vector<std::string> patterns() const;

    /// Whether anybody has this pattern.
    bool has(std::string_view pattern) const;

  private:
    struct Listener;
    class Handle;
    using Listeners = std::vector<std::unique_ptr<Listener>>;

    void queue_all(const Listeners& listeners, const std::shared_ptr<const Event>& event);
    void queue(Listener& listener, std::shared_ptr<const Event> event);
    void queue_loss(Listener& listener, std::uint64_t count);
    void make_ready(Listener& listener);
    void remove(Listener& listener);
    void run(const std::stop_token& stop);

    const std::size_t waiting_max_;
    mutable std::mutex mutex_;
    std::condition_variable_any ready_changed_;
    std::condition_variable idle_;
    /// All below guarded by mutex_.
    std::map<std::string, Listeners, std::less<>> listeners_;
    /// The patterns among them that are no plain subjects: only these are tried one by one.
    std::set<std::string, std::less<>> wildcards_;
    /// Those with something waiting, each once.
    std::deque<Listener*> ready_;
    /// Whose function runs now.
    Listener* running_ = nullptr;
    /// Removed by a function that runs now, perhaps their own; destroyed when it has returned.
    std::vector<std::unique_ptr<Listener>> parting_;
    std::jthread thread_;
};

}  // namespace hibari::store::detail
