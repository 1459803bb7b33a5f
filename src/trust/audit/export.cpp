#include "trust/audit/export.h"

#include "base/files.h"
#include "base/json.h"
#include "trust/audit/leaf_json.h"
#include "trust/audit/log.h"

#include <algorithm>

namespace hibari::trust {
namespace {

using store::Transaction;

Json texts(const std::vector<Hash>& hashes) {
    Json list = Json::array();
    for (const Hash& hash : hashes) {
        list.push_back(to_text(hash));
    }
    return list;
}

Result<SignedCheckpoint> latest_of(const std::vector<std::string>& notes) {
    if (notes.empty()) {
        return fail(
            {.code = ErrorCode::kFailedPrecondition,
             .message = "nobody has signed a checkpoint of the log yet",
             .hint = "make one: hibari audit checkpoint"}
        );
    }
    return parse_checkpoint(notes.back());
}

Result<void> write_line(AtomicFile& file, const Json& json) {
    return file.write(to_string(json) + "\n");
}

Result<std::int64_t> write_leaves(
    Transaction& tx, AtomicFile& file, std::int64_t size, ExportSealed sealed
) {
    std::int64_t written = 0;
    while (written < size) {
        const auto leaves = HIBARI_TRY(
            find_leaves(tx, {.from = written, .limit = std::min(kLeavesMax, size - written)})
        );
        if (leaves.empty()) {
            return fail(ErrorCode::kDataLoss, "entries of the audit log are missing");
        }
        for (const AuditLeaf& leaf : leaves) {
            HIBARI_TRY(write_line(file, leaf_to_json(leaf, sealed == ExportSealed::kYes)));
        }
        written += std::ssize(leaves);
    }
    return written;
}

}  // namespace

Result<std::int64_t> export_log(
    store::Database& database,
    const std::filesystem::path& file,
    const VerifierKey& key,
    ExportSealed sealed
) {
    AtomicFile out = HIBARI_TRY(AtomicFile::create(file, Existing::kReplace));
    const std::int64_t written =
        HIBARI_TRY(database.read([&](Transaction& tx) -> Result<std::int64_t> {
            // Read again after a conflict: the file begins anew with the function.
            const auto notes = HIBARI_TRY(checkpoints_of(tx));
            const auto latest = HIBARI_TRY(latest_of(notes));
            const auto size = static_cast<std::int64_t>(latest.checkpoint.size);
            HIBARI_TRY(write_line(
                out, Json::object({{"format", kLogFormat}, {"key", to_string(key)}, {"size", size}})
            ));
            for (const std::string& note : notes) {
                HIBARI_TRY(write_line(out, Json::object({{"checkpoint", note}})));
            }
            return write_leaves(tx, out, size, sealed);
        }));
    HIBARI_TRY(out.commit());
    return written;
}

Result<void> export_proof(
    store::Database& database,
    std::int64_t leaf,
    const std::filesystem::path& file,
    const VerifierKey& key
) {
    const Json proof = HIBARI_TRY(database.read([&](Transaction& tx) -> Result<Json> {
        const auto latest = HIBARI_TRY(latest_of(HIBARI_TRY(checkpoints_of(tx))));
        if (leaf < 0 || std::cmp_greater_equal(leaf, latest.checkpoint.size)) {
            return fail(
                {.code = ErrorCode::kNotFound,
                 .message = "no entry of that index stands under a checkpoint yet"}
            );
        }
        const auto leaves = HIBARI_TRY(find_leaves(tx, {.from = leaf, .limit = 1}));
        if (leaves.empty()) {
            return fail(ErrorCode::kDataLoss, "entries of the audit log are missing");
        }
        const auto path = HIBARI_TRY(inclusion_proof(
            static_cast<std::uint64_t>(leaf), latest.checkpoint.size, node_reader(tx)
        ));
        return Json::object({
            {"format", kProofFormat},
            {"key", to_string(key)},
            {"checkpoint", latest.note},
            {"leaf", leaf_to_json(leaves.front(), true)},
            {"path", texts(path)},
        });
    }));
    return write_file(file, to_string(proof) + "\n", Existing::kReplace);
}

Result<void> export_consistency(
    store::Database& database,
    std::string_view older_note,
    const std::filesystem::path& file,
    const VerifierKey& key
) {
    const auto older = HIBARI_TRY(parse_checkpoint(older_note));
    const Json proof = HIBARI_TRY(database.read([&](Transaction& tx) -> Result<Json> {
        const auto latest = HIBARI_TRY(latest_of(HIBARI_TRY(checkpoints_of(tx))));
        const auto path = HIBARI_TRY(
            consistency_proof(older.checkpoint.size, latest.checkpoint.size, node_reader(tx))
        );
        return Json::object({
            {"format", kConsistencyFormat},
            {"key", to_string(key)},
            {"first", older.note},
            {"second", latest.note},
            {"path", texts(path)},
        });
    }));
    return write_file(file, to_string(proof) + "\n", Existing::kReplace);
}

}  // namespace hibari::trust
