#include "trust/consent/consent.h"

#include "base/ids.h"
#include "base/text.h"
#include "trust/consent/consent_record.h"
#include "trust/consent/notice.h"

#include <algorithm>
#include <iterator>

namespace hibari::trust {
namespace {

using store::Row;
using store::Timestamp;
using store::Transaction;

Error unknown_likeness() {
    return {
        .code = ErrorCode::kNotFound,
        .message = "there is no such likeness",
        .field = "likeness_id",
        .reason = std::string(kLikenessUnknown),
    };
}

/// The same words whatever the cause: who was denied or blocked need not learn which.
Error not_allowed() {
    return {
        .code = ErrorCode::kPermissionDenied,
        .message = "its owner does not let you use this likeness",
        .hint = "ask the owner for it",
        .reason = std::string(kLikenessDenied),
    };
}

bool is_withdrawn(const Likeness& likeness) {
    return likeness.state == LikenessState::kRevoked || likeness.state == LikenessState::kDeleted;
}

Error withdrawn() {
    return {
        .code = ErrorCode::kFailedPrecondition,
        .message = "this likeness was withdrawn",
        .hint = "record it anew",
        .reason = "likeness_withdrawn",
    };
}

Result<Standing> standing_towards(
    Transaction& tx, const Likeness& likeness, std::string_view account
) {
    const auto row = HIBARI_TRY(tx.query_one(
        "SELECT verdict FROM likeness_people WHERE likeness = :likeness AND account = :account",
        {{"likeness", likeness.id}, {"account", std::string(account)}}
    ));
    return row ? standing_of(row->text(0)).value_or(Standing::kDeny) : Standing::kNone;
}

bool lets(Level level, Standing standing, Relation relation) {
    switch (level) {
        case Level::kOnlyMe:
            return false;
        case Level::kApproved:
            return standing == Standing::kAllow;
        case Level::kMutuals:
            return standing == Standing::kAllow || relation.is_mutual;
        case Level::kEveryone:
            return true;
    }
    return false;
}

Result<void> check_new(const NewLikeness& wanted, AgeBand age) {
    HIBARI_TRY(check_scope(wanted.scope, age));
    if (wanted.notice != notice_hash(wanted.kind, wanted.scope)) {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "is not the hash of the text for what would be allowed",
             .field = "notice",
             .hint = "show the person the text first",
             .reason = "notice_not_shown"}
        );
    }
    if (wanted.evidence.size() != 64 || wanted.pack.empty()) {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "an enrolment has evidence and a pack",
             .field = "enrolment"}
        );
    }
    return {};
}

Result<void> check_handle_free(
    Transaction& tx, const std::string& handle, std::string_view but_for
) {
    const auto taken = HIBARI_TRY(
        tx.query_one("SELECT id FROM likenesses WHERE handle = :handle", {{"handle", handle}})
    );
    if (taken && taken->text(0) != but_for) {
        return fail(
            {.code = ErrorCode::kAlreadyExists,
             .message = "somebody has this handle",
             .field = "handle",
             .reason = "handle_taken"}
        );
    }
    return {};
}

/// Writes all of it but what never changes, under a new version.
Result<void> update(Transaction& tx, Likeness& likeness, Timestamp now) {
    likeness.grant.version += 1;
    likeness.changed_at_us = store::to_column(now);
    if (likeness.state != LikenessState::kPendingReview) {
        likeness.doubts.clear();
    }
    const Scope& scope = likeness.scope;
    const auto text_or_null = [](const std::string& text) {
        return text.empty() ? store::Value(nullptr) : store::Value(text);
    };
    const auto changed = HIBARI_TRY(tx.execute(
        "UPDATE likenesses SET name = :name, handle = :handle, state = :state, pack = :pack, "
        "grant_version = :version, level = :level, preferences = :preferences, "
        "restrictions = :restrictions, strict = :strict, voice = :voice, remix = :remix, "
        "expires_at = :expires, notice = :notice, changed_at = :now, doubts = :doubts "
        "WHERE id = :id AND grant_version = :version - 1",
        {{"name", likeness.name},
         {"handle", text_or_null(likeness.handle)},
         {"state", std::string(to_string(likeness.state))},
         {"pack", text_or_null(likeness.pack)},
         {"version", likeness.grant.version},
         {"level", std::string(to_string(scope.level))},
         {"preferences", scope.preferences},
         {"restrictions", scope.restrictions},
         {"strict", std::int64_t{scope.strict}},
         {"voice", std::int64_t{scope.voice}},
         {"remix", std::int64_t{scope.remix}},
         {"expires", store::nullable(scope.expires_at_us)},
         {"notice", likeness.notice},
         {"doubts", likeness.doubts},
         {"now", likeness.changed_at_us},
         {"id", likeness.id}}
    ));
    if (changed != 1) {
        return fail(ErrorCode::kUnavailable, "the likeness was changed at the same time");
    }
    return {};
}

