// A process that writes as fast as it can is killed at random points, over and over on the same
// file. Whatever it was told is committed is there, nothing is half there, and the queue's counters
// equal its rows.

#include "base/check.h"
#include "base/descriptor.h"
#include "base/rng.h"
#include "store/job_queue.h"
#include "store/migrations.h"
#include "store/testing/temporary_folder.h"

#include <array>
#include <csignal>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace hibari::store {
namespace {

using namespace std::chrono_literals;

constexpr int kKills = 60;
constexpr int kThreads = 4;
constexpr int kAcknowledgedMax = 60;

// One written row, told through a pipe after its commit.
struct Acknowledged {
    std::int64_t round = 0;
    std::int64_t thread = 0;
    std::int64_t number = 0;
};

Timestamp now() {
    return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now()
    );
}

// One commit that touches several tables: a row, a sum of all rows, a job that comes and perhaps
// one that goes.
Result<void> write_one(Transaction& tx, const Acknowledged& one) {
    const std::string id = std::to_string(one.round) + "-" + std::to_string(one.thread) + "-" +
                           std::to_string(one.number);
    HIBARI_TRY(tx.execute("INSERT INTO written (id) VALUES (:id)", {{"id", id}}));
    HIBARI_TRY(tx.execute("UPDATE total SET n = n + 1"));
    HIBARI_TRY(JobQueue::enqueue(
        tx,
        {.id = id,
         .account = std::to_string(one.thread),
         .concurrency = 1'000'000,
         .queue_max = 1'000'000},
        now()
    ));
    const auto lease = HIBARI_TRY(JobQueue::claim(tx, "w", now(), 1h));
    if (lease && one.number % 2 == 0) {
        HIBARI_TRY(JobQueue::finish(tx, *lease));
    }
    return {};
}

[[noreturn]] void write_for_ever(const std::string& url, int pipe, std::int64_t round) {
    auto database = Database::open({.url = url});
    HIBARI_CHECK(database.has_value());
    HIBARI_CHECK(migrate(**database).has_value());
    const auto made = (*database)->write([](Transaction& tx) {
        return tx.run_script(
            "CREATE TABLE IF NOT EXISTS written (id TEXT NOT NULL PRIMARY KEY);"
            "CREATE TABLE IF NOT EXISTS total (id BIGINT NOT NULL PRIMARY KEY, n BIGINT NOT NULL);"
            "INSERT INTO total (id, n) VALUES (1, 0) ON CONFLICT (id) DO NOTHING"
        );
    });
    HIBARI_CHECK(made.has_value());
    std::vector<std::jthread> threads;
    for (std::int64_t thread = 0; thread < kThreads; ++thread) {
        threads.emplace_back([&, thread] {
            for (std::int64_t number = 0;; ++number) {
                const Acknowledged one{round, thread, number};
                const auto written =
                    (*database)->write([&](Transaction& tx) { return write_one(tx, one); });
                HIBARI_CHECK(written.has_value(), written ? "" : to_string(written.error()));
                HIBARI_CHECK(write(pipe, &one, sizeof(one)) == sizeof(one));
            }
        });
    }
    threads.clear();
    _exit(0);
}

// Reads acknowledgements until there are `enough`, or until `patience` ran out.
void read_acknowledged(
    int pipe, std::vector<Acknowledged>& all, std::size_t enough, std::chrono::milliseconds patience
) {
    pollfd waiting{.fd = pipe, .events = POLLIN, .revents = 0};
    Acknowledged one;
    while (all.size() < enough && poll(&waiting, 1, static_cast<int>(patience.count())) == 1 &&
           read(pipe, &one, sizeof(one)) == sizeof(one)) {
        all.push_back(one);
    }
}

void expect_consistent(Database& database, const std::vector<Acknowledged>& acknowledged) {
    const auto checked = database.read([&](Transaction& tx) -> Result<void> {
        EXPECT_EQ(HIBARI_TRY(tx.query_row("PRAGMA integrity_check")).text(0), "ok");
        EXPECT_TRUE(HIBARI_TRY(tx.query("PRAGMA foreign_key_check")).empty());
        const Row row = HIBARI_TRY(tx.query_row(
            "SELECT (SELECT count(*) FROM written) AS rows, (SELECT n FROM total) AS total"
        ));
        EXPECT_EQ(row.integer("rows"), row.integer("total"));
        for (const Acknowledged& one : acknowledged) {
            const std::string id = std::to_string(one.round) + "-" + std::to_string(one.thread) +
                                   "-" + std::to_string(one.number);
            EXPECT_TRUE(
                HIBARI_TRY(tx.query_one("SELECT id FROM written WHERE id = :id", {{"id", id}}))
            ) << id;
        }
        EXPECT_TRUE(
            HIBARI_TRY(
                tx.query(
                    "SELECT account FROM job_shares WHERE queued <> (SELECT count(*) FROM jobs "
                    "WHERE jobs.account = job_shares.account AND state = 'queued') OR running <> "
                    "(SELECT count(*) FROM jobs WHERE jobs.account = job_shares.account "
                    "AND state = 'running')"
                )
            )
                .empty()
        );
        return {};
    });
    EXPECT_TRUE(checked) << to_string(checked.error());
}

TEST(DatabaseKill, NothingAcknowledgedIsLostAndNothingIsHalfThere) {
    const testing::TemporaryFolder folder(testing::Medium::kDisk);
    const std::string url = "sqlite:" + (folder.path() / "test.db").string();
    Rng rng(20'261'130);
    std::vector<Acknowledged> all;
    int killed_at_work = 0;
    for (int round = 0; round < kKills; ++round) {
        std::array<int, 2> ends{};
        ASSERT_EQ(pipe2(ends.data(), O_CLOEXEC), 0);
        const FileDescriptor reading(ends[0]);
        FileDescriptor writing(ends[1]);
        const pid_t child = fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            write_for_ever(url, writing.number(), round);
        }
        writing.reset();
        std::vector<Acknowledged> mine;
        // Every fifth one dies while it opens the file.
        const bool early = round % 5 == 4;
        const auto enough = static_cast<std::size_t>(rng.integer(1, kAcknowledgedMax));
        const auto patience = early ? std::chrono::milliseconds(rng.integer(0, 15)) : 20s;
        read_acknowledged(reading.number(), mine, early ? 1 : enough, patience);
        kill(child, SIGKILL);
        int status = 0;
        ASSERT_EQ(waitpid(child, &status, 0), child);
        ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << "round " << round;
        read_acknowledged(reading.number(), mine, kAcknowledgedMax * 1000, 0ms);
        killed_at_work += mine.empty() ? 0 : 1;
        all.insert(all.end(), mine.begin(), mine.end());
        if (!all.empty()) {
            const auto database = Database::open({.url = url});
            ASSERT_TRUE(database) << to_string(database.error());
            expect_consistent(**database, mine);
            ASSERT_FALSE(::testing::Test::HasFailure()) << "round " << round;
        }
    }
    EXPECT_GT(killed_at_work, kKills / 2);
    const auto database = Database::open({.url = url});
    ASSERT_TRUE(database) << to_string(database.error());
    expect_consistent(**database, all);
}

}  // namespace
}  // namespace hibari::store
