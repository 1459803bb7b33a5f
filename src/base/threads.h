#pragma once

// A fixed set of named threads that split a loop between them. The calling thread works too, so a
// pool of one never starts a thread and results cannot depend on scheduling as long as each index
// writes its own place. Cancel is looked at before every index.

#include "base/result.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

namespace hibari {

/// How many threads make sense here: the CPUs this process may run on, at least 1.
std::size_t available_threads();

/// A pool of threads for data-parallel loops. One loop runs at a time; parallel_for may be called
/// from several threads (they wait for each other) but not from inside a loop body.
class ThreadPool {
  public:
    /// `threads` counts the caller: 1 means no thread is started. `name` shows in debuggers (15
    /// bytes are kept).
    explicit ThreadPool(std::string name, std::size_t threads = available_threads());
    ~ThreadPool();

    ThreadPool(const ThreadPool&) = delete;
    ThreadPool& operator=(const ThreadPool&) = delete;

    std::size_t thread_count() const;

    /// Calls `body(index)` once for every index in [0, count), in any order, and returns when all
    /// calls have ended. After a stop request no further index is begun and the result is
    /// `cancelled`; an exception that leaves a body ends the loop the same way and comes back as
    /// `resource_exhausted` (out of memory) or `internal`.
    Result<void> parallel_for(
        std::size_t count, const std::function<void(std::size_t)>& body, std::stop_token stop = {}
    );

  private:
    struct Shared;
    std::unique_ptr<Shared> shared_;
};

/// Names the calling thread for debuggers and `top` (15 bytes are kept).
void name_this_thread(const std::string& name);

}  // namespace hibari
