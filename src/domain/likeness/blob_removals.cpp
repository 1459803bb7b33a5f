#include "domain/likeness/blob_removals.h"

namespace hibari::domain {

using store::Transaction;

Result<void> promise_removal(
    Transaction& tx, std::string_view key, std::string_view likeness, store::Timestamp now
) {
    HIBARI_TRY(tx.execute(
        "INSERT INTO blob_removals (key, likeness, asked_at) VALUES (:key, :likeness, :now) "
        "ON CONFLICT DO NOTHING",
        {{"key", std::string(key)},
         {"likeness", likeness.empty() ? store::Value(nullptr) : store::Value(std::string(likeness))
         },
         {"now", store::to_column(now)}}
    ));
    return {};
}

Result<int> keep_removals(store::Database& database, store::BlobStore& blobs, std::int64_t limit) {
    const auto rows = HIBARI_TRY(database.read([&](Transaction& tx) {
        return tx.query(
            "SELECT key FROM blob_removals ORDER BY asked_at, key LIMIT :limit", {{"limit", limit}}
        );
    }));
    for (const store::Row& row : rows) {
        // The blob first: should this process die in between, the row still says what has to go.
        HIBARI_TRY(blobs.remove(row.text("key")));
        HIBARI_TRY(database.write([&](Transaction& tx) {
            return tx.execute(
                "DELETE FROM blob_removals WHERE key = :key", {{"key", row.text("key")}}
            );
        }));
    }
    return static_cast<int>(rows.size());
}

Result<std::int64_t> removals_left(Transaction& tx, std::string_view likeness) {
    return HIBARI_TRY(tx.query_row(
                          "SELECT count(*) FROM blob_removals WHERE likeness = :likeness",
                          {{"likeness", std::string(likeness)}}
                      )
    ).integer(0);
}

}  // namespace hibari::domain
