// Migrations on every engine (see testing/under_test.h).

#include "store/migrations.h"
#include "store/testing/under_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>

namespace hibari::store {
namespace {

using ::testing::HasSubstr;

constexpr Migration kFirst{1, "first", "CREATE TABLE one (id BIGINT); CREATE INDEX i ON one (id);"};
constexpr Migration kSecond{2, "second", "ALTER TABLE one ADD COLUMN name TEXT;"};
constexpr Migration kBroken{
    2, "broken", "CREATE TABLE two (id BIGINT); CREATE TABLE one (id TEXT);"
};

class MigrationsContract : public ::testing::Test {
  protected:
    void SetUp() override {
        under_test_ = testing::make_database_under_test();
        HIBARI_NEEDS_ENGINE(under_test_);
        database_ = under_test_->open();
    }

    std::unique_ptr<testing::DatabaseUnderTest> under_test_;
    std::unique_ptr<Database> database_;
};

TEST_F(MigrationsContract, AnEmptyDatabaseHasVersionZero) {
    EXPECT_EQ(schema_version(*database_).value(), 0);
}

TEST_F(MigrationsContract, AppliesWhatIsMissingOnce) {
    const std::vector<Migration> one{kFirst};
    const std::vector<Migration> two{kFirst, kSecond};
    const auto first = migrate(*database_, one);
    ASSERT_TRUE(first) << to_string(first.error());
    EXPECT_EQ(first->from, 0);
    EXPECT_EQ(first->to, 1);
    EXPECT_EQ(migrate(*database_, one).value().from, 1);
    const auto second = migrate(*database_, two);
    ASSERT_TRUE(second) << to_string(second.error());
    EXPECT_EQ(second->from, 1);
    EXPECT_EQ(second->to, 2);
    EXPECT_EQ(schema_version(*database_).value(), 2);
}

TEST_F(MigrationsContract, AFailureLeavesTheDatabaseAsItWas) {
    const std::vector<Migration> one{kFirst};
    const std::vector<Migration> broken{kFirst, kBroken};
    ASSERT_TRUE(migrate(*database_, one));
    const auto failed = migrate(*database_, broken);
    ASSERT_FALSE(failed);
    EXPECT_THAT(failed.error().message, HasSubstr("2 (broken)"));
    EXPECT_EQ(schema_version(*database_).value(), 1);
    const auto query =
        database_->read([](Transaction& tx) { return tx.query("SELECT id FROM two"); });
    EXPECT_FALSE(query);
}

TEST_F(MigrationsContract, ANewerDatabaseIsRefused) {
    const std::vector<Migration> one{kFirst};
    const std::vector<Migration> two{kFirst, kSecond};
    ASSERT_TRUE(migrate(*database_, two));
    const auto refused = migrate(*database_, one);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::kUnsupported);
    EXPECT_THAT(refused.error().message, HasSubstr("schema version 2"));
    EXPECT_THAT(refused.error().message, HasSubstr("up to 1"));
}

TEST_F(MigrationsContract, AnEditedMigrationIsFound) {
    const std::vector<Migration> one{kFirst};
    const std::vector<Migration> edited{Migration{1, "first", "CREATE TABLE one (id TEXT);"}};
    ASSERT_TRUE(migrate(*database_, one));
    const auto refused = migrate(*database_, edited);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::kDataLoss);
}

TEST_F(MigrationsContract, ProgramsThatStartAtOnceAllSucceed) {
    constexpr int kPrograms = 4;
    const std::vector<Migration> two{kFirst, kSecond};
    std::vector<std::unique_ptr<Database>> databases;
    for (int i = 0; i < kPrograms; ++i) {
        databases.push_back(under_test_->open());
    }
    std::vector<std::jthread> threads;
    for (const auto& database : databases) {
        threads.emplace_back([&] {
            const auto report = migrate(*database, two);
            EXPECT_TRUE(report) << to_string(report.error());
        });
    }
    threads.clear();
    EXPECT_EQ(schema_version(*database_).value(), 2);
}

TEST_F(MigrationsContract, TheEmbeddedOnesApply) {
    ASSERT_FALSE(embedded_migrations().empty());
    const auto report = migrate(*database_);
    ASSERT_TRUE(report) << to_string(report.error());
    EXPECT_EQ(report->to, static_cast<std::int64_t>(embedded_migrations().size()));
}

TEST(Migrations, BlocksAreForTheirEngine) {
    const std::string_view sql = "a\n-- sqlite:\nb\n  -- postgres:  \nc\n-- all:\nd\n-- note\n";
    EXPECT_EQ(sql_for(Dialect::kSqlite, sql), "a\nb\nd\n-- note\n\n");
    EXPECT_EQ(sql_for(Dialect::kPostgres, sql), "a\nc\nd\n-- note\n\n");
}

}  // namespace
}  // namespace hibari::store
