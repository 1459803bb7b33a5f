#include "domain/withholding.h"

namespace hibari::domain {
namespace {

using store::Transaction;

/// A video carries its own reason, so that no read path needs a second look.
Result<void> refresh(Transaction& tx, const Subject& subject) {
    if (subject.kind != SubjectKind::kVideo) {
        return {};
    }
    HIBARI_TRY(tx.execute(
        "UPDATE videos SET withheld = (SELECT w.reason FROM withholdings w "
        "WHERE w.subject_kind = 'video' AND w.subject = :id ORDER BY w.created_at, w.cause LIMIT "
        "1) "
        "WHERE id = :id",
        {{"id", subject.id}}
    ));
    return {};
}

}  // namespace

std::string_view to_string(CauseKind kind) {
    switch (kind) {
        case CauseKind::kModeration:
            return "moderation";
        case CauseKind::kConsent:
            return "consent";
        case CauseKind::kRights:
            return "rights";
    }
    return "moderation";
}

Result<void> withhold(
    Transaction& tx, const Subject& subject, const Cause& cause, store::Timestamp now
) {
    HIBARI_TRY(tx.execute(
        "INSERT INTO withholdings (subject_kind, subject, cause, cause_kind, reason, created_at) "
        "VALUES (:kind, :subject, :cause, :cause_kind, :reason, :now) ON CONFLICT DO NOTHING",
        {{"kind", std::string(to_string(subject.kind))},
         {"subject", subject.id},
         {"cause", cause.id},
         {"cause_kind", std::string(to_string(cause.kind))},
         {"reason", cause.reason},
         {"now", store::to_column(now)}}
    ));
    return refresh(tx, subject);
}

Result<std::vector<std::string>> lineage_below(Transaction& tx, std::string_view video) {
    const auto rows = HIBARI_TRY(tx.query(
        "WITH RECURSIVE below (id, depth) AS (SELECT CAST(:id AS TEXT), CAST(0 AS BIGINT) "
        "UNION SELECT e.video, b.depth + 1 FROM lineage_edges e JOIN below b ON e.source = b.id) "
        "SELECT id FROM below ORDER BY depth, id",
        {{"id", std::string(video)}}
    ));
    std::vector<std::string> ids;
    ids.reserve(rows.size());
    for (const store::Row& row : rows) {
        ids.push_back(row.text("id"));
    }
    return ids;
}

Result<std::vector<std::string>> lineage_above(Transaction& tx, std::string_view video) {
    const auto rows = HIBARI_TRY(tx.query(
        "WITH RECURSIVE above (id, depth) AS (SELECT CAST(:id AS TEXT), CAST(0 AS BIGINT) "
        "UNION SELECT e.source, a.depth + 1 FROM lineage_edges e JOIN above a ON e.video = a.id) "
        "SELECT id FROM above WHERE depth > 0 ORDER BY depth",
        {{"id", std::string(video)}}
    ));
    std::vector<std::string> ids;
    for (const store::Row& row : rows) {
        ids.push_back(row.text("id"));
    }
    return ids;
}

Result<std::vector<std::string>> withhold_lineage(
    Transaction& tx, std::string_view video, const Cause& cause, store::Timestamp now
) {
    const auto ids = HIBARI_TRY(lineage_below(tx, video));
    for (const std::string& id : ids) {
        HIBARI_TRY(withhold(tx, {.kind = SubjectKind::kVideo, .id = id}, cause, now));
    }
    return ids;
}

Result<std::vector<Subject>> lift(Transaction& tx, std::string_view cause) {
    const auto rows = HIBARI_TRY(tx.query(
        "DELETE FROM withholdings WHERE cause = :cause RETURNING subject_kind, subject",
        {{"cause", std::string(cause)}}
    ));
    std::vector<Subject> lifted;
    for (const store::Row& row : rows) {
        Subject subject{
            .kind = HIBARI_TRY(subject_kind_of(row.text("subject_kind"))), .id = row.text("subject")
        };
        HIBARI_TRY(refresh(tx, subject));
        lifted.push_back(std::move(subject));
    }
    return lifted;
}

Result<std::optional<std::string>> withheld_because(Transaction& tx, const Subject& subject) {
    const auto row = HIBARI_TRY(tx.query_one(
        "SELECT reason FROM withholdings WHERE subject_kind = :kind AND subject = :subject "
        "ORDER BY created_at, cause LIMIT 1",
        {{"kind", std::string(to_string(subject.kind))}, {"subject", subject.id}}
    ));
    std::optional<std::string> reason;
    if (row) {
        reason = row->text("reason");
    }
    return reason;
}

}  // namespace hibari::domain
