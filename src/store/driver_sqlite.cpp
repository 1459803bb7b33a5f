#include "store/driver_sqlite.h"

#include <algorithm>
#include <cerrno>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <stdexcept>
#include <thread>

namespace hibari::store::detail {
namespace {

namespace api = sqlite_api;

api::sqlite3* handle(soci::session& session) {
    auto* backend = static_cast<soci::sqlite3_session_backend*>(session.get_backend());
    return backend == nullptr ? nullptr : backend->conn_;
}

// SQLite's own handler sleeps up to 100 ms while a commit takes 2. This one looks often, so that
// workers and server take turns quickly. The deadline is kept per thread, because connections wait
// one at a time there.
int wait_for_lock(void* argument, int tries) {
    constexpr std::chrono::microseconds kFirstWait{100};
    constexpr std::chrono::microseconds kWaitMax{1000};
    thread_local std::chrono::steady_clock::time_point deadline;
    const auto now = std::chrono::steady_clock::now();
    if (tries == 0) {
        deadline = now + std::chrono::milliseconds(reinterpret_cast<std::intptr_t>(argument));
    } else if (now >= deadline) {
        return 0;
    }
    std::this_thread::sleep_for(std::min(kFirstWait * (tries + 1), kWaitMax));
    return 1;
}

void set_patience(api::sqlite3* connection, std::chrono::milliseconds patience) {
    api::sqlite3_busy_handler(
        connection,
        &wait_for_lock,
        reinterpret_cast<void*>(static_cast<std::intptr_t>(patience.count()))
    );
}

void run(api::sqlite3* connection, const char* sql) {
    const int code = api::sqlite3_exec(connection, sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) {
        throw soci::sqlite3_soci_error(api::sqlite3_errmsg(connection), code);
    }
}

ErrorCode code_of(int extended, int system_error) {
    switch (extended) {
        case SQLITE_CONSTRAINT_UNIQUE:
        case SQLITE_CONSTRAINT_PRIMARYKEY:
        case SQLITE_CONSTRAINT_ROWID:
            return ErrorCode::kAlreadyExists;
        case SQLITE_CONSTRAINT_FOREIGNKEY:
            return ErrorCode::kNotFound;
        default:
            break;
    }
    switch (extended & 0xff) {
        case SQLITE_CONSTRAINT:
        case SQLITE_MISMATCH:
        case SQLITE_TOOBIG:
            return ErrorCode::kInvalidArgument;
        case SQLITE_FULL:
        case SQLITE_NOMEM:
            return ErrorCode::kResourceExhausted;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return ErrorCode::kUnavailable;
        case SQLITE_IOERR:
        case SQLITE_CANTOPEN:
            return system_error == ENOSPC || system_error == EDQUOT ? ErrorCode::kResourceExhausted
                                                                    : ErrorCode::kUnavailable;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return ErrorCode::kDataLoss;
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            return ErrorCode::kPermissionDenied;
        default:
            return ErrorCode::kInternal;
    }
}

std::string hint_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::kResourceExhausted:
            return "free some space on the disk of the database";
        case ErrorCode::kUnavailable:
            return "another process holds the database; try again";
        case ErrorCode::kDataLoss:
            return "restore the database from a backup";
        default:
            return "";
    }
}

}  // namespace

void SqliteDriver::connect(soci::session& session) const {
    // SOCI takes a text without '=' as it is.
    session.open(soci::sqlite3, path_.string());
    api::sqlite3* connection = handle(session);
    api::sqlite3_extended_result_codes(connection, 1);
    set_patience(connection, busy_timeout_);
    // FULL: a commit is on disk when it returns, also after a power cut. The cache is 16 MiB.
    run(connection,
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
        "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384; PRAGMA trusted_schema = OFF");
    if (access_ == Access::kRead) {
        run(connection, "PRAGMA query_only = ON");
    }
}

std::vector<std::string> SqliteDriver::describe(
    soci::details::statement_backend& statement, std::size_t parameters
) const {
    auto& backend = static_cast<soci::sqlite3_statement_backend&>(statement);
    // SQLite would bind NULL to those nobody named.
    if (static_cast<std::size_t>(api::sqlite3_bind_parameter_count(backend.stmt_)) != parameters) {
        throw std::invalid_argument("the statement has other parameters than it is given");
    }
    std::vector<std::string> names;
    const int count = api::sqlite3_column_count(backend.stmt_);
    for (int i = 0; i < count; ++i) {
        names.emplace_back(api::sqlite3_column_name(backend.stmt_, i));
    }
    return names;
}

void SqliteDriver::run_script(soci::session& session, const std::string& sql) const {
    run(handle(session), sql.c_str());
}

Failure SqliteDriver::explain(soci::session& session) const {
    Failure failure;
    Error& error = failure.error;
    try {
        throw;
    } catch (const soci::sqlite3_soci_error& thrown) {
        api::sqlite3* connection = handle(session);
        const int system_error = connection == nullptr ? 0 : api::sqlite3_system_errno(connection);
        error.code = code_of(thrown.result(), system_error);
        error.hint = hint_of(error.code);
        // What SQLite says names tables and columns and never what is in them.
        error.message = "database: " + thrown.get_error_message();
        // A snapshot that was overtaken can only be taken again.
        if (thrown.result() == SQLITE_BUSY_SNAPSHOT || thrown.result() == SQLITE_BUSY_RECOVERY) {
            failure.trouble = Trouble::kConflict;
        }
    } catch (const soci::soci_error& thrown) {
        error.message = "database: " + thrown.get_error_message();
    } catch (const std::exception& thrown) {
        error.message = std::string("database: ") + thrown.what();
    }
    return failure;
}

bool SqliteDriver::in_transaction(soci::session& session) {
    return api::sqlite3_get_autocommit(handle(session)) == 0;
}

bool SqliteDriver::empty_log(soci::session& session, std::chrono::milliseconds patience) const {
    api::sqlite3* connection = handle(session);
    set_patience(connection, patience);
    const int code = api::sqlite3_wal_checkpoint_v2(
        connection, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr
    );
    set_patience(connection, busy_timeout_);
    return code == SQLITE_OK;
}

}  // namespace hibari::store::detail
