#include "domain/batch_work.h"

#include "base/check.h"
#include "domain/video_rows.h"

#include <algorithm>
#include <utility>

namespace hibari::domain {
namespace {

using store::Row;
using store::Transaction;

// Written or looked at in one transaction, so that others are not held up.
constexpr std::int64_t kLinesAtOnce = 500;
constexpr std::size_t kLineBytesAtOnce = 4U << 20U;
constexpr std::int64_t kItemsAtOnce = 1000;
// Until somebody whose queue is full, or whose allowance is used up, is asked again.
constexpr std::chrono::milliseconds kQueuePause{200};
constexpr std::chrono::seconds kAllowancePause{10};
// Inside the transaction that queues a clip: the line has one already, or is not wanted any more.
constexpr std::string_view kTaken = "line_taken";

/// Clips of batches that wait at once: enough that no worker stands still, few enough that there is
/// room for what the owner asks for by hand.
std::int64_t waiting_max(const Tier& tier) {
    return std::max<std::int64_t>(1, std::min(2 * tier.concurrency, tier.queue_max / 2));
}

/// How many more of theirs may wait.
Result<std::int64_t> room_of(Transaction& tx, const Principal& who) {
    const auto share = HIBARI_TRY(tx.query_one(
        "SELECT queued FROM job_shares WHERE account = :account", {{"account", who.account}}
    ));
    const std::int64_t waiting = share ? share->integer("queued") : 0;
    return std::max<std::int64_t>(waiting_max(who.tier) - waiting, 0);
}

/// Refused now, but not for good.
bool is_for_later(const Error& error) {
    return error.code == ErrorCode::kResourceExhausted;
}

/// Nothing that the request could do about.
bool is_our_trouble(const Error& error) {
    switch (error.code) {
        case ErrorCode::kUnavailable:
        case ErrorCode::kCancelled:
        case ErrorCode::kDeadlineExceeded:
        case ErrorCode::kInternal:
        case ErrorCode::kDataLoss:
            return true;
        default:
            return false;
    }
}

/// Sets what became of a line; false when that is settled already.
Result<bool> settle_line(
    Transaction& tx,
    const Batch& batch,
    std::int64_t line,
    std::string_view from,
    std::string_view to,
    const std::string& answer
) {
    const std::int64_t changed = HIBARI_TRY(tx.execute(
        "UPDATE batch_items SET state = :to, answer = :answer "
        "WHERE batch = :batch AND line = :line AND state = :from",
        {{"to", std::string(to)},
         {"answer", answer},
         {"batch", batch.id},
         {"line", line},
         {"from", std::string(from)}}
    ));
    return changed > 0;
}

Result<void> count(
    Transaction& tx, const Batch& batch, std::int64_t completed, std::int64_t failed
) {
    HIBARI_TRY(tx.execute(
        "UPDATE batches SET completed = completed + :completed, failed = failed + :failed "
        "WHERE id = :id",
        {{"completed", completed}, {"failed", failed}, {"id", batch.id}}
    ));
    return {};
}

/// The line of a clip that has ended, or is gone; `is_completed` says which file it belongs in.
std::string answer_of(
    const Row& item,
    const std::optional<Video>& video,
    const BatchFormat& format,
    bool& is_completed
) {
    const std::string& custom_id = item.text("custom_id");
    is_completed = video && video->status == VideoStatus::kCompleted;
    if (!video) {
        return batch_answer(
            custom_id,
            nullptr,
            batch_error("not_found", "The video was deleted before its line was written.")
        );
    }
    return batch_answer(
        custom_id,
        Json::object({{"status_code", 200}, {"body", format.video(*video)}}),
        is_completed ? Json(nullptr) : batch_error(video->error_code, video->error_message)
    );
}

/// The line of a request that was never begun.
std::string answer_unbegun(std::string_view custom_id, BatchStatus ends_as) {
    return batch_answer(
        custom_id,
        nullptr,
        ends_as == BatchStatus::kExpired
            ? batch_error("batch_expired", "The batch expired before this request was begun.")
            : batch_error(
                  "batch_cancelled", "The batch was cancelled before this request was begun."
              )
    );
}

}  // namespace

store::Timestamp BatchWork::now() const {
    return std::chrono::time_point_cast<std::chrono::microseconds>(context_.clock.wall_time());
}

Result<std::vector<Batch>> BatchWork::open(const std::optional<Batch>& after) {
    std::vector<store::Parameter> parameters = {{"limit", std::int64_t{kPageMax}}};
    std::string sql = "SELECT " + std::string(kBatchColumns) + " FROM batches WHERE is_open = 1";
    if (after) {
        sql += " AND (created_at, id) > (:at, :after)";
        parameters.push_back({"at", after->created_at_us});
        parameters.push_back({"after", after->id});
    }
    sql += " ORDER BY created_at, id LIMIT :limit";
    const auto rows = HIBARI_TRY(context_.database.read([&](Transaction& tx) {
        return tx.query(sql, parameters);
    }));
    std::vector<Batch> batches;
    std::ranges::transform(rows, std::back_inserter(batches), batch_of);
    return batches;
}

Result<void> BatchWork::advance(const Batch& batch, const std::stop_token& stop) {
    switch (batch.status) {
        case BatchStatus::kValidating:
            return validate(batch, stop);
        case BatchStatus::kInProgress:
            return make_progress(batch, stop);
        case BatchStatus::kFinalizing:
        case BatchStatus::kCancelling: {
            const bool is_quiet = HIBARI_TRY(stop_clips(batch));
            return is_quiet ? finish(batch, stop) : Result<void>();
        }
        case BatchStatus::kCompleted:
        case BatchStatus::kFailed:
        case BatchStatus::kExpired:
        case BatchStatus::kCancelled:
            return remove_items(batch);
    }
    return {};
}

Result<Principal> BatchWork::owner_of(const Batch& batch) {
    return context_.accounts.principal_of_account(batch.account, batch.project);
}

// ---- validating ---------------------------------------------------------------------------------

Result<void> BatchWork::validate(const Batch& batch, const std::stop_token& stop) {
    Principal owner = HIBARI_TRY(owner_of(batch));
    owner.is_suspended = false;  // Looking at the file is no favour.
    const auto missing = [&](const Error& error) -> Result<void> {
        if (error.code != ErrorCode::kNotFound) {
            return fail(error);
        }
        return end_as_failed(
            batch,
            Json::array({Json::object({
                {"code", "not_found"},
                {"message", "the input file was deleted or has expired"},
                {"param", "input_file_id"},
                {"line", nullptr},
            })})
        );
    };
    const auto file = context_.files.find(owner, batch.input_file);
    if (!file) {
        return missing(file.error());
    }
    auto bytes = context_.blobs.open(file->blob());
    if (!bytes) {
        return missing(bytes.error());
    }
    std::vector<BatchLine> lines;
    std::size_t size = 0;
    std::int64_t total = 0;
    std::int64_t refused = 0;
    bool is_validating = true;
    const auto write_down = [&]() -> Result<void> {
        HIBARI_TRY(insert_lines(batch, lines, is_validating));
        lines.clear();
        size = 0;
        return {};
    };
    const Json faults = HIBARI_TRY(read_batch_input(
        std::move(*bytes),
        context_.format,
        [&](BatchLine line) -> Result<void> {
            ++total;
            refused += line.refused ? 1 : 0;
            size += line.request.size();
            lines.push_back(std::move(line));
            const bool is_much = std::ssize(lines) >= kLinesAtOnce || size >= kLineBytesAtOnce;
            return is_much && is_validating ? write_down() : Result<void>();
        },
        stop
    ));
    if (faults.size() > 0) {
        return end_as_failed(batch, faults);
    }
    HIBARI_TRY(write_down());
    return context_.database.write([&](Transaction& tx) -> Result<void> {
        HIBARI_TRY(tx.execute(
            "UPDATE batches SET status = 'in_progress', in_progress_at = :now, total = :total, "
            "failed = :refused WHERE id = :id AND status = 'validating'",
            {{"now", store::to_column(now())},
             {"total", total},
             {"refused", refused},
             {"id", batch.id}}
        ));
        return {};
    });
}

Result<void> BatchWork::insert_lines(
    const Batch& batch, const std::vector<BatchLine>& lines, bool& is_validating
) {
    is_validating = HIBARI_TRY(context_.database.write([&](Transaction& tx) -> Result<bool> {
        const auto row = HIBARI_TRY(tx.query_one(
            "SELECT 1 FROM batches WHERE id = :id AND status = 'validating'", {{"id", batch.id}}
        ));
        if (!row) {
            return false;  // Cancelled, or another process was faster.
        }
        for (const BatchLine& line : lines) {
            store::Value answer = nullptr;
            if (line.refused) {
                answer =
                    batch_answer(line.custom_id, context_.format.refusal(*line.refused), nullptr);
            }
            HIBARI_TRY(tx.execute(
                "INSERT INTO batch_items (batch, line, custom_id, request, state, answer) "
                "VALUES (:batch, :line, :custom_id, :request, :state, :answer) "
                "ON CONFLICT DO NOTHING",
                {{"batch", batch.id},
                 {"line", line.line},
                 {"custom_id", line.custom_id},
                 {"request", line.request},
                 {"state", line.refused ? "failed" : "waiting"},
                 {"answer", std::move(answer)}}
            ));
        }
        return true;
    }));
    return {};
}

Result<void> BatchWork::end_as_failed(const Batch& batch, const Json& errors) {
    return context_.database.write([&](Transaction& tx) -> Result<void> {
        HIBARI_TRY(tx.execute(
            "UPDATE batches SET status = 'failed', errors = :errors, finished_at = :now "
            "WHERE id = :id AND status = 'validating'",
            {{"errors", to_string(errors)}, {"now", store::to_column(now())}, {"id", batch.id}}
        ));
        return {};
    });
}

// ---- in_progress --------------------------------------------------------------------------------

Result<void> BatchWork::make_progress(const Batch& batch, const std::stop_token& stop) {
    HIBARI_TRY(settle(batch));
    if (store::to_column(now()) >= batch.expires_at_us) {
        return begin_to_end(batch, BatchStatus::kExpired);
    }
    const auto left = HIBARI_TRY(context_.database.read([&](Transaction& tx) {
        return tx.query_one(
            "SELECT line FROM batch_items WHERE batch = :batch "
            "AND state IN ('waiting', 'queued') LIMIT 1",
            {{"batch", batch.id}}
        );
    }));
    return left ? feed(batch, stop) : begin_to_end(batch, BatchStatus::kCompleted);
}

Result<void> BatchWork::begin_to_end(const Batch& batch, BatchStatus ends_as) {
    return context_.database.write([&](Transaction& tx) -> Result<void> {
        HIBARI_TRY(tx.execute(
            "UPDATE batches SET status = 'finalizing', ends_as = :ends_as, finalizing_at = :now "
            "WHERE id = :id AND status = 'in_progress'",
            {{"ends_as", std::string(to_string(ends_as))},
             {"now", store::to_column(now())},
             {"id", batch.id}}
        ));
        return {};
    });
}

void BatchWork::pause(const std::string& account, std::chrono::microseconds how_long) {
    std::erase_if(paused_until_, [&](const auto& entry) { return entry.second <= now(); });
    paused_until_[account] = now() + how_long;
}

Result<void> BatchWork::feed(const Batch& batch, const std::stop_token& stop) {
    const auto paused = paused_until_.find(batch.account);
    if (paused != paused_until_.end() && now() < paused->second) {
        return {};
    }
    const Principal owner = HIBARI_TRY(owner_of(batch));
    if (owner.is_suspended) {
        pause(batch.account, kAllowancePause);
        return {};
    }
    // Reading a line may mean decoding a picture: none is read before there is room for it.
    using Rows = std::vector<Row>;
    const auto rows = HIBARI_TRY(context_.database.read([&](Transaction& tx) -> Result<Rows> {
        const std::int64_t room = HIBARI_TRY(room_of(tx, owner));
        return tx.query(
            "SELECT line, custom_id, request FROM batch_items "
            "WHERE batch = :batch AND state = 'waiting' ORDER BY line LIMIT :room",
            {{"batch", batch.id}, {"room", room}}
        );
    }));
    for (const Row& row : rows) {
        if (stop.stop_requested()) {
            return {};
        }
        const Fed fed = HIBARI_TRY(queue_line(
            batch,
            owner,
            {.line = row.integer("line"),
             .custom_id = row.text("custom_id"),
             .request = row.text("request")}
        ));
        if (fed == Fed::kFull) {
            break;
        }
    }
    return {};
}

Result<BatchWork::Fed> BatchWork::queue_line(
    const Batch& batch, const Principal& who, const WaitingLine& line
) {
    const Json body = HIBARI_TRY(parse_json(line.request, {.size_bytes_max = kBatchLineBytesMax}));
    const auto wanted = context_.format.read_request(who, body);
    const auto claim = [&](Transaction& tx, const Video& video) -> Result<void> {
        const std::int64_t claimed = HIBARI_TRY(tx.execute(
            "UPDATE batch_items SET state = 'queued', video = :video "
            "WHERE batch = :batch AND line = :line AND state = 'waiting' "
            "AND EXISTS (SELECT 1 FROM batches WHERE id = :batch AND status = 'in_progress')",
            {{"video", video.id}, {"batch", batch.id}, {"line", line.line}}
        ));
        if (claimed == 0) {
            return fail(
                {.code = ErrorCode::kAlreadyExists,
                 .message = "the line is taken",
                 .reason = std::string(kTaken)}
            );
        }
        return {};
    };
    const auto queued = wanted ? context_.videos.create(
                                     who,
                                     *wanted,
                                     {.priority = who.tier.priority - kBatchPriorityDrop,
                                      .queue_max = waiting_max(who.tier),
                                      .also = claim}
                                 )
                               : Result<Video>(fail(wanted.error()));
    if (queued || queued.error().reason == kTaken) {
        return Fed::kGoOn;
    }
    const Error& error = queued.error();
    const bool is_too_heavy = wanted && error.reason == "insufficient_quota" &&
                              clip_weight(wanted->seconds) > who.tier.allowance;
    if (is_for_later(error) && !is_too_heavy) {
        pause(
            batch.account,
            error.reason == "queue_full" ? std::chrono::microseconds(kQueuePause)
                                         : std::chrono::microseconds(kAllowancePause)
        );
        return Fed::kFull;
    }
    if (is_our_trouble(error)) {
        return fail(error);
    }
    HIBARI_TRY(refuse_line(batch, line, error));
    return Fed::kGoOn;
}

Result<void> BatchWork::refuse_line(
    const Batch& batch, const WaitingLine& line, const Error& error
) {
    const std::string answer =
        batch_answer(line.custom_id, context_.format.refusal(error), nullptr);
    return context_.database.write([&](Transaction& tx) -> Result<void> {
        const bool changed =
            HIBARI_TRY(settle_line(tx, batch, line.line, "waiting", "failed", answer));
        return changed ? count(tx, batch, 0, 1) : Result<void>();
    });
}

Result<void> BatchWork::settle(const Batch& batch) {
    // Only what was queued and has not been settled: never more than the account may run and wait.
    const auto ended = HIBARI_TRY(context_.database.read([&](Transaction& tx) {
        return tx.query(
            "SELECT i.line AS line FROM batch_items i LEFT JOIN videos v ON v.id = i.video "
            "WHERE i.batch = :batch AND i.state = 'queued' "
            "AND (v.id IS NULL OR v.status IN ('completed', 'failed')) "
            "ORDER BY i.line LIMIT :limit",
            {{"batch", batch.id}, {"limit", kItemsAtOnce}}
        );
    }));
    if (ended.empty()) {
        return {};
    }
    return context_.database.write([&](Transaction& tx) -> Result<void> {
        std::int64_t completed = 0;
        std::int64_t failed = 0;
        for (const Row& row : ended) {
            const auto item = HIBARI_TRY(tx.query_one(
                "SELECT custom_id, video FROM batch_items "
                "WHERE batch = :batch AND line = :line AND state = 'queued'",
                {{"batch", batch.id}, {"line", row.integer("line")}}
            ));
            if (!item) {
                continue;  // Another process was faster.
            }
            std::optional<Video> video;
            auto found = find_video(tx, item->text("video"));
            if (found) {
                video = std::move(*found);
            } else if (found.error().code != ErrorCode::kNotFound) {
                return fail(found.error());
            }
            bool is_completed = false;
            const std::string answer = answer_of(*item, video, context_.format, is_completed);
            HIBARI_TRY(settle_line(
                tx,
                batch,
                row.integer("line"),
                "queued",
                is_completed ? "completed" : "failed",
                answer
            ));
            ++(is_completed ? completed : failed);
        }
        return count(tx, batch, completed, failed);
    });
}

// ---- finalizing and cancelling ------------------------------------------------------------------

Result<bool> BatchWork::stop_clips(const Batch& batch) {
    HIBARI_TRY(settle(batch));
    const auto running = HIBARI_TRY(context_.database.read([&](Transaction& tx) {
        return tx.query(
            "SELECT video FROM batch_items WHERE batch = :batch AND state = 'queued' LIMIT :limit",
            {{"batch", batch.id}, {"limit", kItemsAtOnce}}
        );
    }));
    if (running.empty()) {
        return true;
    }
    Principal owner = HIBARI_TRY(owner_of(batch));
    owner.is_suspended = false;  // Stopping is always allowed.
    for (const Row& row : running) {
        const auto stopped = context_.videos.cancel(owner, row.text("video"));
        if (!stopped && stopped.error().code != ErrorCode::kNotFound) {
            return fail(stopped.error());
        }
    }
    return false;  // Those that ended just now are settled the next time.
}

Result<void> BatchWork::write_lines(
    const Batch& batch, LineFile& output, LineFile& errors, const std::stop_token& stop
) {
    for (std::int64_t last = 0;;) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::kCancelled, "the server stops");
        }
        const auto rows = HIBARI_TRY(context_.database.read([&](Transaction& tx) {
            return tx.query(
                "SELECT line, custom_id, state, answer FROM batch_items "
                "WHERE batch = :batch AND line > :last ORDER BY line LIMIT :limit",
                {{"batch", batch.id}, {"last", last}, {"limit", kLinesAtOnce}}
            );
        }));
        if (rows.empty()) {
            return {};
        }
        for (const Row& row : rows) {
            const auto answer = row.optional_text("answer");
            LineFile& file = row.text("state") == "completed" ? output : errors;
            HIBARI_TRY(
                file.add(answer ? *answer : answer_unbegun(row.text("custom_id"), *batch.ends_as))
            );
        }
        last = rows.back().integer("line");
    }
}