LikenessRequest request_of(const Row& row) {
    return {
        .id = row.text("id"),
        .likeness = row.text("likeness"),
        .account = row.text("account"),
        .message = row.text("message"),
        .state = row.text("state"),
        .created_at_us = row.integer("created_at"),
        .decided_at_us = row.optional_integer("decided_at"),
    };
}

/// Writes down the standing; no version, no record.
Result<void> write_standing(
    Transaction& tx,
    const Likeness& likeness,
    std::string_view account,
    Standing standing,
    Timestamp now
) {
    const std::string person(account);
    HIBARI_TRY(tx.execute(
        "DELETE FROM likeness_people WHERE likeness = :likeness AND account = :account",
        {{"likeness", likeness.id}, {"account", person}}
    ));
    if (standing == Standing::kNone) {
        return {};
    }
    const auto count = HIBARI_TRY(tx.query_row(
        "SELECT count(*) FROM likeness_people WHERE likeness = :likeness",
        {{"likeness", likeness.id}}
    ));
    if (count.integer(0) >= kPeoplePerLikenessMax) {
        return fail(
            {.code = ErrorCode::kFailedPrecondition,
             .message = "this likeness knows as many people as it may",
             .reason = "limit_reached"}
        );
    }
    HIBARI_TRY(tx.execute(
        "INSERT INTO likeness_people (likeness, account, verdict, decided_at) "
        "VALUES (:likeness, :account, :verdict, :now)",
        {{"likeness", likeness.id},
         {"account", person},
         {"verdict", std::string(to_string(standing))},
         {"now", store::to_column(now)}}
    ));
    return {};
}

}  // namespace

std::string_view to_string(Standing standing) {
    return standing == Standing::kAllow ? "allow" : standing == Standing::kDeny ? "deny" : "none";
}

std::optional<Standing> standing_of(std::string_view word) {
    for (const Standing standing : {Standing::kNone, Standing::kAllow, Standing::kDeny}) {
        if (word == to_string(standing)) {
            return standing;
        }
    }
    return std::nullopt;
}

Result<void> may_use(
    Transaction& tx,
    std::string_view account,
    const Likeness& likeness,
    Relation relation,
    Use use,
    Timestamp now
) {
    if (is_withdrawn(likeness)) {
        return fail(unknown_likeness());
    }
    if (likeness.state != LikenessState::kActive) {
        return fail(not_allowed());
    }
    if (account == likeness.owner) {
        return {};
    }
    const Scope& scope = likeness.scope;
    const bool is_over = scope.expires_at_us && *scope.expires_at_us <= store::to_column(now);
    if (relation.is_blocked || is_over || (use == Use::kRemix && !scope.remix)) {
        return fail(not_allowed());
    }
    const Standing standing = HIBARI_TRY(standing_towards(tx, likeness, account));
    if (standing == Standing::kDeny || !lets(scope.level, standing, relation)) {
        return fail(not_allowed());
    }
    return {};
}

std::string_view likeness_columns() {
    return "id, owner, kind, name, handle, state, pack, evidence, doubts, grant_id, grant_version, "
           "level, preferences, restrictions, strict, voice, remix, expires_at, notice, "
           "created_at, "
           "changed_at";
}

Likeness likeness_of(const Row& row) {
    return {
        .id = row.text("id"),
        .owner = row.text("owner"),
        .kind = likeness_kind_of(row.text("kind")).value_or(LikenessKind::kPerson),
        .name = row.text("name"),
        .handle = row.optional_text("handle").value_or(""),
        .state = row.text("state") == to_string(LikenessState::kActive) ? LikenessState::kActive
                 : row.text("state") == to_string(LikenessState::kPendingReview)
                     ? LikenessState::kPendingReview
                 : row.text("state") == to_string(LikenessState::kRevoked)
                     ? LikenessState::kRevoked
                     : LikenessState::kDeleted,
        .pack = row.optional_text("pack").value_or(""),
        .evidence = row.text("evidence"),
        .doubts = row.text("doubts"),
        .grant = {.id = row.text("grant_id"), .version = row.integer("grant_version")},
        .scope =
            {.level = level_of(row.text("level")).value_or(Level::kOnlyMe),
             .voice = row.flag("voice"),
             .remix = row.flag("remix"),
             .strict = row.flag("strict"),
             .preferences = row.text("preferences"),
             .restrictions = row.text("restrictions"),
             .expires_at_us = row.optional_integer("expires_at")},
        .notice = row.text("notice"),
        .created_at_us = row.integer("created_at"),
        .changed_at_us = row.integer("changed_at"),
    };
}

