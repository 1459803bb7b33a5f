// What every database engine must do; compiled once with each (see testing/under_test.h).

#include "store/database.h"
#include "store/testing/under_test.h"

#include <atomic>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <latch>
#include <limits>
#include <thread>

namespace hibari::store {
namespace {

using testing::DatabaseUnderTest;
using ::testing::HasSubstr;
using ::testing::Not;

Result<void> nothing(Result<std::int64_t> changed) {
    if (!changed) {
        return fail(std::move(changed.error()));
    }
    return {};
}

class DatabaseContract : public ::testing::Test {
  protected:
    void SetUp() override {
        under_test_ = testing::make_database_under_test();
        HIBARI_NEEDS_ENGINE(under_test_);
        database_ = under_test_->open();
        const auto made = database_->write([](Transaction& tx) {
            return tx.run_script(
                "CREATE TABLE things (id TEXT NOT NULL PRIMARY KEY, n BIGINT, label TEXT, "
                "done SMALLINT NOT NULL DEFAULT 0, CHECK (n IS NULL OR n > -1000));"
                "CREATE TABLE parts (id TEXT NOT NULL PRIMARY KEY, "
                "thing TEXT NOT NULL REFERENCES things (id))"
            );
        });
        ASSERT_TRUE(made.has_value()) << to_string(made.error());
    }

    Result<std::int64_t> insert(const std::string& id, Value n, Value label = nullptr) {
        return database_->write([&](Transaction& tx) {
            return tx.execute(
                "INSERT INTO things (id, n, label) VALUES (:id, :n, :label)",
                {{"id", id}, {"n", n}, {"label", label}}
            );
        });
    }

    std::int64_t count() {
        return database_
            ->read([](Transaction& tx) -> Result<std::int64_t> {
                return HIBARI_TRY(tx.query_row("SELECT count(*) AS c FROM things")).integer("c");
            })
            .value();
    }

