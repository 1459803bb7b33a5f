#pragma once

// What has to be done from time to time, on a thread of its own: jobs whose worker fell silent go
// back to the queue, clips whose time is over lose their files, files that belong to nothing are
// removed. Several servers may do it at once; every step is a transaction.

#include "base/log.h"
#include "base/metrics.h"
#include "domain/files.h"
#include "domain/review/review.h"
#include "domain/video_jobs.h"
#include "store/blobs.h"
#include "store/database.h"

#include <stop_token>
#include <thread>

namespace hibari::server {

struct CaretakerParts {
    domain::VideoJobs& jobs;
    domain::Files& files;
    domain::Review& review;
    store::Database& database;
    store::BlobStore& blobs;
    const Clock& clock;
    Log& log;
};

class Caretaker {
  public:
    /// Begins at once. The parts outlive it.
    explicit Caretaker(const CaretakerParts& parts);
    ~Caretaker();

    Caretaker(const Caretaker&) = delete;
    Caretaker& operator=(const Caretaker&) = delete;

  private:
    CaretakerParts parts_;
    std::jthread thread_;
};

/// Removes the files of clips whose time is over; returns how many clips that were.
Result<int> expire_clips(store::Database& database, store::BlobStore& blobs, store::Timestamp now);

/// Removes blobs of clips and files that no row knows and that are older than `age`; returns how
/// many.
Result<int> sweep_orphans(
    store::Database& database,
    store::BlobStore& blobs,
    std::chrono::system_clock::time_point now,
    std::chrono::seconds age
);

}  // namespace hibari::server
