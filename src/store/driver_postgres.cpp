#include "store/driver_postgres.h"

#include <memory>
#include <set>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <stdexcept>

namespace hibari::store::detail {
namespace {

PGconn* handle(soci::session& session) {
    auto* backend = static_cast<soci::postgresql_session_backend*>(session.get_backend());
    return backend == nullptr ? nullptr : backend->conn_;
}

using PgResult = std::unique_ptr<PGresult, decltype(&PQclear)>;

// Throws what SOCI would.
void run(PGconn* connection, const char* sql) {
    const PgResult result(PQexec(connection, sql), &PQclear);
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY) {
        const char* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
        throw soci::postgresql_soci_error(
            PQerrorMessage(connection), state == nullptr ? "     " : state
        );
    }
}

ErrorCode code_of(std::string_view state) {
    const std::string_view group = state.substr(0, 2);
    if (state == "23505") {
        return ErrorCode::kAlreadyExists;
    }
    if (state == "23503") {
        return ErrorCode::kNotFound;
    }
    if (group == "22" || group == "23") {
        return ErrorCode::kInvalidArgument;
    }
    if (state == "53300") {  // Too many connections.
        return ErrorCode::kUnavailable;
    }
    if (group == "53" || group == "54") {
        return ErrorCode::kResourceExhausted;
    }
    if (group == "08" || group == "40" || group == "55" || group == "57" || group == "58") {
        return ErrorCode::kUnavailable;
    }
    if (state == "42501" || state == "25006" || group == "28") {
        return ErrorCode::kPermissionDenied;
    }
    if (state == "XX001" || state == "XX002") {
        return ErrorCode::kDataLoss;
    }
    return ErrorCode::kInternal;
}

// The name in `constraint "name"`; empty when there is none.
std::string constraint_in(std::string_view message) {
    constexpr std::string_view kWord = "constraint \"";
    const std::size_t at = message.find(kWord);
    if (at == std::string_view::npos) {
        return "";
    }
    message.remove_prefix(at + kWord.size());
    return std::string(message.substr(0, message.find('"')));
}

// PostgreSQL quotes values in its messages ("invalid input syntax for type bigint: ..."; "Key
// (email)=(...) already exists"). Only classes that speak of the SQL or of the server are repeated.
std::string message_of(std::string_view state, std::string_view said) {
    const std::string_view group = state.substr(0, 2);
    if (group == "23") {
        return "database: constraint \"" + constraint_in(said) + "\" is violated";
    }
    if (group == "22") {
        return "database: a value does not fit its column (SQLSTATE " + std::string(state) + ")";
    }
    std::string line(said.substr(0, said.find('\n')));
    constexpr std::string_view kPrefix = "ERROR:  ";
    const std::size_t at = line.find(kPrefix);
    return "database: " + (at == std::string::npos ? line : line.substr(at + kPrefix.size()));
}

bool is_conflict(std::string_view state) {
    return state == "40001" || state == "40P01";
}

}  // namespace

void PostgresDriver::connect(soci::session& session) const {
    // SOCI 4.0 takes a text without any "name=value" for something else than a URL; this one also
    // tells the database's operator who is there.
    const char* joint = url_.find('?') == std::string::npos ? "?" : "&";
    session.open(soci::postgresql, url_ + joint + "application_name=hibari");
    PGconn* connection = handle(session);
    const std::string limits =
        "SET lock_timeout = " + std::to_string(busy_timeout_.count()) +
        "; SET idle_in_transaction_session_timeout = 60000; SET client_encoding = 'UTF8'"
        "; SET client_min_messages = warning; SET jit = off";
    run(connection, limits.c_str());
}

std::vector<std::string> PostgresDriver::describe(
    soci::details::statement_backend& statement, std::size_t parameters
) const {
    auto& backend = static_cast<soci::postgresql_statement_backend&>(statement);
    const std::set<std::string> named(backend.names_.begin(), backend.names_.end());
    if (named.size() != parameters) {
        throw std::invalid_argument("the statement has other parameters than it is given");
    }
    PGconn* connection = backend.session_.conn_;
    const PgResult result(PQdescribePrepared(connection, backend.statementName_.c_str()), &PQclear);
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) {
        throw soci::postgresql_soci_error(PQerrorMessage(connection), "     ");
    }
    std::vector<std::string> names;
    for (int i = 0; i < PQnfields(result.get()); ++i) {
        names.emplace_back(PQfname(result.get(), i));
    }
    return names;
}

void PostgresDriver::run_script(soci::session& session, const std::string& sql) const {
    run(handle(session), sql.c_str());
}

Failure PostgresDriver::explain(soci::session& session) const {
    Failure failure;
    Error& error = failure.error;
    try {
        throw;
    } catch (const soci::postgresql_soci_error& thrown) {
        const std::string state = thrown.sqlstate();
        error.code = code_of(state);
        error.message = message_of(state, thrown.get_error_message());
        if (is_conflict(state)) {
            failure.trouble = Trouble::kConflict;
        }
    } catch (const soci::soci_error& thrown) {
        error.message = "database: " + thrown.get_error_message();
    } catch (const std::exception& thrown) {
        error.message = std::string("database: ") + thrown.what();
    }
    const PGconn* connection = handle(session);
    if (connection == nullptr || PQstatus(connection) != CONNECTION_OK) {
        failure.trouble = Trouble::kLost;
        error.code = ErrorCode::kUnavailable;
        error.hint = "is PostgreSQL running, and does the database url name it?";
    }
    return failure;
}

}  // namespace hibari::store::detail
