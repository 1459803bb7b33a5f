#pragma once

// The log in a file, for people who do not trust whoever keeps it. A file has one JSON object a
// line. Its first says what it is:
//
//     {"format":"hibari-audit-log-1","key":"..","size":2} the whole log, then
//     {"checkpoint":"..."}                                notes, at least one over all of it
//     {"leaf":0,"at":..,"kind":"..","entry":"..","sealed":[{"field":..,"salt":..,"value":..}]}
//
//     {"format":"hibari-audit-proof-1","key":"..","checkpoint":"...","leaf":{..},"path":["..",..]}
//     {"format":"hibari-audit-consistency-1","key":"..","first":"...","second":"...","path":["..",..]}
//
// A file that begins otherwise is read as a checkpoint by itself. `key` is who signed, for readers
// who do not know better; whose key that is, only the operator can say.

#include "base/result.h"
#include "store/database.h"
#include "trust/audit/checkpoint.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace hibari::trust {

/// Writes the log up to its latest checkpoint, with all that are kept. `failed_precondition` when
/// there is none. Returns how many entries that are. `with_sealed`: also what stands beside the
/// entries, which tells of people.
enum class ExportSealed { kNo, kYes };
Result<std::int64_t> export_log(
    store::Database& database,
    const std::filesystem::path& file,
    const VerifierKey& key,
    ExportSealed sealed
);

/// Writes the proof that an entry is under the latest checkpoint.
Result<void> export_proof(
    store::Database& database,
    std::int64_t leaf,
    const std::filesystem::path& file,
    const VerifierKey& key
);

/// Writes the proof that the log under the latest checkpoint begins with that under an older one.
Result<void> export_consistency(
    store::Database& database,
    std::string_view older_note,
    const std::filesystem::path& file,
    const VerifierKey& key
);

/// What was found right.
struct VerifyReport {
    /// One sentence each.
    std::vector<std::string> facts;
    /// What the largest checkpoint says.
    Checkpoint latest;
    /// Who signed.
    VerifierKey key;
};

/// Reads files of the kinds above and proves everything in them and that they are of one log: every
/// entry, every seal, every root, inclusion, and that of any two checkpoints the larger continues
/// the smaller one wherever a log or a proof among the files shows it. Every note must be signed by
/// `key`, or where that is absent by the key that the first file names. `data_loss` says which file
/// and what does not hold; `failed_precondition` that two checkpoints are there and nothing that
/// connects them.
Result<VerifyReport> verify_files(
    const std::vector<std::filesystem::path>& files, const std::optional<VerifierKey>& key
);

}  // namespace hibari::trust
