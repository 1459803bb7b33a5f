#include "world/tap/tap.h"

#include "base/check.h"
#include "base/threads.h"

#include <condition_variable>
#include <map>
#include <mutex>
#include <new>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace hibari::world::tap {
namespace {

using Clock = std::chrono::steady_clock;

/// The thread's boundary: what a library throws becomes an error.
Result<Sample> make_guarded(
    const SampleOptions& options, std::uint64_t index, const std::stop_token& stop
) {
    try {
        return make_sample(options, index, stop);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::kResourceExhausted, "out of memory");
    } catch (const std::exception& exception) {
        return fail(ErrorCode::kInternal, exception.what());
    }
}

}  // namespace

struct Tap::Shared {
    explicit Shared(const TapOptions& the_options) : options(the_options) {}

    // Also when not all threads could be started: those that were wait for this.
    ~Shared() { stopping.request_stop(); }

    const TapOptions options;
    mutable std::mutex mutex;
    std::condition_variable_any made;
    std::condition_variable_any wanted;
    std::stop_source stopping;
    std::uint64_t next_made = 0;   ///< number of the next clip to begin; index = first + stride * n
    std::uint64_t next_taken = 0;  ///< number of the next clip to hand out
    std::map<std::uint64_t, Result<Sample>> ready;  ///< by number
    TapStats stats;
    std::uint64_t failures = 0;  ///< in a row, up to the last one handed out
    std::string last_failure;
    std::vector<std::jthread> threads;  // Last: they join before the rest goes away.

    std::uint64_t index_of(std::uint64_t number) const {
        return options.first_index + options.stride * number;
    }

    bool all_begun() const { return options.count != 0 && next_made >= options.count; }

    void work() {
        name_this_thread("tap");
        const std::stop_token stop = stopping.get_token();
        std::unique_lock lock(mutex);
        while (!stop.stop_requested() && !all_begun()) {
            const auto began = Clock::now();
            const bool is_free = wanted.wait(lock, stop, [this] {
                return all_begun() || next_made < next_taken + options.depth;
            });
            stats.waited_s += std::chrono::duration<double>(Clock::now() - began).count();
            if (!is_free || all_begun()) {
                return;
            }
            const std::uint64_t number = next_made++;
            lock.unlock();
            Result<Sample> sample = make_guarded(options.sample, index_of(number), stop);
            lock.lock();
            if (sample) {
                stats.times.simulate_s += sample->times.simulate_s;
                stats.times.sound_s += sample->times.sound_s;
                stats.times.picture_s += sample->times.picture_s;
            }
            ready.emplace(number, std::move(sample));
            made.notify_all();
        }
        wanted.notify_all();
    }

    /// Drops failures at the head of the queue; true when there is something to answer.
    bool is_settled() {
        while (true) {
            const auto head = ready.find(next_taken);
            if (head == ready.end() || head->second) {
                return head != ready.end() || failures >= kFailuresMax ||
                       (options.count != 0 && next_taken >= options.count);
            }
            ++stats.skipped;
            ++failures;
            last_failure = to_string(head->second.error());
            ready.erase(head);
            ++next_taken;
            wanted.notify_all();
            if (failures >= kFailuresMax) {
                return true;
            }
        }
    }
};

Tap::Tap(const TapOptions& options) : shared_(std::make_unique<Shared>(options)) {
    HIBARI_CHECK(options.threads >= 1 && options.depth >= 1, options.threads, options.depth);
    HIBARI_CHECK(options.stride >= 1);
    for (std::size_t i = 0; i < options.threads; ++i) {
        shared_->threads.emplace_back([shared = shared_.get()] { shared->work(); });
    }
}

Tap::~Tap() {
    stop();
}

void Tap::stop() {
    shared_->stopping.request_stop();
}

Result<std::optional<Sample>> Tap::next(std::optional<std::chrono::duration<double>> timeout) {
    Shared& shared = *shared_;
    const std::stop_token stop = shared.stopping.get_token();
    std::unique_lock lock(shared.mutex);
    const auto settled = [&shared] { return shared.is_settled(); };
    bool has = false;
    if (timeout) {
        has = shared.made.wait_for(lock, stop, *timeout, settled);
    } else {
        has = shared.made.wait(lock, stop, settled);
    }
    if (stop.stop_requested()) {
        return fail(ErrorCode::kCancelled, "the tap was stopped");
    }
    if (!has) {
        return std::optional<Sample>();
    }
    if (shared.failures >= kFailuresMax) {
        return fail(
            ErrorCode::kInternal,
            std::to_string(kFailuresMax) +
                " clips in a row could not be made, the last one because: " + shared.last_failure
        );
    }
    const auto head = shared.ready.find(shared.next_taken);
    if (head == shared.ready.end()) {
        return fail(ErrorCode::kNotFound, "all clips were taken");
    }
    std::optional<Sample> sample(std::move(*head->second));
    shared.ready.erase(head);
    ++shared.next_taken;
    ++shared.stats.taken;
    shared.failures = 0;
    shared.wanted.notify_all();
    return sample;
}

TapStats Tap::stats() const {
    const std::scoped_lock lock(shared_->mutex);
    TapStats stats = shared_->stats;
    for (const auto& [number, sample] : shared_->ready) {
        stats.ready += sample ? 1 : 0;
    }
    return stats;
}

}  // namespace hibari::world::tap