Result<Likeness> find_likeness(Transaction& tx, std::string_view id) {
    static const std::string sql =
        "SELECT " + std::string(likeness_columns()) + " FROM likenesses WHERE id = :id";
    const auto row = HIBARI_TRY(tx.query_one(sql, {{"id", std::string(id)}}));
    if (!row) {
        return fail(unknown_likeness());
    }
    return likeness_of(*row);
}

Result<std::optional<Likeness>> find_by_handle(Transaction& tx, std::string_view handle) {
    static const std::string sql =
        "SELECT " + std::string(likeness_columns()) + " FROM likenesses WHERE handle = :handle";
    const auto row = HIBARI_TRY(tx.query_one(sql, {{"handle", to_lower(handle)}}));
    return row ? std::optional<Likeness>(likeness_of(*row)) : std::nullopt;
}

Result<std::vector<Likeness>> likenesses_of(Transaction& tx, std::string_view owner) {
    const auto rows = HIBARI_TRY(tx.query(
        "SELECT " + std::string(likeness_columns()) +
            " FROM likenesses WHERE owner = :owner AND state <> 'deleted' ORDER BY created_at, id",
        {{"owner", std::string(owner)}}
    ));
    std::vector<Likeness> found;
    std::ranges::transform(rows, std::back_inserter(found), likeness_of);
    return found;
}

Result<Likeness> create_likeness(
    Transaction& tx, const NewLikeness& wanted, AgeBand age, Timestamp now
) {
    HIBARI_TRY(check_new(wanted, age));
    Likeness made{
        .id = make_id(kLikenessPrefix),
        .owner = wanted.owner,
        .kind = wanted.kind,
        .name = HIBARI_TRY(check_likeness_name(wanted.name)),
        .handle = HIBARI_TRY(check_handle(wanted.handle)),
        .state = wanted.is_accepted ? LikenessState::kActive : LikenessState::kPendingReview,
        .pack = wanted.pack,
        .evidence = wanted.evidence,
        .doubts = wanted.is_accepted ? "" : wanted.doubts,
        .grant = {.id = make_id("grant_"), .version = 0},
        .scope = wanted.scope,
        .notice = wanted.notice,
        .created_at_us = store::to_column(now),
        .changed_at_us = store::to_column(now),
    };
    HIBARI_TRY(check_handle_free(tx, made.handle, ""));
    const auto count = HIBARI_TRY(tx.query_row(
        "SELECT count(*) FROM likenesses WHERE owner = :owner AND state <> 'deleted'",
        {{"owner", made.owner}}
    ));
    if (count.integer(0) >= kLikenessesPerOwnerMax) {
        return fail(
            {.code = ErrorCode::kFailedPrecondition,
             .message = "this account has as many likenesses as it may have",
             .hint = "delete some",
             .reason = "limit_reached"}
        );
    }
    HIBARI_TRY(tx.execute(
        "INSERT INTO likenesses (id, owner, kind, name, handle, state, pack, evidence, doubts, "
        "grant_id, grant_version, level, preferences, restrictions, strict, voice, remix, notice, "
        "created_at, changed_at) VALUES (:id, :owner, :kind, :name, :handle, :state, :pack, "
        ":evidence, :doubts, :grant, 0, 'only_me', '', '', 0, 0, 0, '', :now, :now)",
        {{"id", made.id},
         {"owner", made.owner},
         {"kind", std::string(to_string(made.kind))},
         {"name", made.name},
         {"handle", made.handle},
         {"state", std::string(to_string(made.state))},
         {"pack", made.pack},
         {"evidence", made.evidence},
         {"doubts", made.doubts},
         {"grant", made.grant.id},
         {"now", made.created_at_us}}
    ));
    HIBARI_TRY(update(tx, made, now));
    HIBARI_TRY(record_consent(tx, made, {.act = "created", .actor = made.owner}, now));
    return made;
}

