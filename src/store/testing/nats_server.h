#pragma once

// A nats-server with JetStream for tests, which may be stopped and started again.

#include "store/testing/process.h"
#include "store/testing/temporary_folder.h"

#include <optional>
#include <string>

namespace hibari::store::testing {

/// Runs until the end of its scope, at one port.
class NatsServer {
  public:
    static bool is_installed();

    NatsServer();

    std::string url() const { return "nats://127.0.0.1:" + std::to_string(port_); }

    /// By SIGKILL.
    void stop() { process_.reset(); }

    /// Returns when it answers.
    void start();

    /// Everything it kept is gone; for while it is stopped.
    void forget();

  private:
    TemporaryFolder folder_;
    int port_;
    std::optional<Process> process_;
};

}  // namespace hibari::store::testing
