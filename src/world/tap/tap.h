#pragma once

// Clips on tap: threads that keep a bounded queue of samples full, handed out in order.
//
// Each thread takes the next number, makes that clip alone and puts it in its place; a window of
// `depth` numbers beyond the last one handed out bounds the memory. Who is slow holds nobody up but
// the one who wants that very clip.

#include "base/result.h"
#include "world/tap/sample.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

namespace hibari::world::tap {

struct TapOptions {
    SampleOptions sample = {};
    std::size_t threads = 1;
    std::size_t depth = 2;
    std::uint64_t first_index = 0;
    std::uint64_t stride = 1;
    std::uint64_t count = 0;  ///< 0: without end
};

struct TapStats {
    std::uint64_t taken = 0;
    std::uint64_t skipped = 0;
    std::uint64_t ready = 0;
    SampleTimes times = {};
    double waited_s = 0.0;
};

class Tap {
  public:
    /// Starts the threads.
    explicit Tap(const TapOptions& options);
    ~Tap();

    Tap(const Tap&) = delete;
    Tap& operator=(const Tap&) = delete;

    /// The next clip in order. Empty when none was ready in time. Fails with `cancelled` when the
    /// tap was stopped, with `not_found` when all `count` clips were handed out, with `internal`
    /// when kFailuresMax clips in a row could not be made. One thread at a time.
    Result<std::optional<Sample>> next(std::optional<std::chrono::duration<double>> timeout);

    /// Any thread, any time.
    void stop();
    TapStats stats() const;

    static constexpr std::uint64_t kFailuresMax = 100;

  private:
    struct Shared;
    std::unique_ptr<Shared> shared_;
};

}  // namespace hibari::world::tap
