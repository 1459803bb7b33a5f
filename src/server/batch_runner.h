#pragma once

// Drives batches (domain/batch_work.h) on a thread of its own. Several servers may do it at once.

#include "base/log.h"
#include "domain/batch_format.h"
#include "domain/batch_work.h"
#include "server/parts.h"

#include <memory>
#include <stop_token>
#include <thread>

namespace hibari::server {

class BatchRunner {
  public:
    /// Begins at once; the parts outlive it.
    explicit BatchRunner(const Parts& parts);
    ~BatchRunner();

    BatchRunner(const BatchRunner&) = delete;
    BatchRunner& operator=(const BatchRunner&) = delete;

  private:
    void work(const std::stop_token& ended);
    /// One step of every open batch; false when something went wrong.
    bool take_steps(const std::stop_token& ended);

    std::unique_ptr<const domain::BatchFormat> format_;
    domain::BatchWork work_;
    Log& log_;
    std::jthread thread_;
};

}  // namespace hibari::server
