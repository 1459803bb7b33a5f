#include "domain/review/transparency.h"

#include <string>
#include <string_view>

namespace hibari::domain {
namespace {

using store::Row;
using store::Transaction;

class Counter {
  public:
    Counter(Transaction& tx, store::Timestamp from, store::Timestamp until)
        : tx_(tx), from_(store::to_column(from)), until_(store::to_column(until)) {}

    /// How many rows of a table have each value of a column, as an object.
    Result<Json> by(std::string_view table, std::string_view column) {
        const auto rows = HIBARI_TRY(query(
            "SELECT " + std::string(column) + " AS name, count(*) AS n FROM " + std::string(table) +
            " WHERE created_at >= :from AND created_at < :until GROUP BY " + std::string(column) +
            " ORDER BY 1"
        ));
        Json counts = Json::object();
        for (const Row& row : rows) {
            counts.set(row.text("name"), row.integer("n"));
        }
        return counts;
    }

    Result<Json> count(std::string_view table, std::string_view also = "") {
        const auto rows = HIBARI_TRY(query(
            "SELECT count(*) AS n FROM " + std::string(table) +
            " WHERE created_at >= :from AND created_at < :until" + std::string(also)
        ));
        return Json(rows.front().integer("n"));
    }

    /// Hours from a case's beginning to its decision at that share of all cases; null for none.
    Result<Json> hours_at(double share) {
        const auto total =
            HIBARI_TRY(query(kDecided + std::string(" SELECT count(*) AS n FROM d")));
        const std::int64_t n = total.front().integer("n");
        if (n == 0) {
            return Json(nullptr);
        }
        const auto skip = static_cast<std::int64_t>(share * static_cast<double>(n - 1) + 0.5);
        const auto rows = HIBARI_TRY(query(
            kDecided + std::string(" SELECT took FROM d ORDER BY took LIMIT 1 OFFSET ") +
            std::to_string(skip)
        ));
        constexpr double kMicrosecondsPerHour = 3.6e9;
        return Json(static_cast<double>(rows.front().integer("took")) / kMicrosecondsPerHour);
    }

  private:
    static constexpr const char* kDecided =
        "WITH d AS (SELECT decided_at - created_at AS took FROM review_cases WHERE state = "
        "'decided' AND created_at >= :from AND created_at < :until)";

    Result<std::vector<Row>> query(const std::string& sql) {
        return tx_.query(sql, {{"from", from_}, {"until", until_}});
    }

    Transaction& tx_;
    std::int64_t from_;
    std::int64_t until_;
};

constexpr std::int64_t kMicroseconds = 1'000'000;

}  // namespace

Result<Json> transparency_report(
    store::Database& database, store::Timestamp from, store::Timestamp until
) {
    return database.read([&](Transaction& tx) -> Result<Json> {
        Counter counter(tx, from, until);
        Json report = Json::object(
            {{"from", store::to_column(from) / kMicroseconds},
             {"until", store::to_column(until) / kMicroseconds}}
        );
        report.set("reports", HIBARI_TRY(counter.by("reports", "category")));
        report.set("removal_requests", HIBARI_TRY(counter.by("removal_requests", "reason")));
        report.set("decisions_by_action", HIBARI_TRY(counter.by("decisions", "action")));
        report.set("decisions_by_category", HIBARI_TRY(counter.by("decisions", "category")));
        report.set(
            "decisions_automated", HIBARI_TRY(counter.count("decisions", " AND moderator IS NULL"))
        );
        report.set(
            "decisions_undone",
            HIBARI_TRY(counter.count("decisions", " AND reversed_at IS NOT NULL"))
        );
        report.set("appeals", HIBARI_TRY(counter.by("appeals", "state")));
        report.set("strikes", HIBARI_TRY(counter.count("strikes")));
        report.set("depictions", HIBARI_TRY(counter.by("depictions", "state")));
        report.set(
            "missed_deadlines",
            HIBARI_TRY(counter.count("review_cases", " AND decided_at > due_at"))
        );
        report.set("hours_to_decision_median", HIBARI_TRY(counter.hours_at(0.5)));
        report.set("hours_to_decision_p95", HIBARI_TRY(counter.hours_at(0.95)));
        return report;
    });
}

}  // namespace hibari::domain
