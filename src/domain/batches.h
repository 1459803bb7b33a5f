#pragma once

// Many clips asked for in one file: what people may do with a batch. Driving it through its states
// is the other half: domain/batch_work.h.
//
//     validating ──▶ in_progress ──▶ finalizing ──▶ completed | expired (after 24 hours)
//         │ │             │
//         │ └──cancel─────┴──▶ cancelling ──▶ cancelled
//         └──▶ failed: the file is wrong, nothing was queued

#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"
#include "domain/files.h"
#include "domain/principal.h"
#include "domain/videos.h"
#include "store/database.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::domain {

enum class BatchStatus {
    kValidating,
    kInProgress,
    kFinalizing,
    kCancelling,
    kCompleted,
    kFailed,
    kExpired,
    kCancelled,
};

/// "validating", "in_progress" and so on.
std::string_view to_string(BatchStatus status);

/// Whether nothing will change any more.
bool has_ended(BatchStatus status);

/// Times are microseconds since 1970 in UTC.
struct Batch {
    std::string id;
    std::string project;
    std::string account;
    std::string endpoint;
    std::string input_file;
    /// Empty while there is none.
    std::string output_file;
    std::string error_file;
    std::optional<std::int64_t> keep_files_seconds;
    BatchStatus status = BatchStatus::kValidating;
    /// What it will be once all its clips have ended; only while it is finalizing or cancelling.
    std::optional<BatchStatus> ends_as;
    /// Lines of the input file, and those that have ended. 0 until the file was read.
    std::int64_t total = 0;
    std::int64_t completed = 0;
    std::int64_t failed = 0;
    /// The caller's object; null for none.
    Json metadata;
    /// What is wrong with the file: an array of {"code", "message", "param", "line"}; null for
    /// nothing.
    Json errors;
    std::int64_t created_at_us = 0;
    std::optional<std::int64_t> in_progress_at_us;
    std::optional<std::int64_t> finalizing_at_us;
    std::optional<std::int64_t> cancelling_at_us;
    /// When it was completed, failed, expired or cancelled.
    std::optional<std::int64_t> finished_at_us;
    std::int64_t expires_at_us = 0;
};

/// What is asked for, checked already for its shape.
struct NewBatch {
    std::string input_file;
    std::string endpoint = "/v1/videos";
    Json metadata = nullptr;
    /// How long the output and error file are kept; for ever when absent.
    std::optional<std::chrono::seconds> output_expires_after = std::nullopt;
};

inline constexpr std::chrono::hours kBatchWindow{24};
inline constexpr std::int64_t kBatchLinesMax = 50'000;
inline constexpr std::int64_t kBatchFileBytesMax = 200'000'000;
/// Of an account, not ended yet.
inline constexpr std::int64_t kOpenBatchesMax = 100;
inline constexpr std::string_view kBatchPurpose = "batch";
inline constexpr std::string_view kBatchOutputPurpose = "batch_output";

/// The rules. Holds no state; methods may be called from any thread.
class Batches {
  public:
    Batches(store::Database& database, Files& files, const Clock& clock)
        : database_(database), files_(files), clock_(clock) {}

    /// Takes note of it; the file is read later. `resource_exhausted` when too many are open.
    Result<Batch> create(const Principal& who, const NewBatch& wanted);

    Result<Batch> find(const Principal& who, std::string_view id);
    Result<std::vector<Batch>> list(const Principal& who, const PageRequest& page, bool& has_more);

    /// Begins to stop it. Asking twice, or for one that is being finished or has ended, changes
    /// nothing.
    Result<Batch> cancel(const Principal& who, std::string_view id);

  private:
    store::Timestamp now() const;

    store::Database& database_;
    Files& files_;
    const Clock& clock_;
};

/// Columns and reading of a row of `batches`.
extern const std::string_view kBatchColumns;
Batch batch_of(const store::Row& row);

}  // namespace hibari::domain
