#pragma once

// Programs that a test starts and surely ends: a database server, an object store.

#include "base/result.h"

#include <chrono>
#include <csignal>
#include <filesystem>
#include <functional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace hibari::store::testing {

/// How to start one.
struct Command {
    std::vector<std::string> words;
    /// NAME=value, added to ours.
    std::vector<std::string> environment;
    /// Gets what it prints.
    std::filesystem::path log;
    /// User to become; 0 keeps ours.
    uid_t user = 0;
    gid_t group = 0;
    /// Sent at the end of the scope.
    int stop_signal = SIGKILL;
};

/// A running program; killed and waited for at the end of its scope. It also dies with the test.
class Process {
  public:
    static Result<Process> start(const Command& command);

    Process(Process&& other) noexcept;
    Process& operator=(Process&& other) = delete;
    ~Process();

    pid_t id() const { return id_; }

    /// Sends a signal.
    void signal(int number) const;

    /// Waits for its end; the exit status as a shell gives it (128 + signal).
    int wait();

  private:
    Process(pid_t id, int stop_signal) : id_(id), stop_signal_(stop_signal) {}

    pid_t id_;
    int stop_signal_;
};

/// Runs to the end; fails with what it printed when its status is not 0.
Result<void> run_to_end(const Command& command);

/// Whether a file that can be run has this name in PATH.
bool is_installed(const std::string& name);

/// A TCP port of the loopback address that nobody listens on at this moment.
int free_port();

/// Calls `ready` every few milliseconds until it is true; false when `timeout` ran out.
bool eventually(const std::function<bool()>& ready, std::chrono::milliseconds timeout);

}  // namespace hibari::store::testing
