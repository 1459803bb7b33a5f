// The outbox on every engine: written with the job, bounded by the jobs that wait.

#include "store/job_queue.h"
#include "store/migrations.h"
#include "store/outbox.h"
#include "store/testing/under_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hibari::store {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Timestamp kNow{1h};

class OutboxContract : public ::testing::Test {
  protected:
    void SetUp() override {
        under_test_ = testing::make_database_under_test();
        HIBARI_NEEDS_ENGINE(under_test_);
        database_ = under_test_->open({.has_outbox = true});
        ASSERT_TRUE(migrate(*database_));
    }

    static Result<void> enqueue(Transaction& tx, const std::string& id) {
        return JobQueue::enqueue(tx, {.id = id, .account = "a", .concurrency = 10}, kNow);
    }

    void enqueue(const std::string& id) {
        ASSERT_TRUE(database_->write([&](Transaction& tx) { return enqueue(tx, id); }));
    }

    Lease claim() {
        const auto lease =
            database_->write([](Transaction& tx) { return JobQueue::claim(tx, "w", kNow, 1h); });
        EXPECT_TRUE(lease && *lease);
        return **lease;
    }

    Outbox::Page read() {
        auto page = database_->read([](Transaction& tx) { return Outbox::read(tx); });
        EXPECT_TRUE(page) << to_string(page.error());
        return std::move(*page);
    }

    static std::vector<std::string> jobs(const std::vector<JobCall>& calls) {
        std::vector<std::string> all;
        for (const JobCall& call : calls) {
            all.push_back(call.job);
        }
        return all;
    }

    void remove(const std::vector<JobCall>& calls) {
        ASSERT_TRUE(database_->write([&](Transaction& tx) { return Outbox::remove(tx, calls); }));
    }

    std::unique_ptr<testing::DatabaseUnderTest> under_test_;
    std::unique_ptr<Database> database_;
};

TEST_F(OutboxContract, AJobThatBeginsToWaitIsThereInItsOwnTransaction) {
    enqueue("one");
    enqueue("two");
    const auto undone = database_->write([](Transaction& tx) -> Result<void> {
        HIBARI_TRY(enqueue(tx, "three"));
        return fail(ErrorCode::kInternal, "undone");
    });
    EXPECT_FALSE(undone);
    EXPECT_THAT(jobs(read().calls), ElementsAre("one", "two"));
}

TEST_F(OutboxContract, WithoutAStreamNothingIsWritten) {
    const auto embedded = under_test_->open();
    ASSERT_TRUE(embedded->write([](Transaction& tx) { return enqueue(tx, "one"); }));
    EXPECT_TRUE(read().is_empty());
}

TEST_F(OutboxContract, AJobThatComesBackIsThereAgain) {
    enqueue("one");
    enqueue("two");
    remove(read().calls);
    const Lease first = claim();
    claim();
    EXPECT_TRUE(read().is_empty());
    ASSERT_TRUE(database_->write([&](Transaction& tx) { return JobQueue::give_back(tx, first); }));
    EXPECT_THAT(jobs(read().calls), ElementsAre(first.job));
    ASSERT_TRUE(database_->write([](Transaction& tx) { return JobQueue::release_worker(tx, "w"); })
    );
    EXPECT_EQ(read().calls.size(), 2U);
}

TEST_F(OutboxContract, IdsAreNeverUsedTwice) {
    enqueue("one");
    const auto before = read().calls;
    remove(before);
    enqueue("two");
    EXPECT_GT(read().calls.front().id, before.front().id);
}

TEST_F(OutboxContract, NobodyIsCalledForAJobThatDoesNotWait) {
    enqueue("one");
    enqueue("two");
    const Lease lease = claim();
    const auto page = read();
    EXPECT_THAT(jobs(page.stale), ElementsAre(lease.job));
    EXPECT_EQ(page.calls.size(), 1U);
    ASSERT_TRUE(database_->write([](Transaction& tx) { return Outbox::remove_stale(tx); }));
    EXPECT_THAT(read().stale, IsEmpty());
    EXPECT_EQ(read().calls.size(), 1U);
}

TEST_F(OutboxContract, APageIsTheOldestAndOnlyWhatIsNamedIsRemoved) {
    constexpr std::size_t kMore = 10;
    ASSERT_TRUE(database_->write([](Transaction& tx) -> Result<void> {
        for (std::size_t i = 0; i < Outbox::kPage + kMore; ++i) {
            HIBARI_TRY(JobQueue::enqueue(
                tx, {.id = std::to_string(i), .account = "a", .queue_max = 10'000}, kNow
            ));
        }
        return {};
    }));
    auto page = read().calls;
    ASSERT_EQ(page.size(), Outbox::kPage);
    const JobCall kept = page.front();
    EXPECT_EQ(kept.job, "0");
    page.erase(page.begin());
    remove(page);
    const auto rest = read().calls;
    ASSERT_EQ(rest.size(), kMore + 1);
    EXPECT_EQ(rest.front().job, kept.job);
}

}  // namespace
}  // namespace hibari::store
