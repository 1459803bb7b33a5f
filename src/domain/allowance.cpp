#include "domain/allowance.h"

#include "base/time_text.h"

namespace hibari::domain {
namespace {

constexpr std::chrono::hours kWindow{24};

}  // namespace

std::int64_t clip_weight(std::int64_t seconds) {
    if (seconds <= 10) {
        return 1;
    }
    return seconds <= 15 ? 2 : 4 * ((seconds + 24) / 25);
}

Result<Usage> usage_of(store::Transaction& tx, const Principal& who, store::Timestamp now) {
    const auto row = HIBARI_TRY(tx.query_row(
        "SELECT CAST(coalesce(sum(weight), 0) AS BIGINT) AS used, min(created_at) AS oldest "
        "FROM usage_records WHERE account = :account AND created_at > :since",
        {{"account", who.account}, {"since", store::to_column(now - kWindow)}}
    ));
    Usage usage{.used = row.integer("used"), .allowance = who.tier.allowance, .next_freed_at = {}};
    if (const auto oldest = row.optional_integer("oldest")) {
        usage.next_freed_at = store::from_column(*oldest) + kWindow;
    }
    return usage;
}

Result<void> check_allowance(const Usage& usage, std::int64_t weight) {
    if (usage.used + weight <= usage.allowance) {
        return {};
    }
    const std::string when =
        usage.next_freed_at
            ? "; the next part is free again at " +
                  to_rfc3339(
                      std::chrono::system_clock::time_point(usage.next_freed_at->time_since_epoch())
                  )
            : "";
    return fail(
        {.code = ErrorCode::kResourceExhausted,
         .message = "this clip weighs " + std::to_string(weight) + " and " +
                    std::to_string(usage.used) + " of " + std::to_string(usage.allowance) +
                    " of the last 24 hours are used" + when,
         .reason = "insufficient_quota"}
    );
}

Result<void> reserve(
    store::Transaction& tx,
    const Principal& who,
    std::string_view video,
    std::int64_t weight,
    store::Timestamp now
) {
    const Usage usage = HIBARI_TRY(usage_of(tx, who, now));
    HIBARI_TRY(check_allowance(usage, weight));
    HIBARI_TRY(tx.execute(
        "INSERT INTO usage_records (video, account, weight, created_at) "
        "VALUES (:video, :account, :weight, :now)",
        {{"video", std::string(video)},
         {"account", who.account},
         {"weight", weight},
         {"now", store::to_column(now)}}
    ));
    return {};
}

Result<void> refund(store::Transaction& tx, std::string_view video) {
    HIBARI_TRY(tx.execute(
        "DELETE FROM usage_records WHERE video = :video", {{"video", std::string(video)}}
    ));
    return {};
}

}  // namespace hibari::domain
