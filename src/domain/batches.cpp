#include "domain/batches.h"

#include "base/check.h"
#include "base/ids.h"

#include <algorithm>
#include <array>
#include <utility>

namespace hibari::domain {
namespace {

using store::Row;
using store::Transaction;

constexpr std::array<std::pair<BatchStatus, std::string_view>, 8> kStatusNames = {{
    {BatchStatus::kValidating, "validating"},
    {BatchStatus::kInProgress, "in_progress"},
    {BatchStatus::kFinalizing, "finalizing"},
    {BatchStatus::kCancelling, "cancelling"},
    {BatchStatus::kCompleted, "completed"},
    {BatchStatus::kFailed, "failed"},
    {BatchStatus::kExpired, "expired"},
    {BatchStatus::kCancelled, "cancelled"},
}};

BatchStatus status_of(std::string_view name) {
    const auto found =
        std::ranges::find(kStatusNames, name, [](const auto& pair) { return pair.second; });
    HIBARI_CHECK(found != kStatusNames.end(), name);
    return found->first;
}

Error unknown_batch() {
    return {.code = ErrorCode::kNotFound, .message = "there is no such batch", .field = "batch_id"};
}

/// JSON that we wrote ourselves; null for none.
Json json_of(const std::optional<std::string>& text) {
    if (!text) {
        return nullptr;
    }
    auto json = parse_json(*text);
    return json ? std::move(*json) : Json(nullptr);
}

store::Value column_of(const Json& json) {
    return json.is_null() ? store::Value(nullptr) : store::Value(to_string(json));
}

Result<Batch> find_own(Transaction& tx, const Principal& who, std::string_view id) {
    const auto row = HIBARI_TRY(tx.query_one(
        "SELECT " + std::string(kBatchColumns) +
            " FROM batches WHERE id = :id AND project = :project",
        {{"id", std::string(id)}, {"project", who.project}}
    ));
    if (!row) {
        return fail(unknown_batch());
    }
    return batch_of(*row);
}

Error unfit_file(std::string message) {
    return {
        .code = ErrorCode::kInvalidArgument,
        .message = std::move(message),
        .field = "input_file_id",
        .reason = "invalid_batch_file",
    };
}

}  // namespace

std::string_view to_string(BatchStatus status) {
    return std::ranges::find(
               kStatusNames, status, [](const auto& pair) { return pair.first; }
    )->second;
}

bool has_ended(BatchStatus status) {
    return status == BatchStatus::kCompleted || status == BatchStatus::kFailed ||
           status == BatchStatus::kExpired || status == BatchStatus::kCancelled;
}

const std::string_view kBatchColumns =
    "id, project, account, endpoint, input_file, output_file, error_file, keep_files_seconds, "
    "status, ends_as, total, completed, failed, metadata, errors, created_at, in_progress_at, "
    "finalizing_at, cancelling_at, finished_at, expires_at";

Batch batch_of(const Row& row) {
    Batch batch{
        .id = row.text("id"),
        .project = row.text("project"),
        .account = row.text("account"),
        .endpoint = row.text("endpoint"),
        .input_file = row.text("input_file"),
        .output_file = row.optional_text("output_file").value_or(""),
        .error_file = row.optional_text("error_file").value_or(""),
        .keep_files_seconds = row.optional_integer("keep_files_seconds"),
        .status = status_of(row.text("status")),
        .ends_as = std::nullopt,
        .total = row.integer("total"),
        .completed = row.integer("completed"),
        .failed = row.integer("failed"),
        .metadata = json_of(row.optional_text("metadata")),
        .errors = json_of(row.optional_text("errors")),
        .created_at_us = row.integer("created_at"),
        .in_progress_at_us = row.optional_integer("in_progress_at"),
        .finalizing_at_us = row.optional_integer("finalizing_at"),
        .cancelling_at_us = row.optional_integer("cancelling_at"),
        .finished_at_us = row.optional_integer("finished_at"),
        .expires_at_us = row.integer("expires_at"),
    };
    if (const auto ends_as = row.optional_text("ends_as")) {
        batch.ends_as = status_of(*ends_as);
    }
    return batch;
}

store::Timestamp Batches::now() const {
    return std::chrono::time_point_cast<std::chrono::microseconds>(clock_.wall_time());
}

Result<Batch> Batches::create(const Principal& who, const NewBatch& wanted) {
    HIBARI_TRY(require(who, Scope::kWrite));
    auto file = files_.find(who, wanted.input_file);
    if (!file) {
        if (file.error().code == ErrorCode::kNotFound) {
            file.error().field = "input_file_id";
        }
        return fail(std::move(file.error()));
    }
    if (file->purpose != kBatchPurpose) {
        return fail(unfit_file("must be a file of purpose 'batch', is of '" + file->purpose + "'"));
    }
    if (file->bytes > kBatchFileBytesMax) {
        return fail(unfit_file("must have at most 200 MB"));
    }
    const store::Timestamp at = now();
    Batch batch;
    batch.id = make_id("batch_");
    batch.project = who.project;
    batch.account = who.account;
    batch.endpoint = wanted.endpoint;
    batch.input_file = wanted.input_file;
    batch.metadata = wanted.metadata;
    if (wanted.output_expires_after) {
        batch.keep_files_seconds = wanted.output_expires_after->count();
    }
    batch.created_at_us = store::to_column(at);
    batch.expires_at_us = store::to_column(at + kBatchWindow);
    HIBARI_TRY(database_.write([&](Transaction& tx) -> Result<void> {
        const auto open = HIBARI_TRY(tx.query_row(
            "SELECT count(*) AS n FROM batches WHERE is_open = 1 AND account = :account "
            "AND finished_at IS NULL",
            {{"account", who.account}}
        ));
        if (open.integer("n") >= kOpenBatchesMax) {
            return fail(
                {.code = ErrorCode::kResourceExhausted,
                 .message = std::to_string(kOpenBatchesMax) + " batches of this account are open",
                 .hint = "try again when some of them are done",
                 .reason = "queue_full"}
            );
        }
        HIBARI_TRY(tx.execute(
            "INSERT INTO batches (id, project, account, endpoint, input_file, keep_files_seconds, "
            "status, is_open, total, completed, failed, metadata, created_at, expires_at) "
            "VALUES (:id, :project, :account, :endpoint, :input, :keep, 'validating', 1, 0, 0, 0, "
            ":metadata, :now, :expires)",
            {{"id", batch.id},
             {"project", batch.project},
             {"account", batch.account},
             {"endpoint", batch.endpoint},
             {"input", batch.input_file},
             {"keep", store::nullable(batch.keep_files_seconds)},
             {"metadata", column_of(batch.metadata)},
             {"now", batch.created_at_us},
             {"expires", batch.expires_at_us}}
        ));
        return {};
    }));
    return batch;
}

Result<Batch> Batches::find(const Principal& who, std::string_view id) {
    HIBARI_TRY(require(who, Scope::kRead));
    return database_.read([&](Transaction& tx) { return find_own(tx, who, id); });
}

Result<std::vector<Batch>> Batches::list(
    const Principal& who, const PageRequest& page, bool& has_more
) {
    HIBARI_TRY(require(who, Scope::kRead));
    return database_.read([&](Transaction& tx) -> Result<std::vector<Batch>> {
        std::optional<std::int64_t> after;
        if (!page.after.empty()) {
            after = HIBARI_TRY(find_own(tx, who, page.after)).created_at_us;
        }
        Paging rest = paging(page, after);
        rest.parameters.push_back({"project", who.project});
        const auto rows = HIBARI_TRY(tx.query(
            "SELECT " + std::string(kBatchColumns) + " FROM batches WHERE project = :project" +
                rest.sql,
            rest.parameters
        ));
        has_more = std::ssize(rows) > page.limit;
        std::vector<Batch> batches;
        for (const Row& row : rows) {
            if (std::ssize(batches) < page.limit) {
                batches.push_back(batch_of(row));
            }
        }
        return batches;
    });
}

Result<Batch> Batches::cancel(const Principal& who, std::string_view id) {
    HIBARI_TRY(require(who, Scope::kWrite));
    return database_.write([&](Transaction& tx) -> Result<Batch> {
        HIBARI_TRY(tx.execute(
            "UPDATE batches SET status = 'cancelling', ends_as = 'cancelled', "
            "cancelling_at = :now WHERE id = :id AND project = :project "
            "AND status IN ('validating', 'in_progress')",
            {{"now", store::to_column(now())}, {"id", std::string(id)}, {"project", who.project}}
        ));
        return find_own(tx, who, id);
    });
}

}  // namespace hibari::domain
