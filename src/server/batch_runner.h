#pragma once

// Drives batches (domain/batch_work.h) on a thread of its own. Several servers may do it at once.

#include "base/clock.h"
#include "base/log.h"
#include "domain/accounts.h"
#include "domain/batch_format.h"
#include "domain/batch_work.h"
#include "domain/files.h"
#include "domain/videos.h"
#include "server/contract.h"
#include "store/blobs.h"
#include "store/database.h"

#include <chrono>
#include <memory>
#include <stop_token>
#include <thread>

namespace hibari::server {

/// All outlive the runner.
struct BatchRunnerParts {
    const Contract& contract;
    store::Database& database;
    store::BlobStore& blobs;
    domain::Accounts& accounts;
    domain::Videos& videos;
    domain::Files& files;
    const Clock& clock;
    Log& log;
};

class BatchRunner {
  public:
    /// Begins at once.
    explicit BatchRunner(const BatchRunnerParts& parts);
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

/// Lines are requests of the contract's, answers what the API would have sent.
std::unique_ptr<const domain::BatchFormat> make_batch_format(const Contract& contract);

}  // namespace hibari::server
