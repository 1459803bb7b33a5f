#include "domain/review/appeals.h"

#include "base/ids.h"
#include "domain/review/prompt_cases.h"
#include "domain/review/words.h"
#include "trust/audit/log.h"

namespace hibari::domain {
namespace {

using store::Row;
using store::Timestamp;
using store::Transaction;

constexpr std::int64_t kShownMax = 200;

constexpr std::string_view kColumns =
    "a.id, a.decision, a.text, a.state, a.created_at, a.decided_at, c.due_at";

AppealState state_of(std::string_view word) {
    for (const AppealState state : {AppealState::kUpheld, AppealState::kOverturned}) {
        if (to_string(state) == word) {
            return state;
        }
    }
    return AppealState::kOpen;
}

Appeal appeal_of(const Row& row) {
    return {
        .id = row.text("id"),
        .decision = row.text("decision"),
        .text = row.text("text"),
        .state = state_of(row.text("state")),
        .created_at_us = row.integer("created_at"),
        .due_at_us = row.integer("due_at"),
        .decided_at_us = row.optional_integer("decided_at"),
    };
}

Result<Appeal> find_appeal(Transaction& tx, const Principal& who, std::string_view id) {
    const auto row = HIBARI_TRY(tx.query_one(
        "SELECT " + std::string(kColumns) +
            " FROM appeals a JOIN review_cases c ON c.id = a.review_case "
            "WHERE a.id = :id AND a.account = :account",
        {{"id", std::string(id)}, {"account", who.account}}
    ));
    if (!row) {
        return fail(ErrorCode::kNotFound, "there is no such appeal");
    }
    return appeal_of(*row);
}

Error refused(std::string message, std::string reason) {
    return {
        .code = ErrorCode::kFailedPrecondition,
        .message = std::move(message),
        .reason = std::move(reason),
    };
}

/// Against whom it was taken, whose clip it took along, or who reported in vain.
Result<bool> is_concerned(Transaction& tx, const Principal& who, const Decision& decision) {
    if (decision.account == who.account) {
        return true;
    }
    const auto along = HIBARI_TRY(tx.query_one(
        "SELECT 1 FROM withholdings w JOIN videos v ON v.id = w.subject "
        "WHERE w.cause = :cause AND w.subject_kind = 'video' AND v.account = :account LIMIT 1",
        {{"cause", decision.id}, {"account", who.account}}
    ));
    const auto reported = HIBARI_TRY(tx.query_one(
        "SELECT 1 FROM reports WHERE review_case = :case AND reporter = :account LIMIT 1",
        {{"case", decision.case_id}, {"account", who.account}}
    ));
    return along.has_value() || (reported.has_value() && decision.action == Action::kNone);
}

}  // namespace

std::string_view to_string(AppealState state) {
    switch (state) {
        case AppealState::kOpen:
            return "open";
        case AppealState::kUpheld:
            return "upheld";
        case AppealState::kOverturned:
            return "overturned";
    }
    return "open";
}

Result<Appeal> Appeals::create(
    const Principal& who, std::string_view decision, std::string_view text
) {
    HIBARI_TRY(require_even_suspended(who, Scope::kWrite));
    const std::string words = HIBARI_TRY(check_words(text, kAppealCharactersMax, "text"));
    const Timestamp now =
        std::chrono::time_point_cast<std::chrono::microseconds>(clock_.wall_time());
    const std::string id = make_id("appeal_");
    return database_.write([&](Transaction& tx) -> Result<Appeal> {
        const Decision about = HIBARI_TRY(
            is_policy_id(decision) ? refusal_of(tx, who.account, decision, now)
                                   : find_decision(tx, decision)
        );
        if (!HIBARI_TRY(is_concerned(tx, who, about))) {
            return fail(ErrorCode::kNotFound, "there is no such decision");
        }
        if (about.reversed_at_us) {
            return fail(refused("this decision was undone already", "already_reversed"));
        }
        if (store::from_column(about.created_at_us) + kAppealWithin < now) {
            return fail(refused("a decision can be appealed for six months", "too_late"));
        }
        if (HIBARI_TRY(tx.query_one(
                "SELECT 1 FROM appeals WHERE decision = :decision AND account = :account",
                {{"decision", about.id}, {"account", who.account}}
            ))) {
            return fail(refused("you have appealed this decision already", "already_appealed"));
        }
        std::vector<std::string> excluded;
        for (const std::string& moderator : {about.moderator, about.approved_by}) {
            if (!moderator.empty()) {
                excluded.push_back(moderator);
            }
        }
        const ReviewCase opened = HIBARI_TRY(join_case(
            tx,
            {.queue = Queue::kAppeals,
             .subject = about.subject,
             .account = about.account,
             .category = about.category,
             .within = deadlines_.of(Queue::kAppeals, "", about.category),
             .decision = about.id,
             .excluded = excluded},
            now
        ));
        HIBARI_TRY(tx.execute(
            "INSERT INTO appeals (id, decision, review_case, account, text, state, created_at) "
            "VALUES (:id, :decision, :case, :account, :text, 'open', :now)",
            {{"id", id},
             {"decision", about.id},
             {"case", opened.id},
             {"account", who.account},
             {"text", words},
             {"now", store::to_column(now)}}
        ));
        HIBARI_TRY(trust::append(
            tx,
            {.kind = "review.appealed",
             .actor = who.account,
             .subject = about.account,
             .details = Json::object({{"decision", about.id}, {"case", opened.id}})},
            now
        ));
        return find_appeal(tx, who, id);
    });
}

Result<Appeal> Appeals::find(const Principal& who, std::string_view id) {
    HIBARI_TRY(require_even_suspended(who, Scope::kRead));
    return database_.read([&](Transaction& tx) { return find_appeal(tx, who, id); });
}

Result<std::vector<Decision>> Appeals::decisions(const Principal& who) {
    HIBARI_TRY(require_even_suspended(who, Scope::kRead));
    return database_.read([&](Transaction& tx) -> Result<std::vector<Decision>> {
        const auto rows = HIBARI_TRY(tx.query(
            "SELECT " + std::string(kDecisionColumns) +
                " FROM decisions WHERE account = :account AND action <> 'none' "
                "ORDER BY created_at DESC, id DESC LIMIT :limit",
            {{"account", who.account}, {"limit", kShownMax}}
        ));
        std::vector<Decision> found;
        for (const Row& row : rows) {
            found.push_back(HIBARI_TRY(decision_of(row)));
        }
        return found;
    });
}

Result<std::vector<Strike>> Appeals::strikes(const Principal& who) {
    HIBARI_TRY(require_even_suspended(who, Scope::kRead));
    return database_.read([&](Transaction& tx) -> Result<std::vector<Strike>> {
        const auto rows = HIBARI_TRY(tx.query(
            "SELECT id, decision, created_at, expires_at, undone_at FROM strikes "
            "WHERE account = :account ORDER BY created_at DESC, id DESC LIMIT :limit",
            {{"account", who.account}, {"limit", kShownMax}}
        ));
        std::vector<Strike> found;
        for (const Row& row : rows) {
            found.push_back(
                {.id = row.text("id"),
                 .decision = row.text("decision"),
                 .created_at_us = row.integer("created_at"),
                 .expires_at_us = row.integer("expires_at"),
                 .undone_at_us = row.optional_integer("undone_at")}
            );
        }
        return found;
    });
}

}  // namespace hibari::domain
