// Calls through a real nats-server: none is lost and none is doubled, whoever dies when.

#include "base/check.h"
#include "base/log.h"
#include "store/job_calls.h"
#include "store/job_queue.h"
#include "store/migrations.h"
#include "store/outbox.h"
#include "store/testing/nats_server.h"
#include "store/testing/temporary_folder.h"

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <gtest/gtest.h>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace hibari::store {
namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 20s;

class JobCallsOverNats : public ::testing::Test {
  protected:
    void SetUp() override {
        if (!testing::NatsServer::is_installed()) {
            GTEST_SKIP() << "SKIPPED: nats-server is not installed";
        }
        server_.emplace();
        events_ = *open_events({.url = server_->url()});
    }

    std::unique_ptr<JobCalls> worker() const {
        auto calls = open_job_calls(server_->url(), *events_);
        HIBARI_CHECK(calls.has_value());
        return std::move(*calls);
    }

    std::unique_ptr<JobCaller> caller() const {
        auto one = open_job_caller(server_->url());
        HIBARI_CHECK(one.has_value());
        return std::move(*one);
    }

    static std::vector<JobCall> calls(std::int64_t first, std::int64_t last) {
        std::vector<JobCall> all;
        for (std::int64_t id = first; id <= last; ++id) {
            all.push_back({.id = id, .job = "job-" + std::to_string(id)});
        }
        return all;
    }

    // Waits for calls and follows them until none comes for a while that is long for a call that is
    // there already; how many there were.
    static int take_all(JobCalls& worker, int expected) {
        int heard = 0;
        const auto deadline = std::chrono::steady_clock::now() + kPatience;
        while (heard < expected && std::chrono::steady_clock::now() < deadline) {
            heard += worker.wait({}) ? 1 : 0;
            worker.answer();
        }
        while (worker.take()) {
            worker.answer();
            ++heard;
        }
        return heard;
    }

    std::optional<testing::NatsServer> server_;
    std::unique_ptr<Events> events_;
};

TEST_F(JobCallsOverNats, ACallGoesToOneIdleWorkerAndAtOnce) {
    std::atomic<int> heard{0};
    std::stop_source end;
    std::vector<std::jthread> workers;
    for (int i = 0; i < 3; ++i) {
        workers.emplace_back([&] {
            const auto calls = worker();
            while (!end.stop_requested()) {
                heard += calls->wait(end.get_token()) ? 1 : 0;
                calls->answer();
            }
        });
    }
    const auto mouth = caller();
    EXPECT_TRUE(mouth->call(calls(1, 1)));
    EXPECT_TRUE(testing::eventually([&] { return heard == 1; }, kPatience));
    EXPECT_TRUE(mouth->call(calls(2, 5)));
    EXPECT_TRUE(testing::eventually([&] { return heard == 5; }, kPatience));
    end.request_stop();
    workers.clear();
    EXPECT_EQ(heard, 5);
    EXPECT_FALSE(worker()->take());
}

TEST_F(JobCallsOverNats, AThousandCallsWaitForAWorker) {
    EXPECT_TRUE(caller()->call(calls(1, 1000)));
    std::atomic<int> heard{0};
    {
        std::vector<std::jthread> workers;
        for (int i = 0; i < 2; ++i) {
            workers.emplace_back([&] {
                const auto calls = worker();
                while (calls->take()) {
                    calls->answer();
                    ++heard;
                }
            });
        }
    }
    EXPECT_EQ(heard, 1000);
}

TEST_F(JobCallsOverNats, ACallPublishedTwiceIsOne) {
    EXPECT_TRUE(caller()->call(calls(1, 10)));
    EXPECT_TRUE(caller()->call(calls(5, 12)));
    const auto ear = worker();
    EXPECT_EQ(take_all(*ear, 12), 12);
}

TEST_F(JobCallsOverNats, CallsOutliveTheServer) {
    const auto mouth = caller();
    const auto ear = worker();
    EXPECT_FALSE(ear->take());
    EXPECT_TRUE(mouth->call(calls(1, 3)));
    server_->stop();
    EXPECT_FALSE(mouth->call(calls(4, 4)));
    server_->start();
    EXPECT_TRUE(testing::eventually([&] { return mouth->call(calls(2, 4)).has_value(); }, kPatience)
    );
    EXPECT_EQ(take_all(*ear, 4), 4);
}

TEST_F(JobCallsOverNats, AServerThatLostEverythingIsSetUpAnew) {
    const auto mouth = caller();
    const auto ear = worker();
    EXPECT_TRUE(mouth->call(calls(1, 3)));
    EXPECT_TRUE(ear->wait({}));
    server_->stop();
    server_->forget();
    server_->start();
    EXPECT_TRUE(testing::eventually([&] { return mouth->call(calls(4, 5)).has_value(); }, kPatience)
    );
    EXPECT_EQ(take_all(*ear, 2), 2);
}

TEST_F(JobCallsOverNats, WhoLeavesPassesItsCallOn) {
    EXPECT_TRUE(caller()->call(calls(1, 1)));
    const auto other = worker();
    EXPECT_TRUE(worker()->wait({}));
    const auto began = std::chrono::steady_clock::now();
    EXPECT_TRUE(other->wait({}));
    EXPECT_LT(std::chrono::steady_clock::now() - began, kCallAnsweredWithin / 2);
}

// What a process does that is then killed; run by the tests below in a process of its own.
class DISABLED_Doomed : public ::testing::Test {
  protected:
    static std::string variable(const char* name) { return std::getenv(name); }

    [[noreturn]] static void die() {
        (void)raise(SIGKILL);
        std::abort();
    }
};

TEST_F(DISABLED_Doomed, TakesACall) {
    const std::string url = variable("TEST_NATS");
    const auto events = open_events({.url = url});
    const auto ear = open_job_calls(url, **events);
    if ((*ear)->wait({})) {
        die();
    }
}

TEST_F(DISABLED_Doomed, PublishesAPage) {
    const auto database = Database::open({.url = variable("TEST_DATABASE")});
    const auto page = (*database)->read([](Transaction& tx) { return Outbox::read(tx); });
    if ((*open_job_caller(variable("TEST_NATS")))->call(page->calls)) {
        die();
    }
}

// Runs one of those and waits for its end.
void see_die(const std::string& test, const std::vector<std::string>& environment) {
    const testing::TemporaryFolder folder;
    auto process = testing::Process::start({
        .words =
            {"/proc/self/exe",
             "--gtest_also_run_disabled_tests",
             "--gtest_filter=DISABLED_Doomed." + test},
        .environment = environment,
        .log = folder.path() / "log",
    });
    HIBARI_CHECK(process.has_value());
    EXPECT_EQ(process->wait(), 128 + SIGKILL);
}

TEST_F(JobCallsOverNats, AKilledWorkersCallGoesToAnother) {
    EXPECT_TRUE(caller()->call(calls(1, 1)));
    see_die("TakesACall", {"TEST_NATS=" + server_->url()});
    const auto ear = worker();
    EXPECT_EQ(take_all(*ear, 1), 1);
}

// The stop wakes the wait up and may still be at it when the wait returns.
TEST_F(JobCallsOverNats, ManyStoppedAtOnceEndWell) {
    for (int round = 0; round < 20; ++round) {
        std::stop_source stop;
        std::vector<std::jthread> workers;
        std::atomic<int> waiting{0};
        for (int i = 0; i < 16; ++i) {
            workers.emplace_back([&] {
                const auto calls = worker();
                EXPECT_FALSE(calls->take());
                ++waiting;
                while (!stop.stop_requested()) {
                    calls->wait(stop.get_token());
                }
            });
        }
        EXPECT_TRUE(testing::eventually([&] { return waiting == 16; }, kPatience));
        stop.request_stop();
    }
}

TEST_F(JobCallsOverNats, AStopEndsTheWaitAndLeavesTheOthersTheirCalls) {
    const auto leaving = worker();
    const auto staying = worker();
    std::stop_source stop;
    const auto began = std::chrono::steady_clock::now();
    std::jthread stopper([&] {
        std::this_thread::yield();
        stop.request_stop();
    });
    EXPECT_FALSE(leaving->wait(stop.get_token()));
    EXPECT_LT(std::chrono::steady_clock::now() - began, detail::kLookWithStream / 2);
    EXPECT_TRUE(caller()->call(calls(1, 2)));
    EXPECT_EQ(take_all(*staying, 2), 2);
}

// The whole way: jobs that begin to wait in rows, servers that publish, workers that hear.
class OutboxOverNats : public JobCallsOverNats {
  protected:
    void SetUp() override {
        JobCallsOverNats::SetUp();
        if (IsSkipped()) {
            return;
        }
        database_ = open();
        ASSERT_TRUE(migrate(*database_));
    }

    std::string database_url() const { return "sqlite:" + (folder_.path() / "test.db").string(); }

    std::unique_ptr<Database> open() const {
        return *Database::open({.url = database_url(), .has_outbox = true});
    }

    std::unique_ptr<OutboxPublisher> publisher() {
        auto one = OutboxPublisher::start(
            {.database = *database_, .events = *events_, .log = *log_}, server_->url()
        );
        HIBARI_CHECK(one.has_value());
        return std::move(*one);
    }

    static Timestamp now() {
        return std::chrono::time_point_cast<std::chrono::microseconds>(
            std::chrono::system_clock::now()
        );
    }

    void enqueue(int first, int last) {
        ASSERT_TRUE(database_->write([&](Transaction& tx) -> Result<void> {
            for (int i = first; i <= last; ++i) {
                HIBARI_TRY(JobQueue::enqueue(
                    tx,
                    {.id = std::to_string(i),
                     .account = "a",
                     .concurrency = 10'000,
                     .queue_max = 10'000},
                    now()
                ));
            }
            return {};
        }));
        (void)events_->publish(kJobsReady, "");
    }

    bool is_empty() const {
        const auto page = database_->read([](Transaction& tx) { return Outbox::read(tx); });
        return page && page->is_empty();
    }

    testing::TemporaryFolder folder_;
    std::unique_ptr<Database> database_;
    std::unique_ptr<Log> log_ = make_silent_log();
};

TEST_F(OutboxOverNats, EveryJobThatWaitsIsOneCall) {
    const auto one = publisher();
    const auto other = publisher();
    enqueue(1, 300);
    enqueue(301, 600);
    const auto ear = worker();
    EXPECT_EQ(take_all(*ear, 600), 600);
    EXPECT_TRUE(testing::eventually([&] { return is_empty(); }, kPatience));
}

TEST_F(OutboxOverNats, KilledBetweenPublishingAndRemovingItIsStillOneCallEach) {
    enqueue(1, 100);
    see_die("PublishesAPage", {"TEST_NATS=" + server_->url(), "TEST_DATABASE=" + database_url()});
    EXPECT_FALSE(is_empty());
    enqueue(101, 150);
    const auto next = publisher();
    const auto ear = worker();
    EXPECT_EQ(take_all(*ear, 150), 150);
    EXPECT_TRUE(testing::eventually([&] { return is_empty(); }, kPatience));
}

TEST_F(OutboxOverNats, WhatWasWrittenWhileTheServerWasAwayIsPublishedLater) {
    const auto one = publisher();
    server_->stop();
    enqueue(1, 20);
    // Some of them are taken by workers that look at the rows, and need no call any more.
    ASSERT_TRUE(database_->write([](Transaction& tx) -> Result<void> {
        for (int i = 0; i < 5; ++i) {
            HIBARI_TRY(JobQueue::claim(tx, "w", now(), 1h));
        }
        return {};
    }));
    EXPECT_TRUE(testing::eventually(
        [&] {
            const auto page = database_->read([](Transaction& tx) { return Outbox::read(tx); });
            return page && page->stale.empty() && page->calls.size() == 15;
        },
        kPatience
    ));
    server_->start();
    const auto ear = worker();
    // The one that was on its way when the server died may come as well.
    const int heard = take_all(*ear, 15);
    EXPECT_TRUE(heard == 15 || heard == 16) << heard;
    EXPECT_TRUE(testing::eventually([&] { return is_empty(); }, kPatience));
}

}  // namespace
}  // namespace hibari::store
