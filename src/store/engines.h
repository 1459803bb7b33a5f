#pragma once

// How Database::open reaches its engines. Only store's own sources include this.

#include "store/database.h"

#include <filesystem>
#include <memory>

namespace hibari::store::detail {

/// SQLite in the file at `path`: see database_sqlite.cpp.
Result<std::unique_ptr<Engine>> open_sqlite(
    const std::filesystem::path& path, const DatabaseOptions& options
);

/// PostgreSQL at options.url: see database_postgres.cpp, or database_postgres_none.cpp in a build
/// without it.
Result<std::unique_ptr<Engine>> open_postgres(const DatabaseOptions& options);

class Connection;

/// Runs work on a connection in a transaction that has begun: what it returns, or the first failed
/// statement even when the work kept silent about it. What it throws becomes kInternal.
Result<void> run_work(const Work& work, Connection& connection);

/// Marks this thread as inside a transaction; one inside another is a programmer error, because it
/// would wait for itself.
class InsideTransaction {
  public:
    InsideTransaction();
    ~InsideTransaction();
    InsideTransaction(const InsideTransaction&) = delete;
    InsideTransaction& operator=(const InsideTransaction&) = delete;
};

}  // namespace hibari::store::detail
