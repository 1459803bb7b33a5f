#pragma once

// What SOCI's SQLite connections need from us: settings, error codes, waiting for other processes.

#include "store/connection.h"

#include <chrono>
#include <filesystem>

namespace hibari::store::detail {

/// Whether a connection may change rows.
enum class Access { kRead, kWrite };

class SqliteDriver final : public Driver {
  public:
    SqliteDriver(std::filesystem::path path, Access access, std::chrono::milliseconds busy_timeout)
        : path_(std::move(path)), access_(access), busy_timeout_(busy_timeout) {}

    Dialect dialect() const override { return Dialect::kSqlite; }

    void connect(soci::session& session) const override;
    std::vector<std::string> describe(
        soci::details::statement_backend& statement, std::size_t parameters
    ) const override;
    void run_script(soci::session& session, const std::string& sql) const override;
    Failure explain(soci::session& session) const override;

    /// Whether the transaction is still open. SQLite ends it by itself after some failures.
    static bool in_transaction(soci::session& session);

    /// Moves what the write-ahead log holds into the database and empties it, waiting for readers
    /// for at most `patience`; false when they did not let go of it. Outside a transaction.
    bool empty_log(soci::session& session, std::chrono::milliseconds patience) const;

  private:
    std::filesystem::path path_;
    Access access_;
    std::chrono::milliseconds busy_timeout_;
};

}  // namespace hibari::store::detail