Result<Likeness> change_likeness(
    Transaction& tx,
    const Likeness& likeness,
    const LikenessChange& change,
    AgeBand age,
    Timestamp now
) {
    if (is_withdrawn(likeness)) {
        return fail(withdrawn());
    }
    Likeness changed = likeness;
    if (change.name) {
        changed.name = HIBARI_TRY(check_likeness_name(*change.name));
    }
    if (change.handle) {
        changed.handle = HIBARI_TRY(check_handle(*change.handle));
        HIBARI_TRY(check_handle_free(tx, changed.handle, changed.id));
    }
    if (change.scope) {
        HIBARI_TRY(check_scope(*change.scope, age));
        changed.scope = *change.scope;
        const std::string notice = notice_hash(changed.kind, changed.scope);
        if (is_wider(likeness.scope, changed.scope) && change.notice != notice) {
            return fail(
                {.code = ErrorCode::kInvalidArgument,
                 .message = "is not the hash of the text for what would be allowed",
                 .field = "notice",
                 .hint = "show the person the text first",
                 .reason = "notice_not_shown"}
            );
        }
        changed.notice = notice;
    }
    HIBARI_TRY(update(tx, changed, now));
    HIBARI_TRY(record_consent(tx, changed, {.act = "changed", .actor = changed.owner}, now));
    return changed;
}

Result<Likeness> review_likeness(
    Transaction& tx,
    const Likeness& likeness,
    std::string_view moderator,
    bool accept,
    std::string_view reason,
    Timestamp now
) {
    if (likeness.state != LikenessState::kPendingReview) {
        return fail(
            {.code = ErrorCode::kFailedPrecondition,
             .message = "nobody has to decide on this likeness",
             .reason = "likeness_not_pending"}
        );
    }
    if (!accept) {
        HIBARI_TRY(record_review(tx, likeness, moderator, "rejected", reason, now));
        return withdraw_likeness(tx, likeness, moderator, Withdrawal::kDelete, now);
    }
    HIBARI_TRY(record_review(tx, likeness, moderator, "accepted", reason, now));
    Likeness active = likeness;
    active.state = LikenessState::kActive;
    HIBARI_TRY(update(tx, active, now));
    HIBARI_TRY(
        record_consent(tx, active, {.act = "activated", .actor = std::string(moderator)}, now)
    );
    return active;
}

Result<Likeness> withdraw_likeness(
    Transaction& tx, const Likeness& likeness, std::string_view actor, Withdrawal how, Timestamp now
) {
    const bool erases = how == Withdrawal::kDelete;
    if (likeness.state == LikenessState::kDeleted ||
        (likeness.state == LikenessState::kRevoked && !erases)) {
        return likeness;
    }
    Likeness gone = likeness;
    gone.state = erases ? LikenessState::kDeleted : LikenessState::kRevoked;
    gone.pack = "";
    gone.scope.level = Level::kOnlyMe;
    if (erases) {
        gone.name = "";
        gone.handle = "";
        gone.scope.preferences = "";
        gone.scope.restrictions = "";
        HIBARI_TRY(tx.execute(
            "DELETE FROM likeness_requests WHERE likeness = :likeness", {{"likeness", gone.id}}
        ));
        HIBARI_TRY(tx.execute(
            "DELETE FROM likeness_people WHERE likeness = :likeness", {{"likeness", gone.id}}
        ));
    }
    HIBARI_TRY(update(tx, gone, now));
    HIBARI_TRY(record_consent(
        tx, gone, {.act = erases ? "deleted" : "revoked", .actor = std::string(actor)}, now
    ));
    return gone;
}

Result<Likeness> set_person(
    Transaction& tx,
    const Likeness& likeness,
    std::string_view account,
    Standing standing,
    Timestamp now
) {
    if (is_withdrawn(likeness)) {
        return fail(withdrawn());
    }
    if (account == likeness.owner) {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "the owner may always use it",
             .field = "account_id"}
        );
    }
    HIBARI_TRY(write_standing(tx, likeness, account, standing, now));
    if (standing != Standing::kNone) {
        HIBARI_TRY(tx.execute(
            "UPDATE likeness_requests SET state = :state, decided_at = :now "
            "WHERE likeness = :likeness AND account = :account AND state = 'pending'",
            {{"state", std::string(standing == Standing::kAllow ? "approved" : "declined")},
             {"now", store::to_column(now)},
             {"likeness", likeness.id},
             {"account", std::string(account)}}
        ));
    }
    Likeness changed = likeness;
    HIBARI_TRY(update(tx, changed, now));
    HIBARI_TRY(record_consent(
        tx,
        changed,
        {.act = "person." + std::string(to_string(standing)),
         .actor = changed.owner,
         .person = std::string(account)},
        now
    ));
    return changed;
}

