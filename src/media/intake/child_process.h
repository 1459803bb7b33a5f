#pragma once

// A child of this program that was given one file to read and one pipe to answer through. It lives
// no longer than this object: whatever state it is in, the destructor kills and reaps it.

#include "base/descriptor.h"
#include "base/result.h"

#include <chrono>
#include <cstddef>
#include <span>
#include <stop_token>
#include <string>
#include <sys/types.h>
#include <vector>

namespace hibari::media {

/// How a child ended.
struct ChildEnd {
    /// The signal that killed it; 0 when it left by itself.
    int signal = 0;
    int exit_code = 0;
};

class ChildProcess {
  public:
    /// Starts /proc/self/exe with these arguments, an empty environment, its own process group,
    /// and no descriptors but 0 (the input, read-only), 1 (the pipe) and 2 (nothing). `wait_max`
    /// bounds the time that all calls of read() together wait for it.
    static Result<ChildProcess> start(
        std::vector<std::string> arguments,
        const FileDescriptor& input,
        std::chrono::milliseconds wait_max,
        std::stop_token stop
    );

    ChildProcess(ChildProcess&& other) noexcept;
    ChildProcess& operator=(ChildProcess&&) = delete;
    ~ChildProcess();

    /// Fills `bytes` with what the child writes next. Fails with kDataLoss when it closes the pipe
    /// before (it ended), kDeadlineExceeded, or kCancelled within 50 ms of a stop request.
    Result<void> read(std::span<std::byte> bytes);

    /// Kills it unless it has ended, and tells how it ended.
    ChildEnd end();

  private:
    ChildProcess(
        pid_t id, FileDescriptor pipe, std::chrono::milliseconds wait_max, std::stop_token stop
    );
    Result<void> wait_readable();

    pid_t id_ = -1;
    FileDescriptor pipe_;
    std::chrono::nanoseconds wait_left_;
    std::stop_token stop_;
};

}  // namespace hibari::media
