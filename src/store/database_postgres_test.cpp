// What only PostgreSQL has: a server that can go away, and conflicts between transactions.

#include "store/database.h"
#include "store/testing/process.h"
#include "store/testing/under_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <latch>
#include <thread>

namespace hibari::store {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

class Postgres : public ::testing::Test {
  protected:
    void SetUp() override {
        under_test_ = testing::make_database_under_test();
        HIBARI_NEEDS_ENGINE(under_test_);
        database_ = under_test_->open({.connections_max = 4});
        const auto made = database_->write([](Transaction& tx) {
            return tx.run_script(
                "CREATE TABLE things (id BIGINT PRIMARY KEY, n BIGINT NOT NULL);"
                "INSERT INTO things (id, n) VALUES (1, 0), (2, 0)"
            );
        });
        ASSERT_TRUE(made) << to_string(made.error());
    }

    static Result<std::int64_t> add(Transaction& tx, std::int64_t id) {
        return tx.execute("UPDATE things SET n = n + 1 WHERE id = :id", {{"id", id}});
    }

    std::int64_t sum() {
        return database_
            ->read([](Transaction& tx) {
                return tx.query_row("SELECT CAST(sum(n) AS BIGINT) FROM things");
            })
            .value()
            .integer(0);
    }

    // Ends all other connections, as a restart of the server does.
    static void cut_all(Database& from) {
        const auto cut = from.read([](Transaction& tx) {
            return tx.query(
                "SELECT pg_terminate_backend(pid) AS done FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            );
        });
        ASSERT_TRUE(cut) << to_string(cut.error());
    }

    std::unique_ptr<testing::DatabaseUnderTest> under_test_;
    std::unique_ptr<Database> database_;
};

TEST_F(Postgres, AConnectionThatWasCutWhileIdleIsReplaced) {
    const auto other = under_test_->open();
    EXPECT_EQ(sum(), 0);
    cut_all(*other);
    EXPECT_TRUE(database_->write([](Transaction& tx) { return add(tx, 1); }));
    EXPECT_EQ(sum(), 1);
}

TEST_F(Postgres, ATransactionThatWasCutIsRunAgain) {
    const auto other = under_test_->open();
    int runs = 0;
    const auto added = database_->write([&](Transaction& tx) -> Result<std::int64_t> {
        HIBARI_TRY(add(tx, 1));
        if (runs++ == 0) {
            // On a thread of its own: one transaction inside another is not allowed.
            std::jthread([&] { cut_all(*other); }).join();
        }
        return add(tx, 2);
    });
    ASSERT_TRUE(added) << to_string(added.error());
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(sum(), 2);
}

TEST_F(Postgres, ConflictingTransactionsAreRunAgain) {
    std::latch both_read(2);
    const auto swap = [&](std::int64_t from, std::int64_t to) {
        bool is_first = true;
        return database_->write([&, from, to](Transaction& tx) -> Result<std::int64_t> {
            const Row row =
                HIBARI_TRY(tx.query_row("SELECT n FROM things WHERE id = :id", {{"id", from}}));
            if (std::exchange(is_first, false)) {
                both_read.arrive_and_wait();
            }
            return tx.execute(
                "UPDATE things SET n = :n WHERE id = :id", {{"n", row.integer(0) + 1}, {"id", to}}
            );
        });
    };
    {
        const std::jthread one([&] { EXPECT_TRUE(swap(1, 2)); });
        const std::jthread two([&] { EXPECT_TRUE(swap(2, 1)); });
    }
    // One after the other gives 1 and 2; both at once would give 1 and 1.
    EXPECT_EQ(sum(), 3);
    EXPECT_GT(database_->counts().retries, 0U);
}

TEST_F(Postgres, DeadlocksAreRunAgain) {
    std::latch both_wrote(2);
    const auto change = [&](std::int64_t first, std::int64_t second) {
        bool is_first = true;
        return database_->write(
            [&, first, second](Transaction& tx) -> Result<std::int64_t> {
                HIBARI_TRY(add(tx, first));
                if (std::exchange(is_first, false)) {
                    both_wrote.arrive_and_wait();
                }
                return add(tx, second);
            },
            Isolation::kReadCommitted
        );
    };
    {
        const std::jthread one([&] { EXPECT_TRUE(change(1, 2)); });
        const std::jthread two([&] { EXPECT_TRUE(change(2, 1)); });
    }
    EXPECT_EQ(sum(), 4);
}

TEST_F(Postgres, ALockHeldForTooLongIsUnavailable) {
    const auto hasty = under_test_->open({.busy_timeout = 50ms});
    std::latch begun(1);
    std::latch go(1);
    std::jthread slow([&] {
        EXPECT_TRUE(database_->write([&](Transaction& tx) -> Result<void> {
            HIBARI_TRY(add(tx, 1));
            begun.count_down();
            go.wait();
            return {};
        }));
    });
    begun.wait();
    const auto refused = hasty->write([](Transaction& tx) { return add(tx, 1); });
    go.count_down();
    slow.join();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::kUnavailable);
}

TEST_F(Postgres, ValuesThatDoNotFitAreNotRepeated) {
    const auto wrong = database_->write([](Transaction& tx) {
        return tx.execute("UPDATE things SET n = :n", {{"n", "secret"}});
    });
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, ErrorCode::kInvalidArgument);
    EXPECT_THAT(to_string(wrong.error()), Not(HasSubstr("secret")));
}

TEST_F(Postgres, BackupsAreNotOurs) {
    EXPECT_EQ(database_->back_up("copy.db").error().code, ErrorCode::kUnsupported);
}

TEST(PostgresUrl, AnUnreachableServerIsUnavailableAndThePasswordStaysSecret) {
    const std::string port = std::to_string(testing::free_port());
    const auto opened =
        Database::open({.url = "postgresql://me:secret@127.0.0.1:" + port + "/hibari"});
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::kUnavailable);
    EXPECT_THAT(to_string(opened.error()), Not(HasSubstr("secret")));
    // It was this address that was tried, although the URL has no "name=value" in it.
    EXPECT_THAT(to_string(opened.error()), HasSubstr(port));
}

}  // namespace
}  // namespace hibari::store