Result<std::vector<LikenessPerson>> people_of(Transaction& tx, std::string_view likeness) {
    const auto rows = HIBARI_TRY(tx.query(
        "SELECT account, verdict, decided_at FROM likeness_people WHERE likeness = :likeness "
        "ORDER BY account LIMIT :limit",
        {{"likeness", std::string(likeness)}, {"limit", kPeoplePerLikenessMax}}
    ));
    std::vector<LikenessPerson> people;
    std::ranges::transform(rows, std::back_inserter(people), [](const Row& row) {
        return LikenessPerson{
            .account = row.text(0),
            .verdict = standing_of(row.text(1)).value_or(Standing::kDeny),
            .decided_at_us = row.integer(2),
        };
    });
    return people;
}

Result<LikenessRequest> request_likeness(
    Transaction& tx,
    const Likeness& likeness,
    std::string_view account,
    Relation relation,
    std::string_view message,
    Timestamp now
) {
    if (likeness.state != LikenessState::kActive) {
        return fail(unknown_likeness());
    }
    if (account == likeness.owner) {
        return fail(
            {.code = ErrorCode::kInvalidArgument, .message = "this likeness is your own already"}
        );
    }
    if (message.size() > kMessageBytesMax || !is_valid_utf8(message)) {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "must be text of at most 1,000 bytes",
             .field = "message"}
        );
    }
    if (relation.is_blocked ||
        HIBARI_TRY(standing_towards(tx, likeness, account)) == Standing::kDeny) {
        return fail(not_allowed());
    }
    const auto open = HIBARI_TRY(tx.query_row(
        "SELECT count(*) AS n, CAST(coalesce(sum(CASE WHEN account = :account THEN 1 ELSE 0 END), "
        "0) AS BIGINT) AS own FROM likeness_requests "
        "WHERE likeness = :likeness AND state = 'pending'",
        {{"account", std::string(account)}, {"likeness", likeness.id}}
    ));
    if (open.integer("own") > 0) {
        return fail(
            {.code = ErrorCode::kAlreadyExists,
             .message = "you have asked for it, and the owner has not decided yet",
             .reason = "request_open"}
        );
    }
    if (open.integer("n") >= kOpenRequestsMax) {
        return fail(
            {.code = ErrorCode::kResourceExhausted,
             .message = "too many people ask for this likeness now",
             .reason = "limit_reached"}
        );
    }
    const LikenessRequest request{
        .id = make_id("ask_"),
        .likeness = likeness.id,
        .account = std::string(account),
        .message = std::string(message),
        .state = "pending",
        .created_at_us = store::to_column(now),
        .decided_at_us = std::nullopt,
    };
    HIBARI_TRY(tx.execute(
        "INSERT INTO likeness_requests (id, likeness, account, message, state, created_at) "
        "VALUES (:id, :likeness, :account, :message, 'pending', :now)",
        {{"id", request.id},
         {"likeness", request.likeness},
         {"account", request.account},
         {"message", request.message},
         {"now", request.created_at_us}}
    ));
    return request;
}

Result<LikenessRequest> decide_request(
    Transaction& tx, const Likeness& likeness, std::string_view request, bool approve, Timestamp now
) {
    if (is_withdrawn(likeness)) {
        return fail(withdrawn());
    }
    const auto find = [&]() -> Result<LikenessRequest> {
        const auto row = HIBARI_TRY(tx.query_one(
            "SELECT * FROM likeness_requests WHERE id = :id AND likeness = :likeness",
            {{"id", std::string(request)}, {"likeness", likeness.id}}
        ));
        if (!row) {
            return fail(
                {.code = ErrorCode::kNotFound,
                 .message = "there is no such request",
                 .field = "request_id"}
            );
        }
        return request_of(*row);
    };
    const LikenessRequest open = HIBARI_TRY(find());
    if (open.state != "pending") {
        return fail(
            {.code = ErrorCode::kFailedPrecondition,
             .message = "this request was " + open.state + " already",
             .reason = "request_decided"}
        );
    }
    if (approve) {
        HIBARI_TRY(set_person(tx, likeness, open.account, Standing::kAllow, now));
    } else {
        HIBARI_TRY(tx.execute(
            "UPDATE likeness_requests SET state = 'declined', decided_at = :now WHERE id = :id",
            {{"now", store::to_column(now)}, {"id", open.id}}
        ));
    }
    return find();
}

Result<std::vector<LikenessRequest>> requests_of(Transaction& tx, std::string_view likeness) {
    const auto rows = HIBARI_TRY(tx.query(
        "SELECT * FROM likeness_requests WHERE likeness = :likeness "
        "ORDER BY CASE WHEN state = 'pending' THEN 0 ELSE 1 END, created_at DESC, id LIMIT 1000",
        {{"likeness", std::string(likeness)}}
    ));
    std::vector<LikenessRequest> requests;
    std::ranges::transform(rows, std::back_inserter(requests), request_of);
    return requests;
}

}  // namespace hibari::trust
