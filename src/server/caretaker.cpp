#include "server/caretaker.h"

#include "base/text.h"
#include "base/threads.h"
#include "domain/likeness/blob_removals.h"
#include "domain/video.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace hibari::server {
namespace {

using store::Row;
using store::Transaction;

constexpr std::chrono::seconds kTick{1};
constexpr int kTicksBetweenExpiries = 10;
constexpr int kTicksBetweenDeadlines = 20;
constexpr int kTicksBetweenSweeps = 600;
// Whatever is younger may belong to a worker that is about to record it.
constexpr std::chrono::hours kOrphanAge{1};
constexpr std::int64_t kExpiriesAtOnce = 100;
constexpr std::int64_t kRemovalsAtOnce = 1000;

void note(Log& log, const char* what, const Error& error) {
    log.warning(what, Json::object({{"error", to_string(error)}}));
}

void take_care(const CaretakerParts& parts, int tick) {
    const auto recovered = parts.jobs.recover_lost();
    if (!recovered) {
        note(parts.log, "cannot look for lost jobs", recovered.error());
    } else if (recovered->requeued + recovered->failed > 0) {
        parts.log.warning(
            "lost jobs",
            Json::object({{"requeued", recovered->requeued}, {"failed", recovered->failed}})
        );
    }
    const auto now = parts.clock.wall_time();
    if (tick % kTicksBetweenExpiries == 0) {
        const auto at = std::chrono::time_point_cast<std::chrono::microseconds>(now);
        const auto expired = expire_clips(parts.database, parts.blobs, at);
        const auto files = parts.files.expire();
        if (!expired || !files) {
            note(parts.log, "cannot expire", expired ? files.error() : expired.error());
        } else if (*expired > 0) {
            parts.log.info("clips expired", Json::object({{"count", *expired}}));
        }
    }
    const auto removed = domain::keep_removals(parts.database, parts.blobs, kRemovalsAtOnce);
    if (!removed) {
        note(parts.log, "cannot remove what has to go", removed.error());
    }
    if (tick % kTicksBetweenDeadlines == 0) {
        const auto overdue = parts.review.keep_time();
        if (!overdue) {
            note(parts.log, "cannot keep the time of cases", overdue.error());
        } else if (*overdue > 0) {
            parts.log.warning("cases are overdue", Json::object({{"count", *overdue}}));
        }
    }
    if (tick % kTicksBetweenSweeps == 0) {
        const auto swept = sweep_orphans(parts.database, parts.blobs, now, kOrphanAge);
        if (!swept) {
            note(parts.log, "cannot sweep", swept.error());
        } else if (*swept > 0) {
            parts.log.info("orphans removed", Json::object({{"count", *swept}}));
        }
        const auto unfinished = parts.blobs.sweep(kOrphanAge);
        if (!unfinished) {
            note(parts.log, "cannot sweep", unfinished.error());
        }
    }
}

/// The row that a blob belongs to.
Result<std::optional<Row>> find_owner(Transaction& tx, const std::string& key) {
    const auto words = split(key, '/');
    const std::string id(words.size() > 1 ? words[1] : "");
    if (words[0] == "files") {
        return tx.query_one("SELECT id FROM files WHERE id = :id", {{"id", id}});
    }
    if (words[0] == "characters") {
        return tx.query_one("SELECT id FROM characters WHERE id = :id", {{"id", id}});
    }
    if (words[0] == "likenesses") {
        return tx.query_one("SELECT id FROM likenesses WHERE pack = :key", {{"key", key}});
    }
    if (words[0] == "inputs") {
        return tx.query_one(
            "SELECT id FROM videos WHERE upload = :key OR reference = :key LIMIT 1", {{"key", key}}
        );
    }
    return tx.query_one(
        "SELECT id FROM videos WHERE id = :id AND blobs = :place",
        {{"id", id}, {"place", key.substr(0, key.rfind('/'))}}
    );
}

}  // namespace

Result<int> expire_clips(store::Database& database, store::BlobStore& blobs, store::Timestamp now) {
    const auto rows = HIBARI_TRY(database.read([&](Transaction& tx) {
        return tx.query(
            "SELECT id, blobs FROM videos WHERE expires_at <= :now AND blobs IS NOT NULL "
            "LIMIT :limit",
            {{"now", store::to_column(now)}, {"limit", kExpiriesAtOnce}}
        );
    }));
    for (const Row& row : rows) {
        // Files first: should this process die in between, the row still says where they were.
        for (const std::string_view name : domain::kClipFiles) {
            HIBARI_TRY(blobs.remove(row.text("blobs") + "/" + std::string(name)));
        }
        HIBARI_TRY(database.write([&](Transaction& tx) {
            return tx.execute(
                "UPDATE videos SET blobs = NULL WHERE id = :id AND blobs = :blobs",
                {{"id", row.text("id")}, {"blobs", row.text("blobs")}}
            );
        }));
    }
    return static_cast<int>(rows.size());
}

Result<int> sweep_orphans(
    store::Database& database,
    store::BlobStore& blobs,
    std::chrono::system_clock::time_point now,
    std::chrono::seconds age
) {
    std::vector<std::string> old;
    for (const char* folder : {"videos/", "files/", "inputs/", "characters/", "likenesses/"}) {
        HIBARI_TRY(blobs.list(folder, [&](std::string_view key, const store::BlobFacts& facts) {
            if (now - facts.modified > age) {
                old.emplace_back(key);
            }
            return true;
        }));
    }
    int removed = 0;
    for (const std::string& key : old) {
        const auto owner =
            HIBARI_TRY(database.read([&](Transaction& tx) { return find_owner(tx, key); }));
        if (!owner) {
            HIBARI_TRY(blobs.remove(key));
            ++removed;
        }
    }
    return removed;
}

Caretaker::Caretaker(const CaretakerParts& parts) : parts_(parts) {
    thread_ = std::jthread([this](const std::stop_token& ended) {
        name_this_thread("caretaker");
        std::mutex mutex;
        std::condition_variable_any never;
        for (int tick = 1; !ended.stop_requested(); ++tick) {
            take_care(parts_, tick);
            std::unique_lock lock(mutex);
            never.wait_for(lock, ended, kTick, [] { return false; });
        }
    });
}

Caretaker::~Caretaker() = default;

}  // namespace hibari::server
