#pragma once

// Keeps worker processes running: starts them, starts them anew when they die, and gives what they
// were making back to the queue at once. An engine that crashes, or that the kernel kills for its
// memory, costs one attempt of one job and nothing else.

#include "base/log.h"
#include "base/result.h"
#include "domain/video_jobs.h"

#include <chrono>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace hibari::worker {

struct SupervisorOptions {
    int processes = 1;
    /// The command that becomes a worker; "--id" and its id are added.
    std::vector<std::string> command;
    /// How long workers may go on with the clip in hand when all is shut down.
    std::chrono::seconds drain{30};
};

class Supervisor {
  public:
    /// Starts the processes; the parts outlive it.
    Supervisor(domain::VideoJobs& jobs, Log& log, SupervisorOptions options);

    /// Asks the workers to finish, waits as long as the options say, then ends them.
    ~Supervisor();

    Supervisor(const Supervisor&) = delete;
    Supervisor& operator=(const Supervisor&) = delete;

  private:
    void keep(const std::stop_token& ended);

    domain::VideoJobs& jobs_;
    Log& log_;
    SupervisorOptions options_;
    std::jthread thread_;
};

}  // namespace hibari::worker
