#pragma once

// Ctrl-C as a stop request. While an Interrupt exists, SIGINT, SIGTERM and SIGHUP ask politely
// through a stop token; a second signal ends the process at once (unfinished files have no name, so
// nothing is left behind). Make it before any other thread is started.

#include <signal.h>
#include <stop_token>
#include <thread>

namespace hibari::cli {

class Interrupt {
  public:
    /// What a second signal does: ends the process at once, or requests the other stop token, after
    /// which a third one ends it.
    enum class Second { kEnds, kAborts };

    explicit Interrupt(Second second = Second::kEnds);
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    std::stop_token token() const { return source_.get_token(); }

    std::stop_token abort_token() const { return abort_.get_token(); }

  private:
    Second second_;
    std::stop_source source_;
    std::stop_source abort_;
    sigset_t signals_{};
    sigset_t before_{};
    std::jthread watcher_;
};

}  // namespace hibari::cli
