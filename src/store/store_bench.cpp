// What the store costs on a real disk: durable inserts against a plain SQLite loop in the same run,
// and claiming from a long queue. TMPDIR chooses the disk.

#include "base/check.h"
#include "store/database.h"
#include "store/job_queue.h"
#include "store/migrations.h"
#include "store/testing/temporary_folder.h"

#include <algorithm>
#include <atomic>
#include <benchmark/benchmark.h>
#include <chrono>
#include <sqlite3.h>
#include <thread>
#include <vector>

namespace hibari::store {
namespace {

using namespace std::chrono_literals;

constexpr int kAccounts = 1000;
constexpr int kQueued = 100'000;
constexpr int kFinished = 1'000'000;

void run(sqlite3* connection, const char* sql) {
    HIBARI_CHECK(sqlite3_exec(connection, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
}

// The peer: one connection, one thread, one transaction per insert, as durable as ours.
void plain_sqlite_inserts(benchmark::State& state) {
    const testing::TemporaryFolder folder(testing::Medium::kDisk);
    sqlite3* connection = nullptr;
    HIBARI_CHECK(sqlite3_open((folder.path() / "plain.db").c_str(), &connection) == SQLITE_OK);
    run(connection,
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        "CREATE TABLE things (id INTEGER PRIMARY KEY, text TEXT)");
    sqlite3_stmt* insert = nullptr;
    HIBARI_CHECK(
        sqlite3_prepare_v2(
            connection, "INSERT INTO things (text) VALUES ('a clip')", -1, &insert, nullptr
        ) == SQLITE_OK
    );
    for (auto _ : state) {
        HIBARI_CHECK(sqlite3_step(insert) == SQLITE_DONE);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    sqlite3_close(connection);
    state.SetItemsProcessed(state.iterations());
}

BENCHMARK(plain_sqlite_inserts)->UseRealTime()->MinTime(2.0);

void tell_percentiles(benchmark::State& state, std::vector<double>& ms) {
    std::ranges::sort(ms);
    const auto at = [&](double part) {
        return ms[static_cast<std::size_t>(part * static_cast<double>(ms.size() - 1))];
    };
    state.counters["p50_ms"] = at(0.50);
    state.counters["p99_ms"] = at(0.99);
}

// Shared by the threads of one benchmark.
struct Place {
    testing::TemporaryFolder folder{testing::Medium::kDisk};
    std::unique_ptr<Database> database;

    Place() {
        auto opened = Database::open({.url = "sqlite:" + (folder.path() / "bench.db").string()});
        HIBARI_CHECK(opened.has_value());
        database = std::move(*opened);
        HIBARI_CHECK(migrate(*database).has_value());
    }
};

std::unique_ptr<Place> place;

void open_place(const benchmark::State& /*state*/) {
    place = std::make_unique<Place>();
    const auto made = place->database->write([](Transaction& tx) {
        return tx.run_script("CREATE TABLE things (id INTEGER PRIMARY KEY, text TEXT)");
    });
    HIBARI_CHECK(made.has_value());
}

void close_place(const benchmark::State& /*state*/) {
    place.reset();
}

void durable_inserts(benchmark::State& state) {
    for (auto _ : state) {
        const auto inserted = place->database->write([](Transaction& tx) {
            return tx.execute("INSERT INTO things (text) VALUES (:text)", {{"text", "a clip"}});
        });
        HIBARI_CHECK(inserted.has_value());
    }
    state.SetItemsProcessed(state.iterations());
}

BENCHMARK(durable_inserts)
    ->Setup(open_place)
    ->Teardown(close_place)
    ->ThreadRange(1, 64)
    ->UseRealTime()
    ->MinTime(2.0);

// A worker that claims while a server writes as fast as it can: two processes at one file, as far
// as SQLite can tell. The time is what the worker's single write takes.
void writes_beside_a_busy_process(benchmark::State& state) {
    std::atomic<bool> done{false};
    std::vector<std::jthread> server;
    for (int i = 0; i < 8; ++i) {
        server.emplace_back([&] {
            while (!done) {
                const auto inserted = place->database->write([](Transaction& tx) {
                    return tx.execute("INSERT INTO things (text) VALUES ('a clip')");
                });
                HIBARI_CHECK(inserted.has_value());
            }
        });
    }
    const auto worker =
        Database::open({.url = "sqlite:" + (place->folder.path() / "bench.db").string()});
    HIBARI_CHECK(worker.has_value());
    std::vector<double> ms;
    for (auto _ : state) {
        const auto started = std::chrono::steady_clock::now();
        const auto inserted = (*worker)->write([](Transaction& tx) {
            return tx.execute("INSERT INTO things (text) VALUES ('claimed')");
        });
        HIBARI_CHECK(inserted.has_value());
        ms.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started)
                .count()
        );
    }
    done = true;
    server.clear();
    tell_percentiles(state, ms);
    const DatabaseCounts counts = place->database->counts();
    state.counters["server_per_write_of_worker"] =
        static_cast<double>(counts.writes) / static_cast<double>(ms.size());
}

void reads_by_key(benchmark::State& state) {
    for (auto _ : state) {
        const auto row = place->database->read([](Transaction& tx) {
            return tx.query_one("SELECT * FROM jobs WHERE id = :id", {{"id", "job-77"}});
        });
        HIBARI_CHECK(row.has_value() && row->has_value());
    }
    state.SetItemsProcessed(state.iterations());
}

// 100,000 waiting jobs of 1,000 accounts; a million rows of another table beside them.
void open_long_queue(const benchmark::State& /*state*/) {
    place = std::make_unique<Place>();
    const auto filled = place->database->write([](Transaction& tx) -> Result<void> {
        for (int i = 0; i < kQueued; ++i) {
            const NewJob job{
                .id = "job-" + std::to_string(i),
                .account = "account-" + std::to_string(i % kAccounts),
                .priority = i % kAccounts % 3,
                .concurrency = kQueued,
                .queue_max = kQueued
            };
            HIBARI_TRY(JobQueue::enqueue(tx, job, Timestamp(std::chrono::microseconds(i))));
        }
        return tx.run_script(
            "CREATE TABLE finished (id TEXT PRIMARY KEY, account TEXT, done_at BIGINT, url TEXT);"
            "CREATE INDEX finished_by_account ON finished (account, done_at);"
            "INSERT INTO finished WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
            "WHERE i < " +
            std::to_string(kFinished) +
            ") SELECT 'video_' || i, 'account-' || (i % 1000), i, '/v1/videos/' || i FROM n"
        );
    });
    HIBARI_CHECK(filled.has_value());
}

void claims(benchmark::State& state) {
    std::vector<double> ms;
    Timestamp now(1h);
    for (auto _ : state) {
        const auto started = std::chrono::steady_clock::now();
        now += 1us;
        const auto lease = place->database->write([&](Transaction& tx) {
            return JobQueue::claim(tx, "worker", now, 30s);
        });
        HIBARI_CHECK(lease.has_value() && lease->has_value());
        ms.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started)
                .count()
        );
    }
    state.SetItemsProcessed(state.iterations());
    tell_percentiles(state, ms);
}

// The same without waiting for the disk each time: what claiming itself costs.
void claims_in_one_commit(benchmark::State& state) {
    std::vector<double> ms;
    Timestamp now(2h);
    const auto done = place->database->write([&](Transaction& tx) -> Result<void> {
        for (auto _ : state) {
            const auto started = std::chrono::steady_clock::now();
            now += 1us;
            HIBARI_CHECK(HIBARI_TRY(JobQueue::claim(tx, "worker", now, 30s)).has_value());
            ms.push_back(std::chrono::duration<double, std::milli>(
                             std::chrono::steady_clock::now() - started
            )
                             .count());
        }
        return {};
    });
    HIBARI_CHECK(done.has_value());
    state.SetItemsProcessed(state.iterations());
    tell_percentiles(state, ms);
}

void places_in_the_queue(benchmark::State& state) {
    for (auto _ : state) {
        const auto found =
            place->database->read([](Transaction& tx) { return JobQueue::place(tx, "job-99999"); });
        HIBARI_CHECK(found.has_value() && found->has_value());
    }
}

void counts_for_metrics(benchmark::State& state) {
    for (auto _ : state) {
        HIBARI_CHECK(place->database->read([](Transaction& tx) { return JobQueue::counts(tx); }
        ).has_value());
    }
}

BENCHMARK(writes_beside_a_busy_process)
    ->Setup(open_place)
    ->Teardown(close_place)
    ->UseRealTime()
    ->Iterations(300)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(claims)
    ->Setup(open_long_queue)
    ->Teardown(close_place)
    ->UseRealTime()
    ->Iterations(1500)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(claims_in_one_commit)
    ->Setup(open_long_queue)
    ->Teardown(close_place)
    ->UseRealTime()
    ->Iterations(20'000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(places_in_the_queue)->Setup(open_long_queue)->Teardown(close_place)->UseRealTime();
BENCHMARK(counts_for_metrics)->Setup(open_long_queue)->Teardown(close_place)->UseRealTime();
BENCHMARK(reads_by_key)
    ->Setup(open_long_queue)
    ->Teardown(close_place)
    ->ThreadRange(1, 2)
    ->UseRealTime();

}  // namespace
}  // namespace hibari::store
