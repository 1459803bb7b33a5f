#pragma once

// The keeper's process, from the side of whoever starts it. It is this program started again: a
// guard that does nothing but start a keeper anew when it dies, and the keeper under it. The guard
// is there because whoever started it may have locked itself out of the folder of the keys
// (lock_out.h), and a process that it starts afterwards is locked out as well.
//
// Of all guards of one socket one at a time has a keeper: the one that holds the lock (flock) on
// the file beside it. The others stand by, each until it has the lock. So it does not matter who
// starts first or ends first: a keeper ends with whoever started it, and within a fifth of a second
// that of another takes its place. Nobody removes the socket's name or the lock's file.

#include "base/result.h"

#include <filesystem>
#include <string>
#include <sys/types.h>

namespace hibari::trust {

/// To be called first thing in main(): becomes the keeper when the program was started as one, and
/// then never returns.
void run_keeper_child(int argc, char** argv);

struct KeeperOptions {
    /// Of the keys (KeyFolder).
    std::filesystem::path folder;
    /// Where it listens; the lock is <socket>.lock.
    std::filesystem::path socket;
    /// In new certificates.
    std::string organisation = "Hibari";
};

class KeeperProcess {
  public:
    /// Starts a guard and waits until a keeper answers, the guard's own or another's; a process
    /// that is locked out of the folder already starts none. To be called before other threads are
    /// there: the guard ends with the thread that started it. Fails with what the keeper could not
    /// do, and with kUnavailable when there is another that does not answer for ten seconds.
    static Result<KeeperProcess> start(const KeeperOptions& options);

    KeeperProcess(KeeperProcess&& other) noexcept;
    KeeperProcess& operator=(KeeperProcess&&) = delete;

    /// Ends the guard, and its keeper if it has one.
    ~KeeperProcess();

  private:
    explicit KeeperProcess(pid_t guard) : guard_(guard) {}

    /// Negative: none.
    pid_t guard_;
};

}  // namespace hibari::trust
