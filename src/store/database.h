#pragma once

// Rows: one interface over SQLite (one machine, one file) and PostgreSQL (many machines). Code
// above this library writes SQL that both understand and never sees a driver.
//
// The one idea to know: work is given as a function that runs inside a transaction. `read` runs it
// on a snapshot, `write` commits what it did when it succeeds and undoes all of it when it fails. A
// conflict with somebody else's transaction is retried, so the function may run more than once: it
// must change nothing but rows and what it captured by assignment (`result = ...`, never `+=`), and
// it must not wait for anything.
//
//     const Result<std::int64_t> balance = database.write([&](Transaction& tx) -> Result<...> {
//         const Row row = HIBARI_TRY(tx.query_row(
//             "UPDATE accounts SET balance = balance - :cost WHERE id = :id RETURNING balance",
//             {{"cost", cost}, {"id", id}}));
//         return row.integer("balance");
//     });
//
// SQL both engines take: CTEs, window functions, `INSERT .. ON CONFLICT`, `RETURNING`. Conventions:
// times are BIGINT microseconds since 1970 UTC, booleans SMALLINT 0 or 1, ids and JSON are TEXT.
// A parameter whose type PostgreSQL cannot guess (`:x IS NULL`, `SELECT :x`) needs a CAST, and so
// does sum(): `CAST(sum(n) AS BIGINT)`.

#include "base/result.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace hibari::store {

/// What a parameter can be. Texts must be valid UTF-8 without zero bytes (PostgreSQL keeps no
/// others, so SQLite is held to the same).
using Value = std::variant<std::nullptr_t, std::int64_t, std::string>;

/// NULL when there is nothing, the value otherwise.
template <typename T>
Value nullable(const std::optional<T>& value) {
    return value.has_value() ? Value(*value) : Value(nullptr);
}

/// The value of `:name` in the SQL text, wherever and however often it occurs there.
struct Parameter {
    std::string_view name;
    Value value;
};

/// Parameters of one statement: `{{"id", id}, {"now", now}}` or a vector. Borrows.
class Parameters {
  public:
    Parameters(std::initializer_list<Parameter> list)  // NOLINT(google-explicit-constructor)
        : list_(list.begin(), list.size()) {}

    Parameters(const std::vector<Parameter>& list) : list_(list) {}  // NOLINT

    std::span<const Parameter> list() const { return list_; }

  private:
    std::span<const Parameter> list_;
};

/// One row of an answer. Columns go by position from 0 or by the name the SQL gives them. Asking
/// for a column that is not there, or for a number where NULL or other text stands, is a programmer
/// error and aborts.
class Row {
  public:
    Row(std::shared_ptr<const std::vector<std::string>> names,
        std::vector<std::optional<std::string>> values)
        : names_(std::move(names)), values_(std::move(values)) {}

    std::size_t size() const { return values_.size(); }

    bool is_null(std::size_t column) const;

    bool is_null(std::string_view column) const { return is_null(find(column)); }

    std::int64_t integer(std::size_t column) const;

    std::int64_t integer(std::string_view column) const { return integer(find(column)); }

    const std::string& text(std::size_t column) const;

    const std::string& text(std::string_view column) const { return text(find(column)); }

    /// A SMALLINT that is 0 or not.
    bool flag(std::size_t column) const { return integer(column) != 0; }

    bool flag(std::string_view column) const { return integer(column) != 0; }

    std::optional<std::int64_t> optional_integer(std::size_t column) const;

    std::optional<std::int64_t> optional_integer(std::string_view column) const {
        return optional_integer(find(column));
    }

    std::optional<std::string> optional_text(std::size_t column) const;

    std::optional<std::string> optional_text(std::string_view column) const {
        return optional_text(find(column));
    }

  private:
    std::size_t find(std::string_view column) const;

    // Shared by all rows of one answer.
    std::shared_ptr<const std::vector<std::string>> names_;
    std::vector<std::optional<std::string>> values_;
};

/// Which SQL an engine speaks, where the two differ.
enum class Dialect { kSqlite, kPostgres };

namespace detail {
class Connection;
}

/// What a function given to read or write may do. Valid only inside that function and on its
/// thread. After a statement failed every further one fails with the same error and nothing is
/// committed, whatever the function returns: that is how PostgreSQL works, and SQLite follows.
/// Where a conflict is expected write `ON CONFLICT DO NOTHING` and look at the number of rows.
///
/// Errors: unique violation kAlreadyExists, foreign key kNotFound, check or not-null or bad value
/// kInvalidArgument, disk full kResourceExhausted, locked too long or connection lost kUnavailable,
/// damaged file kDataLoss, wrong SQL kInternal. Messages never hold parameter values.
class Transaction {
  public:
    explicit Transaction(detail::Connection& connection) : connection_(connection) {}

    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    /// All rows of the answer, at most kRowsMax.
    Result<std::vector<Row>> query(std::string_view sql, const Parameters& parameters = {});

    /// The only row of the answer, or nothing when it is empty; several rows are kInternal.
    Result<std::optional<Row>> query_one(std::string_view sql, const Parameters& parameters = {});

    /// The only row of the answer; none is kNotFound.
    Result<Row> query_row(std::string_view sql, const Parameters& parameters = {});

