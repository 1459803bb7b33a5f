#include "store/migrations.h"

#include "base/check.h"
#include "base/text.h"

#include <array>
#include <chrono>
#include <iomanip>
#include <map>
#include <openssl/evp.h>
#include <sstream>

namespace hibari::store {
namespace {

// Two programs that start at once: the second waits for the first, longer than for a lock of
// everyday work.
constexpr int kAttemptsMax = 6;

// Any number will do, as long as nothing else in the database locks by it.
constexpr std::int64_t kLockNumber = 0x68696261'72690001;

constexpr const char* kTable =
    "CREATE TABLE IF NOT EXISTS schema_migrations ("
    "version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, "
    "applied_at BIGINT NOT NULL)";

std::string checksum_of(std::string_view text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    const int made =
        EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr);
    HIBARI_CHECK(made == 1);
    std::ostringstream hex;
    for (unsigned int i = 0; i < size; ++i) {
        hex << std::hex << std::setw(2) << std::setfill('0') << int{digest[i]};
    }
    return hex.str();
}

std::string label(const Migration& migration) {
    return std::to_string(migration.version) + " (" + std::string(migration.name) + ")";
}

std::int64_t microseconds_now() {
    return std::chrono::duration_cast<std::chrono::microseconds>(
               std::chrono::system_clock::now().time_since_epoch()
    )
        .count();
}

Result<void> check_applied(
    const std::map<std::int64_t, std::string>& applied, std::span<const Migration> migrations
) {
    const std::int64_t newest = applied.empty() ? 0 : applied.rbegin()->first;
    if (newest > static_cast<std::int64_t>(migrations.size())) {
        return fail({
            .code = ErrorCode::kUnsupported,
            .message = "the database has schema version " + std::to_string(newest) +
                       ", and this program knows versions up to " +
                       std::to_string(migrations.size()),
            .hint = "start the newer program, or restore a backup made before the upgrade",
        });
    }
    for (const auto& [version, checksum] : applied) {
        const Migration& migration = migrations[static_cast<std::size_t>(version - 1)];
        if (checksum_of(migration.sql) != checksum) {
            return fail({
                .code = ErrorCode::kDataLoss,
                .message = "migration " + label(migration) + " is not the one that was applied",
                .hint = "the database was made by another build; use that one or a new database",
            });
        }
    }
    return {};
}

Result<void> apply(Transaction& tx, const Migration& migration) {
    Result<void> ran = tx.run_script(sql_for(tx.dialect(), migration.sql));
    if (!ran) {
        Error error = std::move(ran.error());
        error.message = "migration " + label(migration) + ": " + error.message;
        return fail(std::move(error));
    }
    HIBARI_TRY(tx.execute(
        "INSERT INTO schema_migrations (version, name, checksum, applied_at) "
        "VALUES (:version, :name, :checksum, :now)",
        {{"version", migration.version},
         {"name", std::string(migration.name)},
         {"checksum", checksum_of(migration.sql)},
         {"now", microseconds_now()}}
    ));
    return {};
}

Result<MigrationReport> migrate_in(Transaction& tx, std::span<const Migration> migrations) {
    // SQLite's write lock keeps others out by itself.
    if (tx.dialect() == Dialect::kPostgres) {
        HIBARI_TRY(tx.query(
            "SELECT CAST(pg_advisory_xact_lock(CAST(:number AS BIGINT)) AS TEXT)",
            {{"number", kLockNumber}}
        ));
    }
    HIBARI_TRY(tx.run_script(kTable));
    std::map<std::int64_t, std::string> applied;
    for (const Row& row :
         HIBARI_TRY(tx.query("SELECT version, checksum FROM schema_migrations ORDER BY version"))) {
        applied.emplace(row.integer(0), row.text(1));
    }
    HIBARI_TRY(check_applied(applied, migrations));

    MigrationReport report{.from = applied.empty() ? 0 : applied.rbegin()->first};
    report.to = report.from;
    for (const Migration& migration : migrations) {
        if (!applied.contains(migration.version)) {
            HIBARI_TRY(apply(tx, migration));
            report.to = migration.version;
        }
    }
    return report;
}

}  // namespace

Result<MigrationReport> migrate(Database& database, std::span<const Migration> migrations) {
    for (std::size_t i = 0; i < migrations.size(); ++i) {
        HIBARI_CHECK(migrations[i].version == static_cast<std::int64_t>(i + 1), i);
    }
    for (int attempt = 1;; ++attempt) {
        Result<MigrationReport> report = database.write(
            [&](Transaction& tx) { return migrate_in(tx, migrations); }, Isolation::kReadCommitted
        );
        const bool locked = !report && report.error().code == ErrorCode::kUnavailable;
        if (!locked || attempt == kAttemptsMax) {
            return report;
        }
    }
}

Result<std::int64_t> schema_version(Database& database) {
    return database.read([](Transaction& tx) -> Result<std::int64_t> {
        const char* exists =
            tx.dialect() == Dialect::kSqlite
                ? "SELECT name FROM sqlite_master WHERE type = 'table' "
                  "AND name = 'schema_migrations'"
                : "SELECT table_name FROM information_schema.tables "
                  "WHERE table_schema = current_schema() AND table_name = 'schema_migrations'";
        if (!HIBARI_TRY(tx.query_one(exists))) {
            return 0;
        }
        return HIBARI_TRY(tx.query_row(
                              "SELECT coalesce(max(version), 0) AS version FROM schema_migrations"
                          ))
            .integer(0);
    });
}

std::string sql_for(Dialect dialect, std::string_view sql) {
    const std::string_view ours = dialect == Dialect::kSqlite ? "-- sqlite:" : "-- postgres:";
    bool is_ours = true;
    std::string text;
    for (const std::string_view line : split(sql, '\n')) {
        const std::string_view word = trim(line);
        if (word == "-- sqlite:" || word == "-- postgres:" || word == "-- all:") {
            is_ours = word == ours || word == "-- all:";
        } else if (is_ours) {
            text.append(line);
            text += '\n';
        }
    }
    return text;
}

}  // namespace hibari::store