    std::unique_ptr<DatabaseUnderTest> under_test_;
    std::unique_ptr<Database> database_;
};

TEST_F(DatabaseContract, KeepsNumbersTextsAndNull) {
    const std::string text = "Grüße, 世界 'quoted' \"double\" \n :name $1 ?";
    ASSERT_TRUE(insert("a", std::numeric_limits<std::int64_t>::max(), text));
    ASSERT_TRUE(insert("b", nullptr, ""));
    const auto rows = database_->read([](Transaction& tx) {
        return tx.query("SELECT id, n, label, done FROM things ORDER BY id");
    });
    ASSERT_TRUE(rows) << to_string(rows.error());
    ASSERT_EQ(rows->size(), 2U);
    const Row& a = (*rows)[0];
    EXPECT_EQ(a.text("id"), "a");
    EXPECT_EQ(a.integer("n"), std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(a.text("label"), text);
    EXPECT_FALSE(a.flag("done"));
    const Row& b = (*rows)[1];
    EXPECT_TRUE(b.is_null("n"));
    EXPECT_EQ(b.optional_integer("n"), std::nullopt);
    EXPECT_EQ(b.optional_text("label"), "");
}

TEST_F(DatabaseContract, ExpressionsAreNumbersToo) {
    ASSERT_TRUE(insert("a", 40));
    ASSERT_TRUE(insert("b", 2));
    const auto row = database_->read([](Transaction& tx) {
        return tx.query_row(
            "SELECT count(*) AS c, CAST(sum(n) AS BIGINT) AS s, max(n) - min(n) AS d FROM things"
        );
    });
    ASSERT_TRUE(row) << to_string(row.error());
    EXPECT_EQ(row->integer("c"), 2);
    EXPECT_EQ(row->integer("s"), 42);
    EXPECT_EQ(row->integer("d"), 38);
}

TEST_F(DatabaseContract, OneParameterMayStandInSeveralPlaces) {
    ASSERT_TRUE(insert("a", 5));
    const auto row = database_->read([](Transaction& tx) {
        return tx.query_row(
            "SELECT n FROM things WHERE n > :x - 1 AND n < :x + 1 AND n = :x", {{"x", 5}}
        );
    });
    ASSERT_TRUE(row) << to_string(row.error());
    EXPECT_EQ(row->integer(0), 5);
}

TEST_F(DatabaseContract, TheSameTextTakesNullAndNumbersInTurn) {
    for (int i = 0; i < 3; ++i) {
        ASSERT_TRUE(insert("null" + std::to_string(i), nullptr, nullptr));
        ASSERT_TRUE(insert("number" + std::to_string(i), i, "x"));
    }
    const auto row = database_->read([](Transaction& tx) {
        return tx.query_row("SELECT count(n) AS n, count(label) AS l FROM things");
    });
    EXPECT_EQ(row.value().integer("n"), 3);
    EXPECT_EQ(row.value().integer("l"), 3);
}

TEST_F(DatabaseContract, ReturningGivesTheChangedRows) {
    ASSERT_TRUE(insert("a", 1));
    ASSERT_TRUE(insert("b", 2));
    const auto rows = database_->write([](Transaction& tx) {
        return tx.query("UPDATE things SET n = n + :by RETURNING id, n", {{"by", 10}});
    });
    ASSERT_TRUE(rows) << to_string(rows.error());
    std::int64_t sum = 0;
    for (const Row& row : *rows) {
        sum += row.integer("n");
    }
    EXPECT_EQ(rows->size(), 2U);
    EXPECT_EQ(sum, 23);
}

TEST_F(DatabaseContract, ExecuteCountsChangedRows) {
    ASSERT_TRUE(insert("a", 1));
    ASSERT_TRUE(insert("b", 2));
    const auto counts = database_->write([](Transaction& tx) -> Result<std::vector<std::int64_t>> {
        std::vector<std::int64_t> all;
        all.push_back(HIBARI_TRY(tx.execute("UPDATE things SET done = 1")));
        all.push_back(HIBARI_TRY(tx.execute("UPDATE things SET done = 0 WHERE id = 'none'")));
        all.push_back(HIBARI_TRY(
            tx.execute("INSERT INTO things (id) VALUES ('a') ON CONFLICT (id) DO NOTHING")
        ));
        all.push_back(HIBARI_TRY(tx.execute("DELETE FROM things WHERE n >= :n", {{"n", 2}})));
        return all;
    });
    ASSERT_TRUE(counts) << to_string(counts.error());
    EXPECT_EQ(*counts, (std::vector<std::int64_t>{2, 0, 0, 1}));
}

TEST_F(DatabaseContract, AFailingFunctionLeavesNothingBehind) {
    const auto failed = database_->write([](Transaction& tx) -> Result<void> {
        HIBARI_TRY(tx.execute("INSERT INTO things (id) VALUES ('a')"));
        return fail(ErrorCode::kCancelled, "changed my mind");
    });
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, ErrorCode::kCancelled);
    EXPECT_EQ(count(), 0);
}

TEST_F(DatabaseContract, AnExceptionLeavesNothingBehind) {
    const auto failed = database_->write([](Transaction& tx) -> Result<void> {
        HIBARI_TRY(tx.execute("INSERT INTO things (id) VALUES ('a')"));
        throw std::runtime_error("oops");
    });
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, ErrorCode::kInternal);
    EXPECT_EQ(count(), 0);
    EXPECT_TRUE(insert("b", 1));
}

TEST_F(DatabaseContract, AFailedStatementCannotBeIgnored) {
    ASSERT_TRUE(insert("a", 1));
    const auto failed = database_->write([](Transaction& tx) -> Result<std::int64_t> {
        HIBARI_TRY(tx.execute("INSERT INTO things (id) VALUES ('b')"));
        const auto twice = tx.execute("INSERT INTO things (id) VALUES ('a')");
        EXPECT_FALSE(twice);
        const auto after = tx.execute("INSERT INTO things (id) VALUES ('c')");
        EXPECT_FALSE(after);
        return 7;
    });
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, ErrorCode::kAlreadyExists);
    EXPECT_EQ(count(), 1);
}

TEST_F(DatabaseContract, ErrorsHaveCodesAndNoValues) {
    ASSERT_TRUE(insert("secret-id", 1, "secret-label"));
    const auto unique = insert("secret-id", 2);
    ASSERT_FALSE(unique);
    EXPECT_EQ(unique.error().code, ErrorCode::kAlreadyExists);
    EXPECT_THAT(to_string(unique.error()), Not(HasSubstr("secret")));

    const auto foreign = database_->write([](Transaction& tx) {
        return tx.execute(
            "INSERT INTO parts (id, thing) VALUES (:id, :thing)",
            {{"id", "secret-part"}, {"thing", "secret-thing"}}
        );
    });
    ASSERT_FALSE(foreign);
    EXPECT_EQ(foreign.error().code, ErrorCode::kNotFound);
    EXPECT_THAT(to_string(foreign.error()), Not(HasSubstr("secret")));

    const auto check = insert("secret-2", -123456);
    ASSERT_FALSE(check);
    EXPECT_EQ(check.error().code, ErrorCode::kInvalidArgument);
    EXPECT_THAT(to_string(check.error()), Not(HasSubstr("123456")));
    EXPECT_THAT(to_string(check.error()), Not(HasSubstr("secret")));

    const auto null = database_->write([](Transaction& tx) {
        return tx.execute("INSERT INTO things (id, label) VALUES (NULL, 'secret')");
    });
    ASSERT_FALSE(null);
    EXPECT_EQ(null.error().code, ErrorCode::kInvalidArgument);
    EXPECT_THAT(to_string(null.error()), Not(HasSubstr("secret")));
}