    /// Runs a statement without an answer; returns how many rows it inserted, changed or deleted.
    Result<std::int64_t> execute(std::string_view sql, const Parameters& parameters = {});

    /// Runs several statements separated by semicolons, without parameters: for migrations.
    Result<void> run_script(const std::string& sql);

    Dialect dialect() const;

    /// DatabaseOptions::has_outbox.
    bool has_outbox() const { return has_outbox_; }

    /// The most rows one answer may have; more is kResourceExhausted. Page through larger ones.
    static constexpr std::size_t kRowsMax = 100'000;

  private:
    friend class Database;

    detail::Connection& connection_;
    bool has_outbox_ = false;
};

/// How strictly PostgreSQL keeps concurrent writes apart; SQLite always runs one at a time.
enum class Isolation {
    /// As if one ran after the other. Needs no thought; conflicts are retried.
    kSerializable,
    /// Each statement sees what was committed before it began. For functions that lock the rows
    /// they
    /// decide on (`FOR UPDATE`), such as the job queue's: no retries where many claim at once.
    kReadCommitted,
};

/// Where rows are kept, and the limits of it.
struct DatabaseOptions {
    /// "sqlite:/path/file.db" (made when missing; its folder must exist) or
    /// "postgresql://user:password@host:port/name?settings".
    std::string url;
    /// Connections that read at the same time; with PostgreSQL those that write as well.
    std::size_t connections_max = 8;
    /// How long to wait for a lock or a free connection before kUnavailable.
    std::chrono::milliseconds busy_timeout{10'000};
    /// Statements kept prepared per connection.
    std::size_t statements_max = 256;
    /// SQLite: writes that may share one commit.
    std::size_t batch_max = 64;
    /// SQLite: when the write-ahead log is larger than this, a writer waits for readers to let go
    /// of it and begins it anew. Without that, readers that always overlap would let it fill the
    /// disk.
    std::uint64_t log_bytes_max = 64U << 20U;
    /// Whether a job that begins to wait is written to the outbox too (see store/outbox.h): where
    /// workers are called through a stream. Else nobody would empty it.
    bool has_outbox = false;
};

/// What has been done since the database was opened, for metrics.
struct DatabaseCounts {
    std::uint64_t reads = 0;
    /// Functions that were committed.
    std::uint64_t writes = 0;
    /// Commits; with SQLite fewer than writes, because writes that wait share one.
    std::uint64_t commits = 0;
    /// Runs repeated after a conflict.
    std::uint64_t retries = 0;
};

namespace detail {

/// A function run in a transaction, without its result type.
using Work = std::function<Result<void>(Transaction&)>;

/// What an engine has to offer: see database_sqlite.cpp and database_postgres.cpp.
class Engine {
  public:
    virtual ~Engine() = default;
    virtual Result<void> read(const Work& work) = 0;
    virtual Result<void> write(const Work& work, Isolation isolation) = 0;
    virtual Result<void> back_up(const std::filesystem::path& target) = 0;
    virtual Dialect dialect() const = 0;
    virtual DatabaseCounts counts() const = 0;
};

}  // namespace detail

/// A store of rows. All functions may be called from any thread.
class Database {
  public:
    /// Opens it; SQLite files are made when missing. Does not migrate: see store/migrations.h.
    static Result<std::unique_ptr<Database>> open(const DatabaseOptions& options);

    Database(std::unique_ptr<detail::Engine> engine, const DatabaseOptions& options)
        : engine_(std::move(engine)), has_outbox_(options.has_outbox) {}

    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// Runs `function(Transaction&) -> Result<T>` on a snapshot; changing rows there is an error.
    template <typename F>
    auto read(F&& function) -> std::invoke_result_t<F&, Transaction&> {
        return run(function, [this](const detail::Work& work) { return engine_->read(work); });
    }

    /// Runs `function(Transaction&) -> Result<T>` and makes what it changed durable before
    /// returning, or undoes it when the function fails. May run the function several times, and on
    /// another thread that is committing anyway. A write inside a write aborts.
    template <typename F>
    auto write(F&& function, Isolation isolation = Isolation::kSerializable)
        -> std::invoke_result_t<F&, Transaction&> {
        return run(function, [this, isolation](const detail::Work& work) {
            return engine_->write(work, isolation);
        });
    }

    /// Writes a consistent copy into a new file while others go on working. SQLite only; for
    /// PostgreSQL kUnsupported with a hint at pg_dump.
    Result<void> back_up(const std::filesystem::path& target) { return engine_->back_up(target); }

    Dialect dialect() const { return engine_->dialect(); }

    DatabaseCounts counts() const { return engine_->counts(); }

  private:
    template <typename F, typename Runner>
    auto run(F& function, const Runner& runner) -> std::invoke_result_t<F&, Transaction&> {
        using Outcome = std::invoke_result_t<F&, Transaction&>;
        std::optional<Outcome> outcome;
        Result<void> ran = runner([&](Transaction& transaction) -> Result<void> {
            transaction.has_outbox_ = has_outbox_;
            outcome.emplace(function(transaction));
            if (!*outcome) {
                return fail(outcome->error());
            }
            return {};
        });
        if (!ran) {
            return fail(std::move(ran.error()));
        }
        return std::move(*outcome);
    }

    std::unique_ptr<detail::Engine> engine_;
    const bool has_outbox_;
};

}  // namespace hibari::store
