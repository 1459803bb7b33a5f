#pragma once

// What SOCI's PostgreSQL connections need from us: settings, error codes, names of columns.

#include "store/connection.h"

#include <chrono>
#include <string>

namespace hibari::store::detail {

class PostgresDriver final : public Driver {
  public:
    PostgresDriver(std::string url, std::chrono::milliseconds busy_timeout)
        : url_(std::move(url)), busy_timeout_(busy_timeout) {}

    Dialect dialect() const override { return Dialect::kPostgres; }

    void connect(soci::session& session) const override;
    std::vector<std::string> describe(
        soci::details::statement_backend& statement, std::size_t parameters
    ) const override;
    void run_script(soci::session& session, const std::string& sql) const override;
    Failure explain(soci::session& session) const override;

  private:
    std::string url_;
    std::chrono::milliseconds busy_timeout_;
};

}  // namespace hibari::store::detail
