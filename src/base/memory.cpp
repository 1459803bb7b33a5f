#include "base/memory.h"

#include <algorithm>
#include <fstream>
#include <limits>
#include <string>
#include <string_view>
#include <sys/resource.h>
#include <unistd.h>

namespace hibari {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::max();

/// A number in a file, the `index`-th from 0, or `otherwise` where there is none.
std::int64_t number_in(const fs::path& path, std::int64_t otherwise, int index = 0) {
    std::ifstream file(path);
    std::int64_t number = 0;
    for (int i = 0; i <= index; ++i) {
        if (!(file >> number)) {
            return otherwise;
        }
    }
    return number;
}

/// The number behind `name` in a file of lines "name number", or `otherwise`.
std::int64_t named_number(const fs::path& path, std::string_view wanted, std::int64_t otherwise) {
    std::ifstream file(path);
    std::string name;
    std::int64_t number = 0;
    std::string rest;
    while (file >> name >> number && std::getline(file, rest)) {
        if (name == wanted) {
            return number;
        }
    }
    return otherwise;
}

/// The names of the files that hold the same in the two versions of control groups.
struct GroupFiles {
    std::string_view most;
    std::string_view now;
    std::string_view cached;  ///< in memory.stat, with all groups below
};

constexpr GroupFiles kVersion1{
    "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"
};
constexpr GroupFiles kVersion2{"memory.max", "memory.current", "inactive_file"};

std::int64_t left_in(const fs::path& group, const GroupFiles& files) {
    const std::int64_t most = number_in(group / files.most, kNoLimit);
    if (most == kNoLimit) {
        return most;
    }
    const std::int64_t cached = named_number(group / "memory.stat", files.cached, 0);
    const std::int64_t taken = number_in(group / files.now, 0) - cached;
    return std::max<std::int64_t>(0, most - std::max<std::int64_t>(0, taken));
}

/// The least that a group and those above it leave. A container sees its own group as the mount's
/// root, so a path that is not there ends there as well.
std::int64_t left_up_to(const fs::path& mount, const fs::path& path, const GroupFiles& files) {
    std::int64_t least = left_in(mount, files);
    fs::path group = mount;
    for (const fs::path& part : path.relative_path()) {
        group /= part;
        least = std::min(least, left_in(group, files));
    }
    return least;
}

std::int64_t process_left() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) {
        return kNoLimit;
    }
    const auto most = static_cast<std::int64_t>(limit.rlim_cur);
    return std::max<std::int64_t>(
        0, most - number_in("/proc/self/statm", 0) * ::sysconf(_SC_PAGESIZE)
    );
}

}  // namespace

std::int64_t available_memory_bytes() {
    constexpr std::int64_t kKilobyte = 1024;
    const std::int64_t system = named_number("/proc/meminfo", "MemAvailable:", -1);
    return std::min(
        {system < 0 ? kNoLimit : system * kKilobyte,
         group_memory_bytes("/proc/self/cgroup", "/sys/fs/cgroup"),
         process_left()}
    );
}

std::int64_t resident_memory_bytes() {
    return number_in("/proc/self/statm", 0, 1) * ::sysconf(_SC_PAGESIZE);
}

std::int64_t group_memory_bytes(const fs::path& groups, const fs::path& mount) {
    std::int64_t least = kNoLimit;
    std::ifstream file(groups);
    // "0::/path" of version 2; "7:memory:/path" of version 1.
    for (std::string line; std::getline(file, line);) {
        const std::size_t first = line.find(':');
        const std::size_t second = first == std::string::npos ? first : line.find(':', first + 1);
        if (second == std::string::npos) {
            continue;
        }
        const std::string controllers = line.substr(first + 1, second - first - 1);
        const fs::path path = line.substr(second + 1);
        if (controllers.empty()) {
            least = std::min(least, left_up_to(mount, path, kVersion2));
        } else if (("," + controllers + ",").find(",memory,") != std::string::npos) {
            least = std::min(least, left_up_to(mount / "memory", path, kVersion1));
        }
    }
    return least;
}

}  // namespace hibari
