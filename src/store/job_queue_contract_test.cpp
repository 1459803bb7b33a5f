// The job queue on every engine (see testing/under_test.h).

#include "store/job_queue.h"
#include "store/migrations.h"
#include "store/testing/under_test.h"

#include <atomic>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>
#include <thread>

namespace hibari::store {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;

constexpr std::chrono::microseconds kLease = 30s;

class JobQueueContract : public ::testing::Test {
  protected:
    void SetUp() override {
        under_test_ = testing::make_database_under_test();
        HIBARI_NEEDS_ENGINE(under_test_);
        database_ = under_test_->open({.connections_max = 16});
        const auto migrated = migrate(*database_);
        ASSERT_TRUE(migrated) << to_string(migrated.error());
    }

    Result<void> enqueue(const NewJob& job) {
        now_ += 1s;
        return database_->write([&](Transaction& tx) { return JobQueue::enqueue(tx, job, now_); });
    }

    std::optional<Lease> claim(const std::string& worker = "w1") {
        now_ += 1s;
        auto lease = database_->write(
            [&](Transaction& tx) { return JobQueue::claim(tx, worker, now_, kLease); },
            Isolation::kReadCommitted
        );
        EXPECT_TRUE(lease) << to_string(lease.error());
        return lease.value_or(std::nullopt);
    }

    // Ids in the order they are claimed, until none may run.
    std::vector<std::string> claim_all() {
        std::vector<std::string> ids;
        while (const auto lease = claim()) {
            ids.push_back(lease->job);
        }
        return ids;
    }

    Result<void> finish(const Lease& lease) {
        return database_->write([&](Transaction& tx) { return JobQueue::finish(tx, lease); });
    }

    Result<Renewal> renew(const Lease& lease) {
        return database_->write([&](Transaction& tx) {
            return JobQueue::renew(tx, lease, now_ + kLease);
        });
    }

    std::vector<LostJob> requeue_lost() {
        return database_->write([&](Transaction& tx) { return JobQueue::requeue_lost(tx, now_); }
        ).value();
    }

    Cancel cancel(const std::string& id) {
        return database_->write([&](Transaction& tx) { return JobQueue::cancel(tx, id); }).value();
    }

    std::optional<JobPlace> place(const std::string& id) {
        auto found = database_->read([&](Transaction& tx) { return JobQueue::place(tx, id); });
        EXPECT_TRUE(found) << to_string(found.error());
        return found.value_or(std::nullopt);
    }

    QueueCounts counts() {
        return database_->read([](Transaction& tx) { return JobQueue::counts(tx); }).value();
    }

