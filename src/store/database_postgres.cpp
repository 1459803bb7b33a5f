#include "base/rng.h"
#include "store/connection_pool.h"
#include "store/driver_postgres.h"
#include "store/engines.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

namespace hibari::store::detail {
namespace {

// Under kSerializable a hot row turns most of its writers away a few times.
constexpr int kAttemptsMax = 50;
constexpr std::chrono::milliseconds kPauseMax{50};

// Every transaction on a connection of its own; conflicts are begun again after a short random
// wait.
class PostgresEngine final : public Engine {
  public:
    explicit PostgresEngine(const DatabaseOptions& options)
        : driver_(options.url, options.busy_timeout),
          pool_(driver_, options),
          busy_timeout_(options.busy_timeout) {}

    Result<void> start() {
        auto connection = pool_.borrow();
        if (!connection) {
            return fail(std::move(connection.error().error));
        }
        return {};
    }

    Result<void> read(const Work& work) override {
        Result<void> result =
            run(work, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", counts_.reads);
        return result;
    }

    Result<void> write(const Work& work, Isolation isolation) override {
        const bool serializable = isolation == Isolation::kSerializable;
        Result<void> result =
            run(work,
                serializable ? "BEGIN ISOLATION LEVEL SERIALIZABLE"
                             : "BEGIN ISOLATION LEVEL READ COMMITTED",
                counts_.writes);
        return result;
    }

    Result<void> back_up(const std::filesystem::path& /*target*/) override {
        return fail({
            .code = ErrorCode::kUnsupported,
            .message = "PostgreSQL makes its own backups",
            .hint = "use pg_dump, or the snapshots of whoever hosts it",
        });
    }

    Dialect dialect() const override { return Dialect::kPostgres; }

    DatabaseCounts counts() const override {
        return {
            .reads = counts_.reads,
            .writes = counts_.writes,
            .commits = counts_.writes,
            .retries = counts_.retries
        };
    }

  private:
    struct Counts {
        std::atomic<std::uint64_t> reads{0};
        std::atomic<std::uint64_t> writes{0};
        std::atomic<std::uint64_t> retries{0};
    };

    struct Tried {
        Result<void> result;
        bool again = false;
    };

    Result<void> run(const Work& work, std::string_view begin, std::atomic<std::uint64_t>& count);
    Tried try_once(const Work& work, std::string_view begin);

    PostgresDriver driver_;
    ConnectionPool pool_;
    const std::chrono::milliseconds busy_timeout_;
    Counts counts_;
};

Result<void> PostgresEngine::run(
    const Work& work, std::string_view begin, std::atomic<std::uint64_t>& count
) {
    const InsideTransaction inside;
    const auto started = std::chrono::steady_clock::now();
    // Only spreads the retries of threads that collide; nothing that is stored depends on it.
    Rng rng(
        static_cast<std::uint64_t>(started.time_since_epoch().count()) ^
        reinterpret_cast<std::uintptr_t>(&work)
    );
    for (int attempt = 1;; ++attempt) {
        Tried tried = try_once(work, begin);
        const bool late = std::chrono::steady_clock::now() - started >= busy_timeout_;
        if (!tried.again || attempt == kAttemptsMax || late) {
            count += tried.result ? 1 : 0;
            return std::move(tried.result);
        }
        counts_.retries += 1;
        const auto pause_max =
            std::min<std::chrono::microseconds>(kPauseMax, std::chrono::milliseconds(1) * attempt);
        std::this_thread::sleep_for(std::chrono::microseconds(rng.integer(0, pause_max.count())));
    }
}

PostgresEngine::Tried PostgresEngine::try_once(const Work& work, std::string_view begin) {
    auto loan = pool_.borrow();
    if (!loan) {
        return {fail(loan.error().error)};
    }
    Connection& connection = **loan;
    if (auto begun = connection.command(begin); !begun) {
        // A pooled connection whose server was restarted shows it here.
        loan->discard();
        return {fail(begun.error().error), begun.error().trouble == Trouble::kLost};
    }
    Result<void> result = run_work(work, connection);
    std::optional<Failure> failure = connection.failure();
    bool outcome_known = true;
    if (result) {
        if (auto committed = connection.command("COMMIT"); !committed) {
            failure = committed.error();
            result = fail(failure->error);
            outcome_known = failure->trouble != Trouble::kLost;
        }
    } else if (!failure || failure->trouble != Trouble::kLost) {
        if (auto undone = connection.command("ROLLBACK"); !undone) {
            failure = undone.error();
        }
    }
    if (failure && failure->trouble == Trouble::kLost) {
        loan->discard();
        if (!outcome_known) {
            return {fail({
                .code = ErrorCode::kUnavailable,
                .message = "the connection to the database was lost while committing",
                .hint = "look whether the change was kept",
            })};
        }
        return {std::move(result), !result.has_value()};
    }
    connection.clear_failure();
    return {std::move(result), failure && failure->trouble == Trouble::kConflict};
}

}  // namespace

Result<std::unique_ptr<Engine>> open_postgres(const DatabaseOptions& options) {
    auto engine = std::make_unique<PostgresEngine>(options);
    HIBARI_TRY(engine->start());
    return std::unique_ptr<Engine>(std::move(engine));
}

}  // namespace hibari::store::detail
