// Readers that overlap without a pause would let SQLite's write-ahead log grow for ever.

#include "store/database.h"
#include "store/testing/temporary_folder.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <gtest/gtest.h>
#include <thread>

namespace hibari::store {
namespace {

TEST(SqliteLog, StaysBoundedWhileOthersRead) {
    constexpr int kReaders = 4;
    constexpr std::uintmax_t kWritten = 40U << 20U;
    constexpr std::size_t kTextBytes = 100'000;
    const testing::TemporaryFolder folder;
    const std::string path = (folder.path() / "test.db").string();
    const auto database =
        Database::open({.url = "sqlite:" + path, .log_bytes_max = 4U << 20U}).value();
    ASSERT_TRUE(database->write([](Transaction& tx) {
        return tx.run_script("CREATE TABLE things (id BIGINT PRIMARY KEY, text TEXT)");
    }));
    std::atomic<bool> done{false};
    std::vector<std::jthread> readers;
    for (int i = 0; i < kReaders; ++i) {
        readers.emplace_back([&] {
            while (!done) {
                EXPECT_TRUE(database->read([](Transaction& tx) {
                    return tx.query("SELECT count(*), max(id) FROM things");
                }));
            }
        });
    }
    std::uintmax_t largest = 0;
    for (std::uintmax_t written = 0; written < kWritten; written += kTextBytes) {
        EXPECT_TRUE(database->write([&](Transaction& tx) {
            return tx.execute(
                "INSERT INTO things (id, text) VALUES (:id, :text)",
                {{"id", static_cast<std::int64_t>(written)}, {"text", std::string(kTextBytes, 'x')}}
            );
        }));
        largest = std::max(largest, std::filesystem::file_size(path + "-wal"));
    }
    done = true;
    EXPECT_LT(largest, 8U << 20U);
}

}  // namespace
}  // namespace hibari::store
