#pragma once

// How much memory there is for this process.

#include <cstdint>
#include <filesystem>

namespace hibari {

/// Bytes that this process may still take: what the system says is available, less where a control
/// group or a limit of the process allows less.
std::int64_t available_memory_bytes();

/// Bytes that this process has in memory now.
std::int64_t resident_memory_bytes();

/// What the control groups of a process leave, or as good as no limit. `groups` is
/// /proc/self/cgroup, `mount` where the control groups are mounted (both versions are read, see
/// cgroups(7)). Memory that only caches files counts as free.
std::int64_t group_memory_bytes(
    const std::filesystem::path& groups, const std::filesystem::path& mount
);

}  // namespace hibari
