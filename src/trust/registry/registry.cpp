#include "trust/registry/registry.h"

#include "base/base64.h"
#include "base/check.h"
#include "base/time_text.h"

#include <algorithm>
#include <utility>

namespace hibari::trust {
namespace {

using store::Row;
using store::Transaction;

// A transaction that began earlier may end later: what was registered so recently is read again.
constexpr std::int64_t kLate_us = 300'000'000;
constexpr std::int64_t kRowsAtOnce = 500;

AssetState state_for(const Row& row, std::int64_t now_us) {
    if (!row.is_null("cause_kind")) {
        const std::string& kind = row.text("cause_kind");
        return kind == "consent"  ? AssetState::kConsentWithdrawn
               : kind == "rights" ? AssetState::kRightsClaimed
                                  : AssetState::kRemoved;
    }
    const bool is_kept = !row.is_null("status");
    const auto expires_us = row.optional_integer("expires_at");
    return is_kept && (!expires_us || *expires_us > now_us) ? AssetState::kAvailable
                                                            : AssetState::kDeleted;
}

Result<std::optional<KnownAsset>> read_asset(Transaction& tx, AssetId id, std::int64_t now_us) {
    // Of several reasons why it must not be shown, the first one.
    const auto row = HIBARI_TRY(tx.query_one(
        "SELECT a.id, a.video, a.engine, a.engine_version, a.registered_at, v.status, "
        "v.expires_at, w.cause_kind, w.created_at AS withheld_at FROM assets a "
        "LEFT JOIN videos v ON v.id = a.video "
        "LEFT JOIN withholdings w ON w.subject_kind = 'video' AND w.subject = a.video "
        "WHERE a.id = :id ORDER BY w.created_at, w.cause LIMIT 1",
        {{"id", std::int64_t{id}}}
    ));
    if (!row) {
        return std::optional<KnownAsset>();
    }
    KnownAsset asset{
        .id = id,
        .video = row->text("video"),
        .engine = row->text("engine"),
        .engine_version = row->text("engine_version"),
        .made_at_us = row->integer("registered_at"),
        .state = state_for(*row, now_us),
        .since_us = row->optional_integer("withheld_at"),
    };
    if (asset.state == AssetState::kDeleted) {
        asset.since_us = row->optional_integer("expires_at");
    }
    return std::optional(std::move(asset));
}

}  // namespace

std::string_view to_string(AssetState state) {
    switch (state) {
        case AssetState::kAvailable:
            return "available";
        case AssetState::kDeleted:
            return "deleted";
        case AssetState::kRemoved:
            return "removed";
        case AssetState::kConsentWithdrawn:
            return "consent_withdrawn";
        case AssetState::kRightsClaimed:
            return "rights_claimed";
    }
    return "available";
}

bool is_banked(AssetState state) {
    return state == AssetState::kRemoved || state == AssetState::kConsentWithdrawn ||
           state == AssetState::kRightsClaimed;
}

Result<void> register_asset(Transaction& tx, const NewAsset& asset, std::int64_t now_us) {
    HIBARI_CHECK(asset.id != 0);
    HIBARI_TRY(tx.execute(
        "INSERT INTO assets (id, video, engine, engine_version, fingerprint, registered_at) "
        "VALUES (:id, :video, :engine, :version, :fingerprint, :now)",
        {{"id", std::int64_t{asset.id}},
         {"video", asset.video},
         {"engine", asset.engine},
         {"version", asset.engine_version},
         {"fingerprint", to_base64(to_bytes(asset.fingerprint))},
         {"now", now_us}}
    ));
    return {};
}

Result<std::optional<KnownAsset>> Registry::find(AssetId id) {
    return database_.read([&](Transaction& tx) {
        return read_asset(tx, id, to_unix_us(clock_.wall_time()));
    });
}

Result<std::vector<AssetMatch>> Registry::find_copies(const ClipQuery& query) {
    HIBARI_TRY(refresh());
    std::vector<FingerprintMatch> matches;
    {
        const std::shared_lock lock(index_mutex_);
        matches = index_.find(query);
    }
    return database_.read([&](Transaction& tx) -> Result<std::vector<AssetMatch>> {
        std::vector<AssetMatch> found;
        for (const FingerprintMatch& match : matches) {
            const auto asset =
                HIBARI_TRY(read_asset(tx, match.item, to_unix_us(clock_.wall_time())));
            if (asset) {
                found.push_back({.asset = *asset, .match = match});
            }
        }
        return found;
    });
}

Result<std::optional<AssetMatch>> Registry::find_banked(const ClipQuery& query) {
    for (const AssetMatch& found : HIBARI_TRY(find_copies(query))) {
        if (is_banked(found.asset.state) && found.match.is_sure()) {
            return std::optional(found);
        }
    }
    return std::optional<AssetMatch>();
}

Result<void> Registry::refresh() {
    const std::scoped_lock only(refresh_mutex_);
    std::int64_t from_us = seen_us_ - kLate_us;
    std::int64_t from_id = -1;
    while (true) {
        const auto rows = HIBARI_TRY(database_.read([&](Transaction& tx) {
            return tx.query(
                "SELECT id, fingerprint, registered_at FROM assets WHERE registered_at > :from "
                "OR (registered_at = :from AND id > :id) ORDER BY registered_at, id LIMIT :most",
                {{"from", from_us}, {"id", from_id}, {"most", kRowsAtOnce}}
            );
        }));
        for (const Row& row : rows) {
            const auto id = static_cast<AssetId>(row.integer("id"));
            from_us = row.integer("registered_at");
            from_id = row.integer("id");
            // A worker's clock may be ahead; what others register must not be passed over by that.
            seen_us_ = std::max(seen_us_, std::min(from_us, to_unix_us(clock_.wall_time())));
            // Only this function writes to the index, one thread at a time.
            if (index_.has(id)) {
                continue;
            }
            const auto bytes = from_base64(row.text("fingerprint"));
            const auto fingerprint = fingerprint_from_bytes(bytes.value_or(""));
            const std::unique_lock writing(index_mutex_);
            if (fingerprint) {
                index_.add(id, *fingerprint);
            } else {
                damaged_.insert(id);
            }
        }
        if (std::cmp_less(rows.size(), kRowsAtOnce)) {
            return {};
        }
    }
}

std::size_t Registry::damaged() const {
    const std::shared_lock lock(index_mutex_);
    return damaged_.size();
}

}  // namespace hibari::trust