TEST_F(DatabaseContract, WrongSqlIsAnInternalError) {
    const auto wrong =
        database_->read([](Transaction& tx) { return tx.query("SELECT id FROM nowhere"); });
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, ErrorCode::kInternal);
    EXPECT_THAT(wrong.error().message, HasSubstr("nowhere"));
}

TEST_F(DatabaseContract, ParametersMustBeTheNamedOnes) {
    const auto missing = database_->read([](Transaction& tx) {
        return tx.query("SELECT id FROM things WHERE id = :id AND n = :n", {{"id", "a"}});
    });
    const auto surplus = database_->read([](Transaction& tx) {
        return tx.query("SELECT id FROM things WHERE id = :id", {{"id", "a"}, {"n", 1}});
    });
    ASSERT_FALSE(missing);
    ASSERT_FALSE(surplus);
    EXPECT_EQ(missing.error().code, ErrorCode::kInternal);
    EXPECT_EQ(surplus.error().code, ErrorCode::kInternal);
}

TEST_F(DatabaseContract, TextsThatCannotBeStoredAreRefused) {
    const auto zero = insert("a", nullptr, std::string("a\0b", 3));
    const auto broken = insert("a", nullptr, std::string("\xc3("));
    ASSERT_FALSE(zero);
    ASSERT_FALSE(broken);
    EXPECT_EQ(zero.error().code, ErrorCode::kInvalidArgument);
    EXPECT_EQ(broken.error().field, "label");
}

TEST_F(DatabaseContract, ReadingCannotChangeRows) {
    const auto changed = database_->read([](Transaction& tx) {
        return tx.execute("INSERT INTO things (id) VALUES ('a')");
    });
    ASSERT_FALSE(changed);
    EXPECT_EQ(changed.error().code, ErrorCode::kPermissionDenied);
    EXPECT_EQ(count(), 0);
}

TEST_F(DatabaseContract, AReadSeesOneMoment) {
    ASSERT_TRUE(insert("a", 1));
    std::latch first_read(1);
    std::latch written(1);
    std::jthread writer([&] {
        first_read.wait();
        EXPECT_TRUE(insert("b", 2));
        written.count_down();
    });
    bool is_first = true;
    const auto counts = database_->read([&](Transaction& tx) -> Result<std::pair<int, int>> {
        const char* sql = "SELECT count(*) AS c FROM things";
        const auto before = HIBARI_TRY(tx.query_row(sql)).integer("c");
        if (std::exchange(is_first, false)) {
            first_read.count_down();
            written.wait();
        }
        return std::pair(
            static_cast<int>(before), static_cast<int>(HIBARI_TRY(tx.query_row(sql)).integer("c"))
        );
    });
    EXPECT_EQ(counts.value(), std::pair(1, 1));
    EXPECT_EQ(count(), 2);
}

TEST_F(DatabaseContract, QueryOneWantsAtMostOneRow) {
    ASSERT_TRUE(insert("a", 1));
    ASSERT_TRUE(insert("b", 1));
    const auto none = database_->read([](Transaction& tx) {
        return tx.query_one("SELECT id FROM things WHERE n = 9");
    });
    const auto several =
        database_->read([](Transaction& tx) { return tx.query_one("SELECT id FROM things"); });
    const auto missing = database_->read([](Transaction& tx) {
        return tx.query_row("SELECT id FROM things WHERE n = 9");
    });
    EXPECT_EQ(none.value().has_value(), false);
    EXPECT_EQ(several.error().code, ErrorCode::kInternal);
    EXPECT_EQ(missing.error().code, ErrorCode::kNotFound);
}

TEST_F(DatabaseContract, AnswersAreLimited) {
    const auto all = database_->read([](Transaction& tx) {
        return tx.query(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100001) "
            "SELECT i FROM n"
        );
    });
    ASSERT_FALSE(all);
    EXPECT_EQ(all.error().code, ErrorCode::kResourceExhausted);
    EXPECT_EQ(count(), 0);
}

