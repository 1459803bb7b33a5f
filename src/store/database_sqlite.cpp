#include "base/check.h"
#include "base/descriptor.h"
#include "base/files.h"
#include "store/connection_pool.h"
#include "store/driver_sqlite.h"
#include "store/engines.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <deque>
#include <fcntl.h>
#include <mutex>
#include <unistd.h>

namespace hibari::store::detail {
namespace {

namespace fs = std::filesystem;

constexpr int kReadAttemptsMax = 5;

Result<void> without_trouble(Outcome<void> outcome) {
    if (!outcome) {
        return fail(std::move(outcome.error().error));
    }
    return {};
}

// A write that waits for its turn, on the stack of the thread that wants it.
struct Waiting {
    explicit Waiting(const Work& its_work) : work(its_work) {}

    const Work& work;
    Result<void> result;
    bool is_done = false;
    /// Its thread runs the next batch.
    bool leads = false;
    std::condition_variable changed;
};

// One connection writes. The thread that finds nobody writing leads: it runs the functions of all
// that wait in one transaction, each in a savepoint, and commits once. Meanwhile the next batch
// gathers. That is how a disk that syncs 500 times a second takes thousands of durable writes.
class SqliteEngine final : public Engine {
  public:
    SqliteEngine(const fs::path& path, const DatabaseOptions& options)
        : read_driver_(path, Access::kRead, options.busy_timeout),
          write_driver_(path, Access::kWrite, options.busy_timeout),
          log_(path.string() + "-wal"),
          log_bytes_max_(options.log_bytes_max),
          log_bytes_next_(options.log_bytes_max),
          batch_max_(options.batch_max),
          statements_max_(options.statements_max),
          readers_(read_driver_, options) {
        HIBARI_CHECK(batch_max_ > 0);
    }

    Result<void> start() {
        auto writer = Connection::open(write_driver_, statements_max_);
        if (!writer) {
            return fail(std::move(writer.error().error));
        }
        writer_ = std::move(*writer);
        return {};
    }

    Result<void> read(const Work& work) override;
    Result<void> write(const Work& work, Isolation isolation) override;
    Result<void> back_up(const fs::path& target) override;

    Dialect dialect() const override { return Dialect::kSqlite; }

    DatabaseCounts counts() const override {
        return {.reads = reads_, .writes = writes_, .commits = commits_, .retries = retries_};
    }

  private:
    void lead(std::unique_lock<std::mutex>& lock, const Waiting& mine);
    void run_batch(std::span<Waiting* const> batch);
    bool run_in_savepoints(std::span<Waiting* const> batch);
    Result<void> run_in_savepoint(const Work& work, bool& is_whole);
    Result<void> run_alone(const Work& work);
    void keep_log_bounded();

    SqliteDriver read_driver_;
    SqliteDriver write_driver_;
    const fs::path log_;
    const std::uint64_t log_bytes_max_;
    /// The size at which the log is emptied next. Used by the leader alone.
    std::uint64_t log_bytes_next_;
    const std::size_t batch_max_;
    const std::size_t statements_max_;
    ConnectionPool readers_;

    std::mutex mutex_;
    /// Guarded by mutex_.
    std::deque<Waiting*> queue_;
    /// Guarded by mutex_: somebody leads or has been told to.
    bool is_led_ = false;
    /// Used by the leader alone.
    std::unique_ptr<Connection> writer_;

