#pragma once

// One SOCI session with its prepared statements, and what an engine's driver must tell about it.
// SOCI's types are only named here: including its headers stays with the .cpp files. Everything is
// bound and fetched as int64 or text, which both engines convert without surprises (SOCI would
// otherwise read an SQLite column declared INTEGER as 32 bits).

#include "store/database.h"

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace soci {
class session;

namespace details {
class statement_backend;
}  // namespace details
}  // namespace soci

namespace hibari::store::detail {

/// What to do about a failure.
enum class Trouble {
    /// Tell the caller.
    kNone,
    /// Another transaction was in the way: run this one again.
    kConflict,
    /// The connection is gone, and with it the transaction.
    kLost,
};

/// A failed statement.
struct Failure {
    Error error;
    Trouble trouble = Trouble::kNone;
};

template <typename T>
using Outcome = tl::expected<T, Failure>;

/// What differs between engines once there is a session. Functions may throw what SOCI throws.
class Driver {
  public:
    virtual ~Driver() = default;

    virtual Dialect dialect() const = 0;

    /// Opens and sets up.
    virtual void connect(soci::session& session) const = 0;

    /// Names of the columns a prepared statement answers with. Fails (by std::invalid_argument)
    /// when the statement has other parameters than the `parameters` it is given.
    virtual std::vector<std::string> describe(
        soci::details::statement_backend& statement, std::size_t parameters
    ) const = 0;

    /// Runs several statements at once.
    virtual void run_script(soci::session& session, const std::string& sql) const = 0;

    /// Called while an exception is being handled: what it means.
    virtual Failure explain(soci::session& session) const = 0;
};

/// A statement's answer.
struct Answer {
    std::vector<Row> rows;
    std::int64_t changed = 0;
};

/// One connection; used by one thread at a time.
class Connection {
  public:
    static Outcome<std::unique_ptr<Connection>> open(
        const Driver& driver, std::size_t statements_max
    );

    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    Dialect dialect() const { return driver_.dialect(); }

    /// Runs a statement of a transaction. After a failure every further one fails alike.
    Outcome<Answer> run(
        std::string_view sql, std::span<const Parameter> parameters, std::size_t rows_max
    );

    /// Runs statements separated by semicolons, with the same rule.
    Outcome<void> run_script(const std::string& sql);

    /// Runs BEGIN, COMMIT and the like, whatever happened before.
    Outcome<void> command(std::string_view sql);

    /// The first failure since clear_failure.
    const std::optional<Failure>& failure() const { return failure_; }

    /// Also lets go of statements that failed; call outside a transaction or after a rollback.
    void clear_failure();

    soci::session& session() { return *session_; }

  private:
    struct Statement;
    struct Cached;
    using Cache = std::list<Cached>;

    Connection(const Driver& driver, std::size_t statements_max);

    Outcome<Answer> run_prepared(
        std::string_view sql, std::span<const Parameter> parameters, std::size_t rows_max
    );
    Statement& prepare(std::string_view sql, std::span<const Parameter> parameters);
    void retire(const std::string& key);

    const Driver& driver_;
    std::size_t statements_max_;
    std::unique_ptr<soci::session> session_;
    /// Most recently used first.
    Cache cache_;
    std::unordered_map<std::string, Cache::iterator> index_;
    /// Failed or pushed out inside a transaction of PostgreSQL, which may refuse to drop them
    /// there.
    Cache retired_;
    std::optional<Failure> failure_;
    /// Reused to look up the cache without allocating.
    std::string key_;
};

}  // namespace hibari::store::detail
