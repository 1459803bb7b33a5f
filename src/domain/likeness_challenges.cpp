#include "domain/likeness_challenges.h"

#include "base/ids.h"
#include "base/time_text.h"

namespace hibari::domain {
namespace {

constexpr std::int64_t kDay_us = 86'400'000'000;

}  // namespace

Result<std::string> open_challenge(store::Transaction& tx, const NewChallenge& wanted) {
    const std::string account(wanted.account);
    // Rows hold when challenges end; all are good equally long.
    const std::int64_t day_ago = wanted.expires_at_us - kDay_us;
    HIBARI_TRY(
        tx.execute("DELETE FROM likeness_challenges WHERE expires_at <= :old", {{"old", day_ago}})
    );
    const auto open = HIBARI_TRY(tx.query_row(
        "SELECT count(*) AS n FROM likeness_challenges "
        "WHERE account = :account AND expires_at >= :now AND used_at = 0",
        {{"account", account}, {"now", wanted.now_us}}
    ));
    if (open.integer("n") >= kOpenChallengesMax) {
        return fail(
            {.code = ErrorCode::kResourceExhausted,
             .message = "too many challenges are open",
             .hint = "answer one, or wait two minutes",
             .reason = "too_many_challenges"}
        );
    }
    const auto day = HIBARI_TRY(tx.query_row(
        "SELECT count(*) AS n, coalesce(min(expires_at), 0) AS oldest FROM likeness_challenges "
        "WHERE account = :account",
        {{"account", account}}
    ));
    if (day.integer("n") >= wanted.per_day_max) {
        const std::int64_t next_us =
            wanted.now_us + (day.integer("oldest") + kDay_us - wanted.expires_at_us);
        return fail(
            {.code = ErrorCode::kResourceExhausted,
             .message = "this account has asked for " + std::to_string(wanted.per_day_max) +
                        " challenges within 24 hours, which is as many as it gets",
             .hint = "ask again after " + to_rfc3339(from_unix_us(next_us)),
             .reason = "daily_challenges_used"}
        );
    }
    std::string id = make_id("chal_");
    HIBARI_TRY(tx.execute(
        "INSERT INTO likeness_challenges (id, account, challenge, expires_at, used_at) "
        "VALUES (:id, :account, :challenge, :expires, 0)",
        {{"id", id},
         {"account", account},
         {"challenge", std::string(wanted.challenge)},
         {"expires", wanted.expires_at_us}}
    ));
    return id;
}

Result<std::string> take_challenge(
    store::Transaction& tx, std::string_view account, std::string_view id, std::int64_t now_us
) {
    const auto row = HIBARI_TRY(tx.query_one(
        "SELECT challenge FROM likeness_challenges WHERE id = :id AND account = :account",
        {{"id", std::string(id)}, {"account", std::string(account)}}
    ));
    if (!row) {
        return fail(
            {.code = ErrorCode::kNotFound,
             .message = "there is no such challenge",
             .field = "challenge_id",
             .hint = "ask for one; each is good for two minutes"}
        );
    }
    const std::int64_t taken = HIBARI_TRY(tx.execute(
        "UPDATE likeness_challenges SET used_at = :now WHERE id = :id AND used_at = 0",
        {{"now", now_us}, {"id", std::string(id)}}
    ));
    if (taken != 1) {
        return fail(
            {.code = ErrorCode::kFailedPrecondition,
             .message = "a recording for this challenge came before",
             .field = "challenge_id",
             .hint = "ask for a new challenge",
             .reason = "challenge_used"}
        );
    }
    return row->text("challenge");
}

}  // namespace hibari::domain
