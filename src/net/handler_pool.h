#pragma once

// The threads on which handlers block. The queue in front of them is bounded: a server that is
// asked for more than it can do says so at once instead of letting everybody wait.

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace hibari::net {

/// A bounded pool of threads for tasks that block. Tasks must not throw.
class HandlerPool {
  public:
    HandlerPool(std::size_t threads, std::size_t waiting_max);

    ~HandlerPool() { end(); }

    HandlerPool(const HandlerPool&) = delete;
    HandlerPool& operator=(const HandlerPool&) = delete;

    /// Queues a task; false when the queue is full.
    [[nodiscard]] bool submit(std::function<void()> task);

    /// Runs what waits, then ends the threads. Nothing may be submitted afterwards.
    void end();

    std::size_t waiting() const;
    std::size_t running() const;

  private:
    void work();

    const std::size_t waiting_max_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> tasks_;
    std::size_t running_ = 0;
    std::size_t idle_ = 0;
    bool is_ending_ = false;
    std::vector<std::jthread> threads_;  // Last: they join before the rest goes away.
};

}  // namespace hibari::net