// Each adds one to what it read: a lost update would show.
TEST_F(DatabaseContract, WritesFromManyThreadsDoNotLoseUpdates) {
    constexpr int kThreads = 8;
    constexpr int kRounds = 25;
    ASSERT_TRUE(insert("sum", 0));
    std::atomic<int> failures{0};
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < kThreads; ++t) {
            threads.emplace_back([&] {
                for (int i = 0; i < kRounds; ++i) {
                    const auto added = database_->write([&](Transaction& tx) -> Result<void> {
                        const auto n =
                            HIBARI_TRY(tx.query_row("SELECT n FROM things WHERE id = 'sum'"))
                                .integer(0);
                        return nothing(
                            tx.execute("UPDATE things SET n = :n WHERE id = 'sum'", {{"n", n + 1}})
                        );
                    });
                    failures += added ? 0 : 1;
                }
            });
        }
    }
    const auto row = database_->read([](Transaction& tx) {
        return tx.query_row("SELECT n FROM things WHERE id = 'sum'");
    });
    EXPECT_EQ(row.value().integer(0), kThreads * kRounds - failures);
    EXPECT_EQ(failures, 0);
}

// Writes that share a commit have each their own outcome.
TEST_F(DatabaseContract, FailuresAmongManyWritesStayTheirOwn) {
    constexpr int kThreads = 8;
    constexpr int kRounds = 25;
    std::atomic<int> kept{0};
    std::atomic<int> refused{0};
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < kThreads; ++t) {
            threads.emplace_back([&, t] {
                for (int i = 0; i < kRounds; ++i) {
                    // Every second thread tries the ids of its neighbour as well.
                    const std::string id = std::to_string(t / 2) + "-" + std::to_string(i);
                    const auto result = database_->write([&](Transaction& tx) -> Result<void> {
                        HIBARI_TRY(
                            tx.execute("INSERT INTO things (id, n) VALUES (:id, 1)", {{"id", id}})
                        );
                        return nothing(tx.execute(
                            "INSERT INTO parts (id, thing) VALUES (:id, :id)", {{"id", id}}
                        ));
                    });
                    if (result) {
                        kept += 1;
                    } else {
                        EXPECT_EQ(result.error().code, ErrorCode::kAlreadyExists);
                        refused += 1;
                    }
                }
            });
        }
    }
    EXPECT_EQ(kept, kThreads / 2 * kRounds);
    EXPECT_EQ(refused, kThreads / 2 * kRounds);
    EXPECT_EQ(count(), kept);
}

TEST_F(DatabaseContract, TwoProgramsMayUseOneDatabase) {
    constexpr int kRounds = 25;
    const auto other = under_test_->open();
    ASSERT_TRUE(insert("sum", 0));
    const auto add = [](Database& database) {
        for (int i = 0; i < kRounds; ++i) {
            const auto added = database.write([](Transaction& tx) {
                return tx.execute("UPDATE things SET n = n + 1 WHERE id = 'sum'");
            });
            EXPECT_TRUE(added) << to_string(added.error());
        }
    };
    {
        const std::jthread first([&] { add(*database_); });
        const std::jthread second([&] { add(*other); });
    }
    const auto row = other->read([](Transaction& tx) {
        return tx.query_row("SELECT n FROM things WHERE id = 'sum'");
    });
    EXPECT_EQ(row.value().integer(0), 2 * kRounds);
}

TEST_F(DatabaseContract, MoreReadersThanConnectionsTakeTurns) {
    constexpr int kThreads = 12;
    const auto narrow = under_test_->open({.connections_max = 2});
    std::atomic<int> succeeded{0};
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < kThreads; ++t) {
            threads.emplace_back([&] {
                succeeded +=
                    narrow->read([](Transaction& tx) { return tx.query("SELECT 1 AS one"); }) ? 1
                                                                                              : 0;
            });
        }
    }
    EXPECT_EQ(succeeded, kThreads);
}

TEST_F(DatabaseContract, StatementsBeyondTheCacheStillRun) {
    const auto narrow = under_test_->open({.statements_max = 2});
    for (int round = 0; round < 2; ++round) {
        for (int i = 0; i < 6; ++i) {
            const auto row = narrow->read([&](Transaction& tx) {
                return tx.query_row("SELECT " + std::to_string(i) + " AS i");
            });
            ASSERT_TRUE(row) << to_string(row.error());
            EXPECT_EQ(row->integer("i"), i);
        }
    }
}

TEST_F(DatabaseContract, ATransactionInsideAnotherAborts) {
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    EXPECT_DEATH(
        (void)database_->read([&](Transaction& /*tx*/) -> Result<std::int64_t> { return count(); }),
        "inside_transaction"
    );
}

}  // namespace
}  // namespace hibari::store
