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
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    std::stop_token token() const { return source_.get_token(); }

  private:
    std::stop_source source_;
    sigset_t signals_{};
    sigset_t before_{};
    std::jthread watcher_;
};

}  // namespace hibari::cli
