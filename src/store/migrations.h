#pragma once

// How the tables come to be. A migration is a numbered SQL file in src/store/migrations, listed in
// CMakeLists.txt and embedded in the binary. Those a database has not seen yet are applied in
// order, all in one transaction, and recorded with a checksum; there is no way back but a backup.
// Two processes that start at once wait for each other.
//
// To add one: write `0004_what_it_adds.sql`, add its name to HIBARI_MIGRATIONS. A released file is
// never edited again. Where the engines differ, lines after `-- sqlite:` or `-- postgres:` are for
// that engine alone, until `-- all:`.

#include "store/database.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::store {

/// One step of the schema.
struct Migration {
    /// From 1, without gaps.
    std::int64_t version = 0;
    /// The file's name without number and ending: "jobs".
    std::string_view name;
    /// The whole file.
    std::string_view sql;
};

/// The migrations in this binary, in order.
std::span<const Migration> embedded_migrations();

/// What migrate found and did.
struct MigrationReport {
    /// Version before; 0 for an empty database.
    std::int64_t from = 0;
    /// Version now.
    std::int64_t to = 0;
};

/// Brings the database to the newest version. Errors: kUnsupported when it was made by a newer
/// program, kDataLoss when an applied file was edited since, else what the SQL gives; the database
/// is then as it was.
Result<MigrationReport> migrate(
    Database& database, std::span<const Migration> migrations = embedded_migrations()
);

/// The newest version applied; 0 when none was.
Result<std::int64_t> schema_version(Database& database);

/// The lines of a migration that are for this engine.
std::string sql_for(Dialect dialect, std::string_view sql);

}  // namespace hibari::store
