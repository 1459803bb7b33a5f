#include "domain/review/reports.h"

#include "base/ids.h"
#include "base/text.h"
#include "domain/review/categories.h"
#include "domain/review/words.h"
#include "trust/audit/log.h"

#include <algorithm>

namespace hibari::domain {
namespace {

using store::Transaction;

constexpr std::chrono::hours kDay{24};

Result<void> check_flood(Transaction& tx, const Principal& who, store::Timestamp now) {
    const auto row = HIBARI_TRY(tx.query_row(
        "SELECT count(*) AS n FROM reports WHERE reporter = :who AND created_at > :since",
        {{"who", who.account}, {"since", store::to_column(now - kDay)}}
    ));
    if (row.integer("n") >= kReportsPerDayMax) {
        return fail(
            {.code = ErrorCode::kResourceExhausted,
             .message = "that is as many reports as one account may send in a day",
             .reason = "report_limit_reached"}
        );
    }
    return {};
}

}  // namespace

Result<Report> Reports::create(const Principal& who, const NewReport& wanted) {
    HIBARI_TRY(require(who, Scope::kWrite));
    const std::string text = HIBARI_TRY(check_words(wanted.text, kReportCharactersMax, "text"));
    const ReportCategory* category = HIBARI_TRY(find_category(wanted.category, "category"));
    const auto now = std::chrono::time_point_cast<std::chrono::microseconds>(clock_.wall_time());
    const std::string id = make_id("report_");
    return database_.write([&](Transaction& tx) -> Result<Report> {
        HIBARI_TRY(check_flood(tx, who, now));
        const std::string owner = HIBARI_TRY(owner_of(tx, wanted.subject));
        Report report{
            .id = id,
            .case_id = {},
            .subject = wanted.subject,
            .category = std::string(category->name),
            .text = text,
            .created_at_us = store::to_column(now),
        };
        const auto again = HIBARI_TRY(tx.query_one(
            "UPDATE reports SET category = :category, text = :text WHERE reporter = :who AND "
            "review_case IN (SELECT id FROM review_cases WHERE queue = 'reports' AND "
            "subject_kind = :kind AND subject = :subject AND state <> 'decided') "
            "RETURNING id, review_case",
            {{"category", report.category},
             {"text", text},
             {"who", who.account},
             {"kind", std::string(to_string(wanted.subject.kind))},
             {"subject", wanted.subject.id}}
        ));
        if (again) {
            report.id = again->text("id");
            report.case_id = again->text("review_case");
            report.due_at_us = HIBARI_TRY(find_case(tx, report.case_id)).due_at_us;
            return report;
        }
        const ReviewCase joined = HIBARI_TRY(join_case(
            tx,
            {.queue = Queue::kReports,
             .subject = wanted.subject,
             .account = owner,
             .category = category->name,
             .within = deadlines_.of(Queue::kReports, "", category->name)},
            now
        ));
        report.case_id = joined.id;
        report.due_at_us = joined.due_at_us;
        HIBARI_TRY(tx.execute(
            "INSERT INTO reports (id, review_case, reporter, category, text, created_at) "
            "VALUES (:id, :case, :who, :category, :text, :now)",
            {{"id", report.id},
             {"case", joined.id},
             {"who", who.account},
             {"category", report.category},
             {"text", text},
             {"now", report.created_at_us}}
        ));
        HIBARI_TRY(trust::append(
            tx,
            {.kind = "review.reported",
             .actor = who.account,
             .subject = wanted.subject.id,
             .details = Json::object({{"case", joined.id}, {"category", report.category}})},
            now
        ));
        return report;
    });
}

}  // namespace hibari::domain