    std::unique_ptr<testing::DatabaseUnderTest> under_test_;
    std::unique_ptr<Database> database_;
    Timestamp now_{std::chrono::hours(500'000)};
};

TEST_F(JobQueueContract, AnEmptyQueueGivesNothing) {
    EXPECT_FALSE(claim());
    EXPECT_TRUE(requeue_lost().empty());
    EXPECT_EQ(cancel("none"), Cancel::kUnknown);
    EXPECT_FALSE(place("none"));
    EXPECT_EQ(counts().queued, 0);
    EXPECT_FALSE(counts().oldest_queued_at);
}

TEST_F(JobQueueContract, AJobGoesFromWaitingToRunningToGone) {
    ASSERT_TRUE(enqueue({.id = "a", .account = "ann"}));
    EXPECT_EQ(counts().queued, 1);
    EXPECT_EQ(counts().oldest_queued_at, now_);
    const auto lease = claim();
    ASSERT_TRUE(lease);
    EXPECT_EQ(lease->job, "a");
    EXPECT_EQ(lease->account, "ann");
    EXPECT_EQ(lease->attempt, 1);
    EXPECT_EQ(lease->until, now_ + kLease);
    EXPECT_EQ(counts().queued, 0);
    EXPECT_EQ(counts().running, 1);
    EXPECT_EQ(place("a")->state, JobPlace::State::kRunning);
    EXPECT_EQ(place("a")->running_since, now_);
    EXPECT_FALSE(renew(*lease)->cancel_requested);
    ASSERT_TRUE(finish(*lease));
    EXPECT_EQ(counts().running, 0);
    EXPECT_FALSE(place("a"));
}

TEST_F(JobQueueContract, TheSameIdIsRefused) {
    ASSERT_TRUE(enqueue({.id = "a", .account = "ann"}));
    const auto twice = enqueue({.id = "a", .account = "bob"});
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().code, ErrorCode::kAlreadyExists);
    EXPECT_EQ(counts().queued, 1);
    EXPECT_EQ(counts().waiting_accounts, 1);
}

TEST_F(JobQueueContract, AFullQueueIsRefusedAndStaysRight) {
    ASSERT_TRUE(enqueue({.id = "a", .account = "ann", .queue_max = 2}));
    ASSERT_TRUE(enqueue({.id = "b", .account = "ann", .queue_max = 2}));
    const auto third = enqueue({.id = "c", .account = "ann", .queue_max = 2});
    ASSERT_FALSE(third);
    EXPECT_EQ(third.error().code, ErrorCode::kResourceExhausted);
    EXPECT_EQ(counts().queued, 2);
    EXPECT_TRUE(enqueue({.id = "c", .account = "bob", .queue_max = 2}));
}

TEST_F(JobQueueContract, OneAccountRunsItsOldestFirst) {
    for (const char* id : {"c", "a", "b"}) {
        ASSERT_TRUE(enqueue({.id = id, .account = "ann", .concurrency = 9}));
    }
    EXPECT_THAT(claim_all(), ElementsAre("c", "a", "b"));
}

TEST_F(JobQueueContract, AccountsTakeTurnsHoweverManyJobsOneHas) {
    for (const char* id : {"a1", "a2", "a3", "a4"}) {
        ASSERT_TRUE(enqueue({.id = id, .account = "ann", .concurrency = 9}));
    }
    for (const char* id : {"b1", "b2"}) {
        ASSERT_TRUE(enqueue({.id = id, .account = "bob", .concurrency = 9}));
    }
    EXPECT_THAT(claim_all(), ElementsAre("a1", "b1", "a2", "b2", "a3", "a4"));
}

TEST_F(JobQueueContract, WhoRunsFewestComesFirst) {
    ASSERT_TRUE(enqueue({.id = "a1", .account = "ann", .concurrency = 9}));
    ASSERT_TRUE(enqueue({.id = "a2", .account = "ann", .concurrency = 9}));
    const auto first = claim();
    ASSERT_TRUE(enqueue({.id = "b1", .account = "bob", .concurrency = 9}));
    EXPECT_EQ(claim()->job, "b1");
    ASSERT_TRUE(finish(*first));
    ASSERT_TRUE(enqueue({.id = "b2", .account = "bob", .concurrency = 9}));
    EXPECT_EQ(claim()->job, "a2");
}

TEST_F(JobQueueContract, AtEqualNumbersWhoWasServedLongestAgoComesFirst) {
    for (const char* account : {"ann", "bob"}) {
        ASSERT_TRUE(enqueue({.id = std::string(account) + "1", .account = account}));
        ASSERT_TRUE(finish(*claim()));
    }
    for (const char* account : {"bob", "ann"}) {
        ASSERT_TRUE(enqueue({.id = std::string(account) + "2", .account = account}));
    }
    EXPECT_EQ(claim()->job, "ann2");
}

TEST_F(JobQueueContract, PriorityComesBeforeFairness) {
    ASSERT_TRUE(enqueue({.id = "free", .account = "ann", .priority = 0}));
    ASSERT_TRUE(enqueue({.id = "pro1", .account = "bob", .priority = 2, .concurrency = 2}));
    ASSERT_TRUE(enqueue({.id = "pro2", .account = "bob", .priority = 2, .concurrency = 2}));
    EXPECT_THAT(claim_all(), ElementsAre("pro1", "pro2", "free"));
}

// A cheap job of an account does not drag down, nor pull up, its other jobs.
TEST_F(JobQueueContract, AnAccountCompetesWithItsBestWaitingJob) {
    ASSERT_TRUE(enqueue({.id = "a-low", .account = "ann", .priority = 0, .concurrency = 9}));
    ASSERT_TRUE(enqueue({.id = "a-high", .account = "ann", .priority = 2, .concurrency = 9}));
    ASSERT_TRUE(enqueue({.id = "a-last", .account = "ann", .priority = 0, .concurrency = 9}));
    ASSERT_TRUE(enqueue({.id = "b-mid", .account = "bob", .priority = 1, .concurrency = 9}));
    EXPECT_THAT(claim_all(), ElementsAre("a-high", "b-mid", "a-low", "a-last"));
}

TEST_F(JobQueueContract, ConcurrencyHoldsAnAccountBack) {
    ASSERT_TRUE(enqueue({.id = "a1", .account = "ann", .priority = 5, .concurrency = 1}));
    ASSERT_TRUE(enqueue({.id = "a2", .account = "ann", .priority = 5, .concurrency = 1}));
    ASSERT_TRUE(enqueue({.id = "b1", .account = "bob", .concurrency = 1}));
    const auto a1 = claim();
    EXPECT_EQ(a1->job, "a1");
    EXPECT_EQ(claim()->job, "b1");
    EXPECT_FALSE(claim());
    ASSERT_TRUE(finish(*a1));
    EXPECT_EQ(claim()->job, "a2");
}

TEST_F(JobQueueContract, ALateHolderIsTurnedAway) {
    ASSERT_TRUE(enqueue({.id = "a", .account = "ann"}));
    const auto late = claim("w1");
    now_ += kLease + 1s;
    const auto lost = requeue_lost();
    ASSERT_EQ(lost.size(), 1U);
    EXPECT_EQ(lost[0].job, "a");
    EXPECT_EQ(lost[0].outcome, LostJob::Outcome::kRequeued);
    EXPECT_EQ(finish(*late).error().code, ErrorCode::kPermissionDenied);
    const auto heir = claim("w2");
    ASSERT_TRUE(heir);
    EXPECT_EQ(heir->attempt, 2);
    EXPECT_GT(heir->token, late->token);
    EXPECT_EQ(renew(*late).error().code, ErrorCode::kPermissionDenied);
    EXPECT_EQ(finish(*late).error().code, ErrorCode::kPermissionDenied);
    EXPECT_TRUE(finish(*heir));
    EXPECT_EQ(finish(*heir).error().code, ErrorCode::kPermissionDenied);
}

TEST_F(JobQueueContract, AHolderOfAnEarlierJobOfThatNameIsTurnedAway) {
    ASSERT_TRUE(enqueue({.id = "a", .account = "ann"}));
    const auto first = claim();
    ASSERT_TRUE(finish(*first));
    ASSERT_TRUE(enqueue({.id = "a", .account = "ann"}));
    ASSERT_TRUE(claim());
    EXPECT_EQ(finish(*first).error().code, ErrorCode::kPermissionDenied);
}

TEST_F(JobQueueContract, RenewingKeepsALease) {
    ASSERT_TRUE(enqueue({.id = "a", .account = "ann"}));
    const auto lease = claim();
    now_ += kLease - 1s;
    ASSERT_TRUE(renew(*lease));
    now_ += kLease - 1s;
    EXPECT_TRUE(requeue_lost().empty());
    EXPECT_TRUE(finish(*lease));
}

TEST_F(JobQueueContract, ARequeuedJobKeepsItsPlace) {
    ASSERT_TRUE(enqueue({.id = "a1", .account = "ann", .concurrency = 1}));
    ASSERT_TRUE(enqueue({.id = "a2", .account = "ann", .concurrency = 1}));
    ASSERT_EQ(claim()->job, "a1");
    now_ += kLease + 1s;
    ASSERT_EQ(requeue_lost().size(), 1U);
    EXPECT_EQ(claim()->job, "a1");
}

TEST_F(JobQueueContract, AttemptsEnd) {
    ASSERT_TRUE(enqueue({.id = "a", .account = "ann", .attempts_max = 2}));
    for (const auto outcome : {LostJob::Outcome::kRequeued, LostJob::Outcome::kExhausted}) {
        ASSERT_TRUE(claim());
        now_ += kLease + 1s;
        const auto lost = requeue_lost();
        ASSERT_EQ(lost.size(), 1U);
        EXPECT_EQ(lost[0].outcome, outcome);
    }
    EXPECT_FALSE(place("a"));
    EXPECT_EQ(counts().queued + counts().running, 0);
}

TEST_F(JobQueueContract, ADeadWorkersJobsReturnAtOnce) {
    for (const char* id : {"a", "b", "c"}) {
        ASSERT_TRUE(enqueue({.id = id, .account = "ann", .concurrency = 9}));
    }
    ASSERT_EQ(claim("w1")->job, "a");
    const auto kept = claim("w2");
    ASSERT_EQ(claim("w1")->job, "c");
    const auto lost =
        database_->write([](Transaction& tx) { return JobQueue::release_worker(tx, "w1"); }
        ).value();
    ASSERT_EQ(lost.size(), 2U);
    EXPECT_EQ(counts().queued, 2);
    EXPECT_EQ(counts().running, 1);
    EXPECT_TRUE(finish(*kept));
}

TEST_F(JobQueueContract, GivingBackDoesNotCountAsAnAttempt) {
    ASSERT_TRUE(enqueue({.id = "a", .account = "ann", .attempts_max = 1}));
    const auto lease = claim();
    const auto give_back = [&] {
        return database_->write([&](Transaction& tx) { return JobQueue::give_back(tx, *lease); });
    };
    ASSERT_TRUE(give_back());
    EXPECT_EQ(give_back().error().code, ErrorCode::kPermissionDenied);
    EXPECT_EQ(claim()->attempt, 1);
}

TEST_F(JobQueueContract, CancelRemovesAWaitingJob) {
    ASSERT_TRUE(enqueue({.id = "a", .account = "ann"}));
    EXPECT_EQ(cancel("a"), Cancel::kRemoved);
    EXPECT_EQ(cancel("a"), Cancel::kUnknown);
    EXPECT_FALSE(claim());
    EXPECT_EQ(counts().queued, 0);
}

TEST_F(JobQueueContract, CancelReachesARunningJobThroughItsLease) {
    ASSERT_TRUE(enqueue({.id = "a", .account = "ann"}));
    const auto lease = claim();
    EXPECT_EQ(cancel("a"), Cancel::kRequested);
    EXPECT_EQ(cancel("a"), Cancel::kRequested);
    EXPECT_TRUE(renew(*lease)->cancel_requested);
    EXPECT_TRUE(place("a")->cancel_requested);
    EXPECT_TRUE(finish(*lease));
}

TEST_F(JobQueueContract, ACancelledJobOfADeadWorkerDoesNotRunAgain) {
    ASSERT_TRUE(enqueue({.id = "a", .account = "ann"}));
    ASSERT_TRUE(claim());
    EXPECT_EQ(cancel("a"), Cancel::kRequested);
    now_ += kLease + 1s;
    const auto lost = requeue_lost();
    ASSERT_EQ(lost.size(), 1U);
    EXPECT_EQ(lost[0].outcome, LostJob::Outcome::kCancelled);
    EXPECT_FALSE(claim());
}

TEST_F(JobQueueContract, LostJobsComeInPortions) {
    constexpr int kJobs = JobQueue::kLostMax + 20;
    const auto made = database_->write([&](Transaction& tx) -> Result<void> {
        for (int i = 0; i < kJobs; ++i) {
            const std::string id = std::to_string(i);
            HIBARI_TRY(JobQueue::enqueue(tx, {.id = id, .account = "x" + id}, now_));
            HIBARI_TRY(JobQueue::claim(tx, "w", now_, kLease));
        }
        return {};
    });
    ASSERT_TRUE(made) << to_string(made.error());
    now_ += kLease + 1s;
    EXPECT_EQ(requeue_lost().size(), JobQueue::kLostMax);
    EXPECT_EQ(requeue_lost().size(), 20U);
    EXPECT_TRUE(requeue_lost().empty());
}

TEST_F(JobQueueContract, WhatTheCallerDidBelongsToTheSameCommit) {
    ASSERT_TRUE(enqueue({.id = "a", .account = "ann"}));
    const auto lease = claim();
    const auto undone = database_->write([&](Transaction& tx) -> Result<void> {
        HIBARI_TRY(JobQueue::finish(tx, *lease));
        return fail(ErrorCode::kInternal, "the clip could not be recorded");
    });
    ASSERT_FALSE(undone);
    EXPECT_EQ(counts().running, 1);
    EXPECT_TRUE(finish(*lease));
}

TEST_F(JobQueueContract, PlacesAreTheOrderOfClaims) {
    for (const char* id : {"a1", "a2", "a3"}) {
        ASSERT_TRUE(enqueue({.id = id, .account = "ann", .concurrency = 9}));
    }
    for (const char* id : {"b1", "b2"}) {
        ASSERT_TRUE(enqueue({.id = id, .account = "bob", .concurrency = 9}));
    }
    ASSERT_TRUE(enqueue({.id = "p1", .account = "pia", .priority = 1, .concurrency = 9}));
    ASSERT_TRUE(claim());
    std::vector<std::pair<std::int64_t, std::string>> places;
    for (const char* id : {"a1", "a2", "a3", "b1", "b2"}) {
        places.emplace_back(place(id)->ahead, id);
    }
    std::ranges::sort(places);
    std::vector<std::string> expected;
    for (std::size_t i = 0; i < places.size(); ++i) {
        EXPECT_EQ(places[i].first, static_cast<std::int64_t>(i)) << places[i].second;
        expected.push_back(places[i].second);
    }
    EXPECT_EQ(claim_all(), expected);
}

// Many workers at once: every job goes to exactly one of them, and none is left while it may run.
TEST_F(JobQueueContract, ManyWorkersShareTheJobsWithoutDoubles) {
    constexpr int kWorkers = 8;
    constexpr int kAccounts = 4;
    constexpr int kJobs = 15;
    const auto filled = database_->write([&](Transaction& tx) -> Result<void> {
        for (int i = 0; i < kAccounts * kJobs; ++i) {
            const NewJob job{
                .id = std::to_string(i),
                .account = std::to_string(i % kAccounts),
                .concurrency = kJobs
            };
            HIBARI_TRY(JobQueue::enqueue(tx, job, now_));
        }
        return {};
    });
    ASSERT_TRUE(filled) << to_string(filled.error());
    std::array<std::vector<Lease>, kWorkers> taken;
    {
        std::vector<std::jthread> threads;
        for (std::vector<Lease>& mine : taken) {
            threads.emplace_back([&] {
                while (true) {
                    const auto lease = database_->write(
                        [&](Transaction& tx) { return JobQueue::claim(tx, "w", now_, kLease); },
                        Isolation::kReadCommitted
                    );
                    ASSERT_TRUE(lease) << to_string(lease.error());
                    if (!*lease) {
                        return;
                    }
                    mine.push_back(**lease);
                }
            });
        }
    }
    std::set<std::string> jobs;
    std::size_t count = 0;
    for (const auto& mine : taken) {
        count += mine.size();
        for (const Lease& lease : mine) {
            jobs.insert(lease.job);
        }
    }
    EXPECT_EQ(count, static_cast<std::size_t>(kAccounts * kJobs));
    EXPECT_EQ(jobs.size(), count);
    EXPECT_EQ(counts().running, kAccounts * kJobs);
}

// The same, while jobs come, end, are cancelled and lost: the counters stay right.
TEST_F(JobQueueContract, TheCountersSurviveAMixedCrowd) {
    constexpr int kThreads = 6;
    constexpr int kRounds = 12;
    std::atomic<int> trouble{0};
    const auto check = [&trouble](const auto& result) {
        if (!result && result.error().code != ErrorCode::kPermissionDenied) {
            ADD_FAILURE() << to_string(result.error());
            trouble += 1;
        }
    };
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < kThreads; ++t) {
            threads.emplace_back([&, t] {
                for (int i = 0; i < kRounds; ++i) {
                    const std::string id = std::to_string(t) + "-" + std::to_string(i);
                    check(database_->write([&](Transaction& tx) {
                        return JobQueue::enqueue(
                            tx, {.id = id, .account = i % 2 == 0 ? "ann" : "bob"}, now_
                        );
                    }));
                    const auto lease = database_->write(
                        [&](Transaction& tx) { return JobQueue::claim(tx, "w", now_, kLease); },
                        Isolation::kReadCommitted
                    );
                    check(lease);
                    if (i % 3 == 0) {
                        check(database_->write([&](Transaction& tx) {
                            return JobQueue::cancel(tx, id);
                        }));
                    }
                    if (i % 5 == 0) {
                        check(database_->write(
                            [&](Transaction& tx) {
                                return JobQueue::requeue_lost(tx, now_ + kLease + 1s);
                            },
                            Isolation::kReadCommitted
                        ));
                    }
                    if (lease && *lease) {
                        check(database_->write(
                            [&](Transaction& tx) { return JobQueue::finish(tx, **lease); },
                            Isolation::kReadCommitted
                        ));
                    }
                }
            });
        }
    }
    EXPECT_EQ(trouble, 0);
    const auto rows = database_->read([](Transaction& tx) {
        return tx.query(
            "SELECT account FROM job_shares WHERE queued <> (SELECT count(*) FROM jobs "
            "WHERE jobs.account = job_shares.account AND state = 'queued') OR running <> "
            "(SELECT count(*) FROM jobs WHERE jobs.account = job_shares.account "
            "AND state = 'running')"
        );
    });
    ASSERT_TRUE(rows) << to_string(rows.error());
    EXPECT_TRUE(rows->empty());
}

}  // namespace
}  // namespace hibari::store
