#include "domain/review/case_rows.h"

#include "base/ids.h"
#include "base/text.h"
#include "domain/review/categories.h"

#include <algorithm>
#include <array>

namespace hibari::domain {
namespace {

using store::Row;
using store::Transaction;

// Each further report makes a case a little more urgent; a flood of them no more than this.
constexpr std::int64_t kReportsThatCount = 20;

std::int64_t priority_of(std::int64_t harm, std::int64_t reports) {
    return harm * 10 + std::min(reports, kReportsThatCount) * 5;
}

store::Value text_or_null(const std::string& text) {
    return text.empty() ? store::Value(nullptr) : store::Value(text);
}

/// How to find the owner of things of each kind that has rows.
std::string_view owner_query(SubjectKind kind) {
    switch (kind) {
        case SubjectKind::kVideo:
            return "SELECT account AS owner FROM videos WHERE id = :id";
        case SubjectKind::kAccount:
            return "SELECT id AS owner FROM accounts WHERE id = :id";
        case SubjectKind::kPost:
            return "SELECT account AS owner FROM posts WHERE id = :id";
        case SubjectKind::kLikeness:
            return "SELECT owner FROM likenesses WHERE id = :id AND state <> 'deleted'";
        // Nobody but its account sees a prompt, so nobody reports one.
        case SubjectKind::kPrompt:
        case SubjectKind::kMessage:
        case SubjectKind::kComment:
            return "";
    }
    return "";
}

}  // namespace

const std::string_view kCaseColumns =
    "id, queue, subject_kind, subject, account, category, priority, state, reports, claimed_by, "
    "claimed_until, decision, excluded, created_at, due_at, decided_at";

std::string_view to_string(CaseState state) {
    switch (state) {
        case CaseState::kOpen:
            return "open";
        case CaseState::kEscalated:
            return "escalated";
        case CaseState::kDecided:
            return "decided";
    }
    return "open";
}

Result<CaseState> case_state_of(std::string_view word) {
    for (const CaseState state : {CaseState::kOpen, CaseState::kEscalated, CaseState::kDecided}) {
        if (to_string(state) == word) {
            return state;
        }
    }
    return fail(ErrorCode::kInvalidArgument, "there is no such state of a case");
}

Result<ReviewCase> case_of(const Row& row) {
    ReviewCase one;
    one.id = row.text("id");
    one.queue = HIBARI_TRY(queue_of(row.text("queue")));
    one.subject.kind = HIBARI_TRY(subject_kind_of(row.text("subject_kind")));
    one.subject.id = row.text("subject");
    one.account = row.optional_text("account").value_or("");
    one.category = row.text("category");
    one.priority = row.integer("priority");
    one.state = HIBARI_TRY(case_state_of(row.text("state")));
    one.reports = row.integer("reports");
    one.claimed_by = row.optional_text("claimed_by").value_or("");
    one.claimed_until_us = row.optional_integer("claimed_until").value_or(0);
    one.decision = row.optional_text("decision").value_or("");
    one.excluded = split_words(row.text("excluded"));
    one.created_at_us = row.integer("created_at");
    one.due_at_us = row.integer("due_at");
    one.decided_at_us = row.optional_integer("decided_at");
    return one;
}

Result<ReviewCase> find_case(Transaction& tx, std::string_view id) {
    const auto row = HIBARI_TRY(tx.query_one(
        "SELECT " + std::string(kCaseColumns) + " FROM review_cases WHERE id = :id",
        {{"id", std::string(id)}}
    ));
    if (!row) {
        return fail(ErrorCode::kNotFound, "there is no such case");
    }
    return case_of(*row);
}

Result<ReviewCase> join_case(Transaction& tx, const NewCase& wanted, store::Timestamp now) {
    const std::int64_t due = store::to_column(now + wanted.within);
    const ReportCategory* category = HIBARI_TRY(find_category(wanted.category, "category"));
    const auto open = HIBARI_TRY(tx.query_one(
        "SELECT " + std::string(kCaseColumns) +
            " FROM review_cases WHERE queue = :queue AND subject_kind = :kind AND "
            "subject = :subject AND coalesce(decision, '') = :decision AND state <> 'decided'",
        {{"decision", wanted.decision},
         {"queue", std::string(to_string(wanted.queue))},
         {"kind", std::string(to_string(wanted.subject.kind))},
         {"subject", wanted.subject.id}}
    ));
    if (open) {
        const ReviewCase before = HIBARI_TRY(case_of(*open));
        const ReportCategory* known = HIBARI_TRY(find_category(before.category, ""));
        const ReportCategory* graver = category->harm > known->harm ? category : known;
        HIBARI_TRY(tx.execute(
            "UPDATE review_cases SET category = :category, reports = :reports, "
            "priority = :priority, due_at = :due WHERE id = :id",
            {{"category", std::string(graver->name)},
             {"reports", before.reports + 1},
             {"priority", priority_of(graver->harm, before.reports + 1)},
             {"due", std::min(due, before.due_at_us)},
             {"id", before.id}}
        ));
        return find_case(tx, before.id);
    }
    const std::string id = make_id("case_");
    HIBARI_TRY(tx.execute(
        "INSERT INTO review_cases (id, queue, subject_kind, subject, account, category, priority, "
        "state, reports, decision, excluded, created_at, due_at) VALUES (:id, :queue, :kind, "
        ":subject, :account, :category, :priority, 'open', 1, :decision, :excluded, :now, :due)",
        {{"id", id},
         {"queue", std::string(to_string(wanted.queue))},
         {"kind", std::string(to_string(wanted.subject.kind))},
         {"subject", wanted.subject.id},
         {"account", text_or_null(wanted.account)},
         {"category", std::string(category->name)},
         {"priority", priority_of(category->harm, 1)},
         {"decision", text_or_null(wanted.decision)},
         {"excluded", join_words(wanted.excluded)},
         {"now", store::to_column(now)},
         {"due", due}}
    ));
    return find_case(tx, id);
}

Result<std::string> owner_of(Transaction& tx, const Subject& subject) {
    const std::string_view sql = owner_query(subject.kind);
    std::optional<Row> row;
    if (!sql.empty()) {
        row = HIBARI_TRY(tx.query_one(sql, {{"id", subject.id}}));
    }
    if (!row) {
        return fail(
            {.code = ErrorCode::kNotFound,
             .message = "there is no such " + std::string(to_string(subject.kind)),
             .field = "subject"}
        );
    }
    return row->text("owner");
}

}  // namespace hibari::domain
