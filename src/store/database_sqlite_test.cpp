// What only SQLite has: one file, commits that are shared, other processes at the same file.

#include "base/files.h"
#include "store/database.h"
#include "store/testing/temporary_folder.h"

#include <atomic>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <latch>
#include <sys/stat.h>
#include <thread>

namespace hibari::store {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

class Sqlite : public ::testing::Test {
  protected:
    std::unique_ptr<Database> open(DatabaseOptions options = {}) {
        options.url = "sqlite:" + path_.string();
        auto database = Database::open(options);
        EXPECT_TRUE(database) << to_string(database.error());
        return std::move(*database);
    }

    static Result<void> make_table(Database& database) {
        return database.write([](Transaction& tx) {
            return tx.run_script("CREATE TABLE things (id BIGINT PRIMARY KEY, text TEXT)");
        });
    }

    static Result<std::int64_t> insert(Database& database, std::int64_t id, std::string text = "") {
        return database.write([&](Transaction& tx) {
            return tx.execute(
                "INSERT INTO things (id, text) VALUES (:id, :text)", {{"id", id}, {"text", text}}
            );
        });
    }

    static std::int64_t count(Database& database) {
        return database
            .read([](Transaction& tx) { return tx.query_row("SELECT count(*) FROM things"); })
            .value()
            .integer(0);
    }

    testing::TemporaryFolder folder_;
    fs::path path_ = folder_.path() / "test.db";
};

// While one write holds the file, the others gather; all of them are in the next commit.
TEST_F(Sqlite, WritesThatWaitShareACommit) {
    constexpr int kWaiting = 10;
    const auto database = open();
    ASSERT_TRUE(make_table(*database));
    const std::uint64_t before = database->counts().commits;
    std::latch begun(1);
    std::latch go(1);
    std::atomic<int> asked{0};
    {
        const std::jthread slow([&] {
            EXPECT_TRUE(database->write([&](Transaction& /*tx*/) -> Result<void> {
                begun.count_down();
                go.wait();
                return {};
            }));
        });
        begun.wait();
        std::vector<std::jthread> waiting;
        for (int i = 0; i < kWaiting; ++i) {
            waiting.emplace_back([&, i] {
                asked += 1;
                EXPECT_TRUE(insert(*database, i));
            });
        }
        while (asked < kWaiting) {
            std::this_thread::yield();
        }
        go.count_down();
    }
    EXPECT_EQ(count(*database), kWaiting);
    EXPECT_EQ(database->counts().writes, kWaiting + 2U);
    // One for the slow write, and one for all others unless some thread was late.
    EXPECT_LT(database->counts().commits - before, 1U + kWaiting);
}

TEST_F(Sqlite, BatchesAreBounded) {
    constexpr int kThreads = 6;
    const auto database = open({.batch_max = 2});
    ASSERT_TRUE(make_table(*database));
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < kThreads; ++t) {
            threads.emplace_back([&, t] {
                for (int i = 0; i < 10; ++i) {
                    EXPECT_TRUE(insert(*database, t * 100 + i));
                }
            });
        }
    }
    EXPECT_EQ(count(*database), kThreads * 10);
    EXPECT_GE(database->counts().commits * 2, database->counts().writes);
}