Result<void> BatchWork::finish(const Batch& batch, const std::stop_token& stop) {
    HIBARI_CHECK(batch.ends_as.has_value(), batch.id);
    LineFile output(context_.blobs);
    LineFile errors(context_.blobs);
    // Lines of a file that was not read to its end are not worth telling.
    if (batch.in_progress_at_us) {
        HIBARI_TRY(write_lines(batch, output, errors, stop));
    }
    const store::Timestamp at = now();
    File wanted{
        .id = "",
        .project = batch.project,
        .account = batch.account,
        .name = batch.id + "_output.jsonl",
        .purpose = std::string(kBatchOutputPurpose),
        .content_type = "application/jsonl",
        .expires_at_us = std::nullopt,
    };
    if (batch.keep_files_seconds) {
        wanted.expires_at_us =
            store::to_column(at + std::chrono::seconds(*batch.keep_files_seconds));
    }
    const auto output_file = HIBARI_TRY(output.keep(context_.files, wanted));
    wanted.name = batch.id + "_error.jsonl";
    const auto error_file = HIBARI_TRY(errors.keep(context_.files, wanted));
    const auto id_of = [](const std::optional<File>& file) {
        return file ? store::Value(file->id) : store::Value(nullptr);
    };
    return context_.database.write([&](Transaction& tx) -> Result<void> {
        const std::int64_t changed = HIBARI_TRY(tx.execute(
            "UPDATE batches SET status = ends_as, finished_at = :now, failed = total - completed, "
            "output_file = :output, error_file = :error "
            "WHERE id = :id AND status IN ('finalizing', 'cancelling')",
            {{"now", store::to_column(at)},
             {"output", id_of(output_file)},
             {"error", id_of(error_file)},
             {"id", batch.id}}
        ));
        if (changed == 0) {
            return {};  // Another process was faster; our files are swept.
        }
        for (const auto* file : {&output_file, &error_file}) {
            if (*file) {
                HIBARI_TRY(Files::record(tx, **file));
            }
        }
        return {};
    });
}

Result<void> BatchWork::remove_items(const Batch& batch) {
    // Some at a time; the next step comes soon.
    return context_.database.write([&](Transaction& tx) -> Result<void> {
        const std::int64_t removed = HIBARI_TRY(tx.execute(
            "DELETE FROM batch_items WHERE batch = :batch AND line IN (SELECT line "
            "FROM batch_items WHERE batch = :batch ORDER BY line LIMIT :limit)",
            {{"batch", batch.id}, {"limit", kItemsAtOnce}}
        ));
        if (removed < kItemsAtOnce) {
            HIBARI_TRY(
                tx.execute("UPDATE batches SET is_open = 0 WHERE id = :id", {{"id", batch.id}})
            );
        }
        return {};
    });
}

}  // namespace hibari::domain