    std::atomic<std::uint64_t> reads_{0};
    std::atomic<std::uint64_t> writes_{0};
    std::atomic<std::uint64_t> commits_{0};
    std::atomic<std::uint64_t> retries_{0};
};

Result<void> SqliteEngine::read(const Work& work) {
    const InsideTransaction inside;
    auto reader = readers_.borrow();
    if (!reader) {
        return fail(std::move(reader.error().error));
    }
    Connection& connection = **reader;
    for (int attempt = 1;; ++attempt) {
        HIBARI_TRY(without_trouble(connection.command("BEGIN")));
        Result<void> result = run_work(work, connection);
        const bool again =
            connection.failure() && connection.failure()->trouble == Trouble::kConflict;
        // Ends the snapshot; there is nothing to keep or lose.
        if (!connection.command("COMMIT")) {
            reader->discard();
            return result;
        }
        connection.clear_failure();
        if (!again || attempt == kReadAttemptsMax) {
            reads_ += 1;
            return result;
        }
        retries_ += 1;
    }
}

Result<void> SqliteEngine::write(const Work& work, Isolation /*isolation*/) {
    const InsideTransaction inside;
    Waiting mine(work);
    std::unique_lock lock(mutex_);
    queue_.push_back(&mine);
    if (is_led_) {
        mine.changed.wait(lock, [&mine] { return mine.is_done || mine.leads; });
    }
    if (!mine.is_done) {
        is_led_ = true;
        lead(lock, mine);
    }
    return std::move(mine.result);
}

// Runs batches until the own write is done, then hands over to the next that waits.
void SqliteEngine::lead(std::unique_lock<std::mutex>& lock, const Waiting& mine) {
    while (!mine.is_done) {
        const auto end =
            queue_.begin() + static_cast<std::ptrdiff_t>(std::min(queue_.size(), batch_max_));
        const std::vector<Waiting*> batch(queue_.begin(), end);
        queue_.erase(queue_.begin(), end);
        lock.unlock();
        run_batch(batch);
        lock.lock();
        for (Waiting* one : batch) {
            one->is_done = true;
            one->changed.notify_one();
        }
    }
    is_led_ = !queue_.empty();
    if (is_led_) {
        queue_.front()->leads = true;
        queue_.front()->changed.notify_one();
    }
}

void SqliteEngine::run_batch(std::span<Waiting* const> batch) {
    keep_log_bounded();
    if (batch.size() > 1 && run_in_savepoints(batch)) {
        return;
    }
    // Alone, or something hit the batch as a whole (say, the disk filled up): then each one gets a
    // transaction and an outcome of its own.
    retries_ += batch.size() > 1 ? batch.size() : 0;
    for (Waiting* one : batch) {
        one->result = run_alone(one->work);
    }
}

// SQLite begins its log anew when nobody reads from it, which may never be.
void SqliteEngine::keep_log_bounded() {
    constexpr std::chrono::milliseconds kPatience{250};
    std::error_code missing;
    const std::uintmax_t size = fs::file_size(log_, missing);
    if (missing || size <= log_bytes_next_) {
        return;
    }
    // Somebody who reads for long (a backup) is not waited for again before the log has grown more.
    const bool emptied = write_driver_.empty_log(writer_->session(), kPatience);
    log_bytes_next_ = emptied ? log_bytes_max_ : size + log_bytes_max_ / 4;
}

// False when the transaction as a whole failed and nothing of it was kept.
bool SqliteEngine::run_in_savepoints(std::span<Waiting* const> batch) {
    auto begun = writer_->command("BEGIN IMMEDIATE");
    if (!begun) {
        for (Waiting* one : batch) {
            one->result = fail(begun.error().error);
        }
        return true;
    }
    std::uint64_t succeeded = 0;
    bool is_whole = true;
    for (std::size_t i = 0; i < batch.size() && is_whole; ++i) {
        batch[i]->result = run_in_savepoint(batch[i]->work, is_whole);
        succeeded += batch[i]->result ? 1 : 0;
    }
    if (is_whole && writer_->command("COMMIT")) {
        commits_ += 1;
        writes_ += succeeded;
        writer_->clear_failure();
        return true;
    }
    if (SqliteDriver::in_transaction(writer_->session())) {
        (void)writer_->command("ROLLBACK");
    }
    writer_->clear_failure();
    return false;
}

Result<void> SqliteEngine::run_in_savepoint(const Work& work, bool& is_whole) {
    if (!writer_->command("SAVEPOINT one_of_many")) {
        is_whole = false;
        return {};
    }
    Result<void> result = run_work(work, *writer_);
    // SQLite undoes the whole transaction by itself after some failures.
    is_whole = SqliteDriver::in_transaction(writer_->session());
    if (is_whole && !result) {
        is_whole = writer_->command("ROLLBACK TO one_of_many").has_value();
    }
    if (is_whole) {
        is_whole = writer_->command("RELEASE one_of_many").has_value();
    }
    writer_->clear_failure();
    return result;
}

Result<void> SqliteEngine::run_alone(const Work& work) {
    HIBARI_TRY(without_trouble(writer_->command("BEGIN IMMEDIATE")));
    Result<void> result = run_work(work, *writer_);
    if (result) {
        result = without_trouble(writer_->command("COMMIT"));
    }
    if (result) {
        commits_ += 1;
        writes_ += 1;
    } else if (SqliteDriver::in_transaction(writer_->session())) {
        (void)writer_->command("ROLLBACK");
    }
    writer_->clear_failure();
    return result;
}

void sync_folder_of(const fs::path& path) {
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    const FileDescriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (descriptor) {
        fsync(descriptor.number());
    }
}

Result<void> SqliteEngine::back_up(const fs::path& target) {
    const fs::path unfinished = target.string() + ".part";
    std::error_code ignored;
    if (fs::exists(target, ignored)) {
        return fail(file_error("cannot write", target, EEXIST));
    }
    fs::remove(unfinished, ignored);
    auto connection = Connection::open(read_driver_, 1);
    if (!connection) {
        return fail(std::move(connection.error().error));
    }
    const Parameter to{.name = "target", .value = unfinished.string()};
    // query_only forbids VACUUM as well, although this one only reads.
    (void)(*connection)->command("PRAGMA query_only = OFF");
    auto copied = (*connection)->run("VACUUM INTO :target", {&to, 1}, 1);
    if (!copied) {
        fs::remove(unfinished, ignored);
        return fail(std::move(copied.error().error));
    }
    const FileDescriptor file(::open(unfinished.c_str(), O_RDWR | O_CLOEXEC));
    if (!file || fsync(file.number()) != 0 ||
        renameat2(AT_FDCWD, unfinished.c_str(), AT_FDCWD, target.c_str(), RENAME_NOREPLACE) != 0) {
        const Error error = file_error("cannot write", target, errno);
        fs::remove(unfinished, ignored);
        return fail(error);
    }
    sync_folder_of(target);
    return {};
}

// Made before SQLite does it, because it holds secrets and is nobody else's business; SQLite gives
// its log the same mode.
Result<void> make_file(const fs::path& path) {
    const FileDescriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!file) {
        return fail(file_error("cannot open the database", path, errno));
    }
    sync_folder_of(path);
    return {};
}

}  // namespace

Result<std::unique_ptr<Engine>> open_sqlite(const fs::path& path, const DatabaseOptions& options) {
    const std::string text = path.string();
    if (text.empty() || text.starts_with(':') || text.find('=') != std::string::npos) {
        return fail({
            .code = ErrorCode::kInvalidArgument,
            .message = "'" + text + "' cannot be the file of a database",
            .hint = "name a file without '=', such as sqlite:/var/lib/hibari/hibari.db",
        });
    }
    HIBARI_TRY(make_file(path));
    auto engine = std::make_unique<SqliteEngine>(path, options);
    HIBARI_TRY(engine->start());
    return std::unique_ptr<Engine>(std::move(engine));
}

}  // namespace hibari::store::detail