TEST_F(Sqlite, AFullDiskFailsTheWriteAndNothingElse) {
    const auto database = open();
    ASSERT_TRUE(make_table(*database));
    // SQLite then answers what it answers when the disk is full.
    const auto limit = [&](const char* pages) {
        return database->write([&](Transaction& tx) {
            return tx.query(std::string("PRAGMA max_page_count = ") + pages);
        });
    };
    ASSERT_TRUE(limit("10"));
    const auto full = insert(*database, 1, std::string(100'000, 'x'));
    ASSERT_FALSE(full);
    EXPECT_EQ(full.error().code, ErrorCode::kResourceExhausted);
    EXPECT_THAT(to_string(full.error()), Not(HasSubstr("xxx")));
    EXPECT_TRUE(insert(*database, 2, "small"));
    ASSERT_TRUE(limit("1000000"));
    EXPECT_TRUE(insert(*database, 3, std::string(100'000, 'x')));
    EXPECT_EQ(count(*database), 2);
}

// In one batch: the large ones are refused, the small ones among them are kept.
TEST_F(Sqlite, AFullDiskInABatchDoesNotTakeTheOthersDown) {
    constexpr int kThreads = 8;
    const auto database = open();
    ASSERT_TRUE(make_table(*database));
    ASSERT_TRUE(database->write([](Transaction& tx) {
        return tx.query("PRAGMA max_page_count = 20");
    }));
    std::atomic<int> refused{0};
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < kThreads; ++t) {
            threads.emplace_back([&, t] {
                for (int i = 0; i < 5; ++i) {
                    const bool large = t % 2 == 0;
                    const auto result =
                        insert(*database, t * 100 + i, std::string(large ? 200'000 : 10, 'x'));
                    EXPECT_EQ(result.has_value(), !large);
                    refused += result ? 0 : 1;
                }
            });
        }
    }
    EXPECT_EQ(refused, kThreads / 2 * 5);
    EXPECT_EQ(count(*database), kThreads / 2 * 5);
}

TEST_F(Sqlite, AFileLockedForTooLongIsUnavailable) {
    const auto holder = open();
    const auto other = open({.busy_timeout = std::chrono::milliseconds(20)});
    ASSERT_TRUE(make_table(*holder));
    std::latch begun(1);
    std::latch go(1);
    std::jthread slow([&] {
        EXPECT_TRUE(holder->write([&](Transaction& /*tx*/) -> Result<void> {
            begun.count_down();
            go.wait();
            return {};
        }));
    });
    begun.wait();
    const auto refused = insert(*other, 1);
    go.count_down();
    slow.join();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::kUnavailable);
    const auto later = insert(*other, 1);
    EXPECT_TRUE(later) << to_string(later.error());
}

// The statement that failed kept later commits from happening.
TEST_F(Sqlite, AFailedStatementDoesNotHoldUpLaterCommits) {
    const auto database = open({.statements_max = 1});
    ASSERT_TRUE(make_table(*database));
    ASSERT_TRUE(insert(*database, 1));
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(insert(*database, 1).error().code, ErrorCode::kAlreadyExists);
        EXPECT_TRUE(insert(*database, 10 + i));
    }
}

TEST_F(Sqlite, WhatIsCommittedIsThereWhenItIsOpenedAgain) {
    {
        const auto database = open();
        ASSERT_TRUE(make_table(*database));
        ASSERT_TRUE(insert(*database, 1));
    }
    EXPECT_EQ(count(*open()), 1);
}

TEST_F(Sqlite, NobodyElseMayReadTheFile) {
    const auto database = open();
    ASSERT_TRUE(make_table(*database));
    for (const char* suffix : {"", "-wal"}) {
        struct stat status{};
        ASSERT_EQ(stat((path_.string() + suffix).c_str(), &status), 0) << suffix;
        EXPECT_EQ(status.st_mode & 0777U, 0600U) << suffix;
    }
}

TEST_F(Sqlite, ABackupIsAWholeDatabase) {
    const auto database = open();
    ASSERT_TRUE(make_table(*database));
    ASSERT_TRUE(insert(*database, 1, "kept"));
    const fs::path copy = folder_.path() / "copy.db";
    const auto backed_up = database->back_up(copy);
    ASSERT_TRUE(backed_up) << to_string(backed_up.error());
    EXPECT_EQ(database->back_up(copy).error().code, ErrorCode::kAlreadyExists);
    ASSERT_TRUE(insert(*database, 2));
    const auto opened = Database::open({.url = "sqlite:" + copy.string()});
    ASSERT_TRUE(opened) << to_string(opened.error());
    EXPECT_EQ(count(**opened), 1);
}

TEST_F(Sqlite, ABackupWithoutSpaceToWriteLeavesNothing) {
    const auto database = open();
    const auto failed = database->back_up(folder_.path() / "missing" / "copy.db");
    EXPECT_FALSE(failed);
}

TEST_F(Sqlite, AFileThatIsNoDatabaseIsDataLoss) {
    ASSERT_TRUE(write_file(path_, std::string(5000, '?'), Existing::kReplace));
    const auto opened = Database::open({.url = "sqlite:" + path_.string()});
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::kDataLoss);
}

TEST_F(Sqlite, AMissingFolderIsNotFound) {
    const auto opened =
        Database::open({.url = "sqlite:" + (folder_.path() / "no" / "test.db").string()});
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::kNotFound);
}

TEST_F(Sqlite, PathsWithSpacesAndQuotesWork) {
    path_ = folder_.path() / "my \"own\" data's.db";
    const auto database = open();
    EXPECT_TRUE(make_table(*database));
    EXPECT_TRUE(fs::exists(path_));
}

TEST_F(Sqlite, UnknownUrlsAreRefusedWithoutRepeatingThem) {
    for (const char* url : {"", "mysql://me:secret@host/x", "sqlite:", "sqlite::memory:"}) {
        const auto opened = Database::open({.url = url});
        ASSERT_FALSE(opened) << url;
        EXPECT_EQ(opened.error().code, ErrorCode::kInvalidArgument) << url;
        EXPECT_THAT(to_string(opened.error()), Not(HasSubstr("secret")));
    }
}

}  // namespace
}  // namespace hibari::store
