#pragma once

// Drives batches through their states, a step at a time: reads the input file, feeds its lines into
// the queue a few at a time, collects the clips that have ended, writes the files. Every step is
// one transaction or can be done again, and several processes may drive the same batch at once: the
// row of a line says whether it has a clip, in the transaction that queues the clip.
//
// Batches take what is left over. Their clips wait behind all that somebody asked for by hand, use
// the allowance of their account, and wait for it when it is used up.

#include "base/clock.h"
#include "base/result.h"
#include "domain/accounts.h"
#include "domain/batch_format.h"
#include "domain/batch_input.h"
#include "domain/batch_output.h"
#include "domain/batches.h"
#include "domain/files.h"
#include "domain/videos.h"
#include "store/blobs.h"
#include "store/database.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace hibari::domain {

/// All outlive the work.
struct BatchWorkContext {
    store::Database& database;
    store::BlobStore& blobs;
    Accounts& accounts;
    Videos& videos;
    Files& files;
    const Clock& clock;
    const BatchFormat& format;
};

/// How far below the tier's own class the clips of batches stand: below all classes there are.
inline constexpr std::int64_t kBatchPriorityDrop = 1'000'000;

/// For one thread.
class BatchWork {
  public:
    explicit BatchWork(const BatchWorkContext& context) : context_(context) {}

    /// Batches with something left to do, oldest first, after that one; at most kPageMax.
    Result<std::vector<Batch>> open(const std::optional<Batch>& after);

    /// Does the next step of this batch, if there is one now. `cancelled` when stopped within.
    Result<void> advance(const Batch& batch, const std::stop_token& stop);

    static constexpr std::size_t kPageMax = 100;

  private:
    /// What became of a line that was to be queued.
    enum class Fed { kGoOn, kFull };

    struct WaitingLine {
        std::int64_t line = 0;
        std::string custom_id;
        std::string request;
    };

    store::Timestamp now() const;
    Result<Principal> owner_of(const Batch& batch);

    Result<void> validate(const Batch& batch, const std::stop_token& stop);
    Result<void> insert_lines(
        const Batch& batch, const std::vector<BatchLine>& lines, bool& is_validating
    );
    Result<void> end_as_failed(const Batch& batch, const Json& errors);

    Result<void> make_progress(const Batch& batch, const std::stop_token& stop);
    Result<void> begin_to_end(const Batch& batch, BatchStatus ends_as);
    Result<void> feed(const Batch& batch, const std::stop_token& stop);
    Result<Fed> queue_line(const Batch& batch, const Principal& who, const WaitingLine& line);
    Result<void> refuse_line(const Batch& batch, const WaitingLine& line, const Error& error);
    void pause(const std::string& account, std::chrono::microseconds how_long);

    Result<void> settle(const Batch& batch);
    Result<bool> stop_clips(const Batch& batch);
    Result<void> write_lines(
        const Batch& batch, LineFile& output, LineFile& errors, const std::stop_token& stop
    );
    Result<void> finish(const Batch& batch, const std::stop_token& stop);
    Result<void> remove_items(const Batch& batch);

    BatchWorkContext context_;
    /// Accounts whose queue or allowance was full a moment ago.
    std::map<std::string, store::Timestamp> paused_until_;
};

}  // namespace hibari::domain
