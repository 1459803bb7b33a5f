#include "base/threads.h"

#include "base/check.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <new>
#include <optional>
#include <pthread.h>
#include <sched.h>
#include <thread>
#include <vector>

namespace hibari {
namespace {

constexpr std::size_t kThreadNameBytes = 15;
constexpr std::size_t kThreadsMax = 256;

/// One running loop. Lives on the stack of the caller of parallel_for.
struct Loop {
    std::size_t count;
    const std::function<void(std::size_t)>& body;
    std::stop_token stop;
    std::atomic<std::size_t> next = 0;
    std::atomic<bool> ended_early = false;
    std::mutex error_mutex{};
    std::optional<Error> error = std::nullopt;

    void fail_with(Error reason) {
        const std::scoped_lock lock(error_mutex);
        if (!error) {
            error = std::move(reason);
        }
        ended_early = true;
    }

    // The task boundary: nothing thrown by a body (or by a library below it) leaves this function.
    void work() {
        try {
            while (!ended_early) {
                if (stop.stop_requested()) {
                    fail_with({.code = ErrorCode::kCancelled, .message = "cancelled"});
                    return;
                }
                const std::size_t index = next.fetch_add(1);
                if (index >= count) {
                    return;
                }
                body(index);
            }
        } catch (const std::bad_alloc&) {
            fail_with({.code = ErrorCode::kResourceExhausted, .message = "out of memory"});
        } catch (const std::exception& exception) {
            fail_with({.code = ErrorCode::kInternal, .message = exception.what()});
        } catch (...) {
            fail_with({.code = ErrorCode::kInternal, .message = "unknown exception"});
        }
    }
};

}  // namespace

struct ThreadPool::Shared {
    std::mutex one_loop;  // Held for a whole loop; taken before `mutex`.
    std::mutex mutex;
    std::condition_variable_any changed;
    Loop* loop = nullptr;
    std::uint64_t generation = 0;
    std::size_t working = 0;
    std::vector<std::jthread> threads;  // Last: they join before the rest goes away.

    void serve(const std::stop_token& stop) {
        std::uint64_t seen = 0;
        std::unique_lock lock(mutex);
        while (changed.wait(lock, stop, [&] { return generation != seen; })) {
            seen = generation;
            if (loop == nullptr) {
                continue;
            }
            Loop& current = *loop;
            working += 1;
            lock.unlock();
            current.work();
            lock.lock();
            working -= 1;
            changed.notify_all();
        }
    }
};

std::size_t available_threads() {
    cpu_set_t allowed;
    CPU_ZERO(&allowed);
    if (sched_getaffinity(0, sizeof(allowed), &allowed) == 0) {
        return std::clamp<std::size_t>(
            static_cast<std::size_t>(CPU_COUNT(&allowed)), 1, kThreadsMax
        );
    }
    return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kThreadsMax);
}

ThreadPool::ThreadPool(std::string name, std::size_t threads)
    : shared_(std::make_unique<Shared>()) {
    HIBARI_CHECK(threads >= 1 && threads <= kThreadsMax, threads);
    for (std::size_t i = 1; i < threads; ++i) {
        shared_->threads.emplace_back([shared = shared_.get(), name](const std::stop_token& stop) {
            name_this_thread(name);
            shared->serve(stop);
        });
    }
}

ThreadPool::~ThreadPool() = default;

std::size_t ThreadPool::thread_count() const {
    return shared_->threads.size() + 1;
}

Result<void> ThreadPool::parallel_for(
    std::size_t count, const std::function<void(std::size_t)>& body, std::stop_token stop
) {
    const std::scoped_lock one_loop(shared_->one_loop);
    Loop loop{.count = count, .body = body, .stop = std::move(stop)};
    {
        const std::scoped_lock lock(shared_->mutex);
        shared_->loop = &loop;
        shared_->generation += 1;
    }
    shared_->changed.notify_all();
    loop.work();
    {
        std::unique_lock lock(shared_->mutex);
        shared_->loop = nullptr;
        shared_->changed.wait(lock, [this] { return shared_->working == 0; });
    }
    if (loop.error) {
        return fail(std::move(*loop.error));
    }
    return {};
}

void name_this_thread(const std::string& name) {
    pthread_setname_np(pthread_self(), name.substr(0, kThreadNameBytes).c_str());
}

}  // namespace hibari
