#pragma once

// The way of a call from the rows into the stream (see store/job_calls.h). Where there is a stream,
// JobQueue writes a row here in the transaction that makes a job wait; a thread of every server
// publishes what it finds and removes what the stream has taken. Killed in between, it or another
// server publishes the same rows again, and the stream knows them by their ids.

#include "base/log.h"
#include "store/database.h"
#include "store/events.h"
#include "store/job_calls.h"

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace hibari::store {

/// Functions on the table `outbox`.
class Outbox {
  public:
    /// Writes that a worker is to be called for this job.
    static Result<void> add(Transaction& tx, std::string_view job);

    /// The oldest rows.
    struct Page {
        std::vector<JobCall> calls;
        /// Whose jobs do not wait any more: nobody need be called.
        std::vector<JobCall> stale;

        bool is_empty() const { return calls.empty() && stale.empty(); }
    };

    static Result<Page> read(Transaction& tx);

    static Result<void> remove(Transaction& tx, const std::vector<JobCall>& calls);

    /// Removes every row whose job does not wait any more. So there are never many more rows than
    /// waiting jobs, however long the stream is away.
    static Result<void> remove_stale(Transaction& tx);

    static constexpr std::size_t kPage = 256;
};

/// What the publisher works with; all outlive it.
struct OutboxParts {
    Database& database;
    Events& events;
    Log& log;
};

/// Publishes the rows of the outbox, at once when an event says that there are some and every
/// second besides. Several may work at the same outbox; a call they both publish is one.
class OutboxPublisher {
  public:
    static Result<std::unique_ptr<OutboxPublisher>> start(
        const OutboxParts& parts, std::string_view events_url
    );

    OutboxPublisher(const OutboxParts& parts, std::unique_ptr<JobCaller> caller)
        : parts_(parts), caller_(std::move(caller)) {}

    OutboxPublisher(const OutboxPublisher&) = delete;
    OutboxPublisher& operator=(const OutboxPublisher&) = delete;
    ~OutboxPublisher();

  private:
    void run(const std::stop_token& stop);
    Result<bool> publish_page();
    void note(const Result<bool>& published);

    OutboxParts parts_;
    std::unique_ptr<JobCaller> caller_;
    bool is_failing_ = false;

    std::mutex mutex_;
    std::condition_variable_any changed_;
    bool is_told_ = false;

    std::unique_ptr<Subscription> subscription_;
    std::jthread thread_;
};

}  // namespace hibari::store
