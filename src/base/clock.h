#pragma once

// Time as something that is passed in, so that tests can turn it by hand.

#include <chrono>

namespace hibari {

/// A source of time.
class Clock {
  public:
    virtual ~Clock() = default;

    /// Time that only moves forward, for durations and deadlines.
    virtual std::chrono::steady_clock::time_point now() const = 0;

    /// Time of day, for what people and other machines read.
    virtual std::chrono::system_clock::time_point wall_time() const = 0;
};

/// The machine's clocks.
class SystemClock final : public Clock {
  public:
    std::chrono::steady_clock::time_point now() const override {
        return std::chrono::steady_clock::now();
    }

    std::chrono::system_clock::time_point wall_time() const override {
        return std::chrono::system_clock::now();
    }
};

/// A clock that stands still until it is moved.
class FakeClock final : public Clock {
  public:
    std::chrono::steady_clock::time_point now() const override { return steady_; }

    std::chrono::system_clock::time_point wall_time() const override { return wall_; }

    void advance(std::chrono::nanoseconds step) {
        steady_ += std::chrono::duration_cast<std::chrono::steady_clock::duration>(step);
        wall_ += std::chrono::duration_cast<std::chrono::system_clock::duration>(step);
    }

  private:
    std::chrono::steady_clock::time_point steady_{};
    std::chrono::system_clock::time_point wall_{};
};

}  // namespace hibari
