#include "domain/circle.h"

#include "base/time_text.h"

namespace hibari::domain {
namespace {

using store::Transaction;

Error unknown_account() {
    return {
        .code = ErrorCode::kNotFound,
        .message = "there is no such account",
        .field = "account_id",
    };
}

/// That the other exists, is somebody else, and that there is room for one more.
Result<void> check_other(
    Transaction& tx,
    const Principal& who,
    std::string_view account,
    std::string_view count,
    std::int64_t max
) {
    if (account == who.account) {
        return fail(
            {.code = ErrorCode::kInvalidArgument, .message = "is you", .field = "account_id"}
        );
    }
    if (!HIBARI_TRY(
            tx.query_one("SELECT 1 FROM accounts WHERE id = :id", {{"id", std::string(account)}})
        )) {
        return fail(unknown_account());
    }
    if (HIBARI_TRY(tx.query_row(count, {{"who", who.account}})).integer(0) >= max) {
        return fail(
            {.code = ErrorCode::kFailedPrecondition,
             .message = "that is as many as one account may have",
             .reason = "limit_reached"}
        );
    }
    return {};
}

}  // namespace

Result<trust::Relation> relation_of(Transaction& tx, std::string_view one, std::string_view other) {
    const auto row = HIBARI_TRY(tx.query_row(
        "SELECT (SELECT count(*) FROM follows WHERE (follower = :a AND followee = :b) OR "
        "(follower = :b AND followee = :a)) AS follows, "
        "(SELECT count(*) FROM blocks WHERE (blocker = :a AND blocked = :b) OR "
        "(blocker = :b AND blocked = :a)) AS blocks",
        {{"a", std::string(one)}, {"b", std::string(other)}}
    ));
    return trust::Relation{
        .is_mutual = row.integer("follows") == 2, .is_blocked = row.integer("blocks") > 0
    };
}

Result<void> Circle::follow(const Principal& who, std::string_view account) {
    HIBARI_TRY(require(who, Scope::kWrite));
    const std::int64_t now = to_unix_us(clock_.wall_time());
    return database_.write([&](Transaction& tx) -> Result<void> {
        HIBARI_TRY(check_other(
            tx, who, account, "SELECT count(*) FROM follows WHERE follower = :who", kFollowsMax
        ));
        if (HIBARI_TRY(relation_of(tx, who.account, account)).is_blocked) {
            return fail(unknown_account());
        }
        HIBARI_TRY(tx.execute(
            "INSERT INTO follows (follower, followee, created_at) VALUES (:who, :other, :now) "
            "ON CONFLICT DO NOTHING",
            {{"who", who.account}, {"other", std::string(account)}, {"now", now}}
        ));
        return {};
    });
}

Result<void> Circle::unfollow(const Principal& who, std::string_view account) {
    return remove(who, "DELETE FROM follows WHERE follower = :who AND followee = :other", account);
}

Result<void> Circle::block(const Principal& who, std::string_view account) {
    HIBARI_TRY(require(who, Scope::kWrite));
    const std::int64_t now = to_unix_us(clock_.wall_time());
    return database_.write([&](Transaction& tx) -> Result<void> {
        HIBARI_TRY(check_other(
            tx, who, account, "SELECT count(*) FROM blocks WHERE blocker = :who", kBlocksMax
        ));
        const std::string other(account);
        HIBARI_TRY(tx.execute(
            "INSERT INTO blocks (blocker, blocked, created_at) VALUES (:who, :other, :now) "
            "ON CONFLICT DO NOTHING",
            {{"who", who.account}, {"other", other}, {"now", now}}
        ));
        HIBARI_TRY(tx.execute(
            "DELETE FROM follows WHERE (follower = :who AND followee = :other) OR "
            "(follower = :other AND followee = :who)",
            {{"who", who.account}, {"other", other}}
        ));
        return {};
    });
}

Result<void> Circle::unblock(const Principal& who, std::string_view account) {
    return remove(who, "DELETE FROM blocks WHERE blocker = :who AND blocked = :other", account);
}

Result<std::vector<std::string>> Circle::follows(const Principal& who) {
    return list(who, "SELECT followee FROM follows WHERE follower = :who ORDER BY followee");
}

Result<std::vector<std::string>> Circle::blocks(const Principal& who) {
    return list(who, "SELECT blocked FROM blocks WHERE blocker = :who ORDER BY blocked");
}

Result<void> Circle::remove(const Principal& who, std::string_view sql, std::string_view account) {
    HIBARI_TRY(require(who, Scope::kWrite));
    return database_.write([&](Transaction& tx) -> Result<void> {
        HIBARI_TRY(tx.execute(sql, {{"who", who.account}, {"other", std::string(account)}}));
        return {};
    });
}

Result<std::vector<std::string>> Circle::list(const Principal& who, std::string_view sql) {
    HIBARI_TRY(require(who, Scope::kRead));
    return database_.read([&](Transaction& tx) -> Result<std::vector<std::string>> {
        std::vector<std::string> ids;
        for (const auto rows = HIBARI_TRY(tx.query(sql, {{"who", who.account}}));
             const store::Row& row : rows) {
            ids.push_back(row.text(0));
        }
        return ids;
    });
}

}  // namespace hibari::domain
