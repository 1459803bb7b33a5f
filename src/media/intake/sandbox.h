#pragma once

// Locks the calling process up for good, without any right and without root: limits on memory,
// time, files and descriptors, then a seccomp filter that kills the process for every system call
// that is not on a short list (opening a file only fails, for libraries that try and do without).
// What is left can compute, allocate, read descriptor 0 at an offset
// and write to descriptor 1. It cannot open, connect, start, signal or trace anything.

#include "base/result.h"

#include <chrono>
#include <cstdint>

namespace hibari::media {

struct SandboxLimits {
    /// Beyond what the process takes already.
    std::uint64_t memory_bytes_max = 0;
    /// Processor time; the kernel kills what uses more.
    std::chrono::seconds time_max{};
};

/// From its success on, nothing is undone. To be called by a process with one thread. Fails with
/// no_sandbox where the kernel or a container refuses; the caller then must not go on.
Result<void> enter_sandbox(const SandboxLimits& limits);

/// Whether the memory limit is in force: the address sanitizer reserves terabytes of addresses, so
/// builds with it do without.
extern const bool kSandboxLimitsMemory;

}  // namespace hibari::media
