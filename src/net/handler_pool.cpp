#include "net/handler_pool.h"

#include "base/check.h"
#include "base/threads.h"

#include <utility>

namespace hibari::net {

HandlerPool::HandlerPool(std::size_t threads, std::size_t waiting_max) : waiting_max_(waiting_max) {
    HIBARI_CHECK(threads >= 1 && waiting_max >= 1, threads, waiting_max);
    threads_.reserve(threads);
    for (std::size_t i = 0; i < threads; ++i) {
        threads_.emplace_back([this] {
            name_this_thread("handler");
            work();
        });
    }
}

void HandlerPool::end() {
    {
        const std::scoped_lock lock(mutex_);
        is_ending_ = true;
    }
    changed_.notify_all();
    threads_.clear();
}

bool HandlerPool::submit(std::function<void()> task) {
    {
        const std::scoped_lock lock(mutex_);
        HIBARI_CHECK(!is_ending_);
        if (tasks_.size() >= waiting_max_) {
            return false;
        }
        tasks_.push_back(std::move(task));
        if (idle_ == 0) {
            return true;  // Whoever finishes next takes it: no need to wake anybody.
        }
    }
    changed_.notify_one();
    return true;
}

std::size_t HandlerPool::waiting() const {
    const std::scoped_lock lock(mutex_);
    return tasks_.size();
}

std::size_t HandlerPool::running() const {
    const std::scoped_lock lock(mutex_);
    return running_;
}

void HandlerPool::work() {
    std::unique_lock lock(mutex_);
    for (;;) {
        idle_ += 1;
        changed_.wait(lock, [this] { return !tasks_.empty() || is_ending_; });
        idle_ -= 1;
        if (tasks_.empty()) {
            return;
        }
        {
            const std::function<void()> task = std::move(tasks_.front());
            tasks_.pop_front();
            running_ += 1;
            lock.unlock();
            task();
        }
        lock.lock();
        running_ -= 1;
    }
}

}  // namespace hibari::net
