// What every transport of events must do; compiled once with each (see
// testing/events_under_test.h).

#include "store/events.h"
#include "store/testing/events_under_test.h"

#include <atomic>
#include <condition_variable>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <latch>
#include <mutex>
#include <thread>

namespace hibari::store {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

constexpr auto kPatience = 10s;

// Keeps what a subscriber heard, and waits for it.
class Heard {
  public:
    Subscriber subscriber() {
        return {
            .on_event =
                [this](const Event& event) {
                    const std::lock_guard lock(mutex_);
                    texts_.push_back(event.subject + "=" + event.payload);
                    changed_.notify_all();
                },
            .on_lost =
                [this](std::uint64_t count) {
                    const std::lock_guard lock(mutex_);
                    (count == 0 ? unknown_losses_ : lost_) += count == 0 ? 1 : count;
                    changed_.notify_all();
                }
        };
    }

    // What was heard, once there is that much.
    std::vector<std::string> wait_for(std::size_t count) {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, kPatience, [&] { return texts_.size() >= count; });
        return texts_;
    }

    bool wait_for_unknown_loss(std::uint64_t more_than) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, kPatience, [&] { return unknown_losses_ > more_than; });
    }

    bool wait_for_total(std::uint64_t total) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, kPatience, [&] { return texts_.size() + lost_ >= total; });
    }

    std::uint64_t lost() {
        const std::lock_guard lock(mutex_);
        return lost_;
    }

    std::uint64_t unknown_losses() {
        const std::lock_guard lock(mutex_);
        return unknown_losses_;
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::string> texts_;
    std::uint64_t lost_ = 0;
    std::uint64_t unknown_losses_ = 0;
};

class EventsContract : public ::testing::Test {
  protected:
    void SetUp() override {
        under_test_ = testing::make_events_under_test();
        if (under_test_ == nullptr) {
            GTEST_SKIP() << "SKIPPED: " << testing::missing_transport() << " is not installed";
        }
    }

    // Connected, so that nothing that follows is lost for that.
    std::unique_ptr<Events> open(EventsOptions options = {}) {
        auto events = under_test_->open(std::move(options));
        const auto connected = events->flush(kPatience);
        EXPECT_TRUE(connected) << to_string(connected.error());
        return events;
    }

    static std::unique_ptr<Subscription> subscribe(
        Events& events, std::string_view pattern, Subscriber subscriber
    ) {
        auto subscription = events.subscribe(pattern, std::move(subscriber));
        EXPECT_TRUE(subscription) << to_string(subscription.error());
        EXPECT_TRUE(events.flush(kPatience));
        return std::move(*subscription);
    }

    std::unique_ptr<testing::EventsUnderTest> under_test_;
};

TEST_F(EventsContract, AnEventReachesOtherProcessesAndTheOwn) {
    const auto worker = open();
    const auto server = open();
    Heard by_worker;
    Heard by_server;
    const auto first = subscribe(*worker, "jobs.ready", by_worker.subscriber());
    const auto second = subscribe(*server, "jobs.ready", by_server.subscriber());
    EXPECT_TRUE(worker->publish("jobs.ready", "a"));
    EXPECT_THAT(by_server.wait_for(1), ElementsAre("jobs.ready=a"));
    EXPECT_THAT(by_worker.wait_for(1), ElementsAre("jobs.ready=a"));
}

TEST_F(EventsContract, PatternsChoose) {
    const auto worker = open();
    const auto server = open();
    Heard one;
    Heard star;
    Heard all;
    const auto first = subscribe(*server, "video.a.progress", one.subscriber());
    const auto second = subscribe(*server, "video.*.progress", star.subscriber());
    const auto third = subscribe(*server, "video.>", all.subscriber());
    for (const char* subject :
         {"video.a.progress", "video.b.progress", "video.b.done", "jobs.ready", "video.a"}) {
        EXPECT_TRUE(worker->publish(subject, ""));
    }
    EXPECT_THAT(
        all.wait_for(4),
        ElementsAre("video.a.progress=", "video.b.progress=", "video.b.done=", "video.a=")
    );
    EXPECT_THAT(star.wait_for(2), ElementsAre("video.a.progress=", "video.b.progress="));
    EXPECT_THAT(one.wait_for(1), ElementsAre("video.a.progress="));
}

TEST_F(EventsContract, EachSubscriberHearsAnEventOnce) {
    const auto worker = open();
    const auto server = open();
    Heard first_heard;
    Heard second_heard;
    const auto first = subscribe(*server, "a.*", first_heard.subscriber());
    const auto second = subscribe(*server, "a.*", second_heard.subscriber());
    EXPECT_TRUE(worker->publish("a.b", "1"));
    EXPECT_TRUE(worker->publish("a.end", "2"));
    EXPECT_THAT(first_heard.wait_for(2), ElementsAre("a.b=1", "a.end=2"));
    EXPECT_THAT(second_heard.wait_for(2), ElementsAre("a.b=1", "a.end=2"));
}

TEST_F(EventsContract, EventsOfOnePublisherKeepTheirOrder) {
    constexpr int kEvents = 1000;
    const auto worker = open();
    const auto server = open();
    Heard heard;
    const auto subscription = subscribe(*server, "n", heard.subscriber());
    for (int i = 0; i < kEvents; ++i) {
        EXPECT_TRUE(worker->publish("n", std::to_string(i)));
    }
    const auto texts = heard.wait_for(kEvents);
    ASSERT_EQ(texts.size(), static_cast<std::size_t>(kEvents));
    for (int i = 0; i < kEvents; ++i) {
        ASSERT_EQ(texts[static_cast<std::size_t>(i)], "n=" + std::to_string(i));
    }
    EXPECT_EQ(heard.lost(), 0U);
}

TEST_F(EventsContract, AnyBytesMayBeCarried) {
    const auto worker = open();
    const auto server = open();
    Heard heard;
    const auto subscription = subscribe(*server, "frame", heard.subscriber());
    std::string payload(kPayloadBytesMax, '\0');
    for (std::size_t i = 0; i < payload.size(); ++i) {
        payload[i] = static_cast<char>(i * 7);
    }
    EXPECT_TRUE(worker->publish("frame", payload));
    EXPECT_TRUE(worker->publish("frame", ""));
    const auto texts = heard.wait_for(2);
    ASSERT_EQ(texts.size(), 2U);
    EXPECT_TRUE(texts[0] == "frame=" + payload);
    EXPECT_EQ(texts[1], "frame=");
}

TEST_F(EventsContract, WrongSubjectsAndSizesAreRefused) {
    const auto events = open();
    for (const char* subject : {"", ".", "a.", ".a", "a..b", "a b", "a.*", "a.>", "ä", "a\n"}) {
        EXPECT_EQ(events->publish(subject, "").error().code, ErrorCode::kInvalidArgument)
            << subject;
    }
    const std::string large(kPayloadBytesMax + 1, 'x');
    EXPECT_EQ(events->publish("a", large).error().code, ErrorCode::kInvalidArgument);
    for (const char* pattern : {"", "a.>.b", "a*", ">x", "a..b"}) {
        Heard heard;
        EXPECT_EQ(
            events->subscribe(pattern, heard.subscriber()).error().code, ErrorCode::kInvalidArgument
        ) << pattern;
    }
}

TEST_F(EventsContract, WhoEndsItsSubscriptionHearsNothingMore) {
    const auto worker = open();
    const auto server = open();
    Heard gone;
    Heard kept;
    auto first = subscribe(*server, "a", gone.subscriber());
    const auto second = subscribe(*server, "a", kept.subscriber());
    EXPECT_TRUE(worker->publish("a", "1"));
    EXPECT_EQ(gone.wait_for(1).size(), 1U);
    first.reset();
    EXPECT_TRUE(worker->publish("a", "2"));
    EXPECT_EQ(kept.wait_for(2).size(), 2U);
    EXPECT_EQ(gone.wait_for(1).size(), 1U);
    // A pattern nobody here wants any more can be wanted again.
    Heard again;
    const auto third = subscribe(*server, "b", again.subscriber());
    EXPECT_TRUE(worker->publish("b", "3"));
    EXPECT_THAT(again.wait_for(1), ElementsAre("b=3"));
}

TEST_F(EventsContract, ASubscriberMayEndItselfFromInside) {
    const auto worker = open();
    const auto server = open();
    std::unique_ptr<Subscription> own;
    std::atomic<int> calls{0};
    std::latch ended(1);
    own = subscribe(*server, "a", {.on_event = [&](const Event& /*event*/) {
        calls += 1;
        own.reset();
        ended.count_down();
    }});
    Heard other;
    const auto kept = subscribe(*server, "a", other.subscriber());
    EXPECT_TRUE(worker->publish("a", "1"));
    ended.wait();
    EXPECT_TRUE(worker->publish("a", "2"));
    EXPECT_EQ(other.wait_for(2).size(), 2U);
    EXPECT_EQ(calls, 1);
}

// A subscriber that stands still loses events, hears how many, and nobody waits for it.
TEST_F(EventsContract, ASlowSubscriberLosesEventsAndIsTold) {
    constexpr std::uint64_t kEvents = 3000;
    const auto worker = open({.waiting_max = 100'000});
    const auto server = open({.waiting_max = 100});
    std::latch go(1);
    std::latch stuck(1);
    Heard heard;
    bool is_first = true;
    const Subscriber keep = heard.subscriber();
    const auto subscription = subscribe(
        *server,
        "a",
        {.on_event =
             [&](const Event& event) {
                 if (std::exchange(is_first, false)) {
                     stuck.count_down();
                     go.wait();
                 }
                 keep.on_event(event);
             },
         .on_lost = keep.on_lost}
    );
    const auto started = std::chrono::steady_clock::now();
    for (std::uint64_t i = 0; i < kEvents; ++i) {
        EXPECT_TRUE(worker->publish("a", std::to_string(i)));
    }
    stuck.wait();
    EXPECT_LT(std::chrono::steady_clock::now() - started, kPatience);
    EXPECT_TRUE(worker->flush(kPatience));
    EXPECT_TRUE(server->flush(kPatience));
    go.count_down();
    EXPECT_TRUE(heard.wait_for_total(kEvents));
    EXPECT_GT(heard.lost(), 0U);
    EXPECT_EQ(heard.wait_for(0).size() + heard.lost(), kEvents);
    // And it goes on.
    EXPECT_TRUE(worker->publish("a", "later"));
    EXPECT_TRUE(heard.wait_for_total(kEvents + 1));
    EXPECT_EQ(heard.wait_for(0).back(), "a=later");
}

TEST_F(EventsContract, WithoutAMiddlePublishingFailsAtOnceAndTheOwnProcessStillHears) {
    const auto worker = open();
    Heard heard;
    const auto subscription = subscribe(*worker, "a", heard.subscriber());
    under_test_->stop_middle();
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (worker->is_connected() && std::chrono::steady_clock::now() < deadline) {
        std::this_thread::yield();
    }
    ASSERT_FALSE(worker->is_connected());
    EXPECT_EQ(worker->publish("a", "1").error().code, ErrorCode::kUnavailable);
    EXPECT_THAT(heard.wait_for(1), ElementsAre("a=1"));
    EXPECT_EQ(worker->flush(10ms).error().code, ErrorCode::kDeadlineExceeded);
}

TEST_F(EventsContract, ParticipantsComeBackAndAreToldThatTheyMissedSomething) {
    const auto worker = open({.reconnect_max = 50ms});
    const auto server = open({.reconnect_max = 50ms});
    Heard heard;
    const auto subscription = subscribe(*server, "a", heard.subscriber());
    EXPECT_TRUE(worker->publish("a", "1"));
    EXPECT_EQ(heard.wait_for(1).size(), 1U);
    const std::uint64_t before = heard.unknown_losses();
    under_test_->stop_middle();
    under_test_->start_middle();
    EXPECT_TRUE(heard.wait_for_unknown_loss(before));
    EXPECT_TRUE(worker->flush(kPatience));
    EXPECT_TRUE(server->flush(kPatience));
    EXPECT_TRUE(worker->publish("a", "2"));
    EXPECT_THAT(heard.wait_for(2), ElementsAre("a=1", "a=2"));
}

TEST_F(EventsContract, OpeningDoesNotWaitForAMiddle) {
    under_test_->stop_middle();
    const auto worker = under_test_->open({.reconnect_max = 50ms});
    Heard heard;
    auto subscription = worker->subscribe("a", heard.subscriber());
    ASSERT_TRUE(subscription);
    EXPECT_FALSE(worker->is_connected());
    under_test_->start_middle();
    EXPECT_TRUE(worker->flush(kPatience));
    const auto other = open();
    EXPECT_TRUE(other->publish("a", "1"));
    EXPECT_THAT(heard.wait_for(1), ElementsAre("a=1"));
}

// As many as a server may have listeners of single videos; each hears its own.
TEST_F(EventsContract, ThousandsOfSubjectsMayBeListenedTo) {
    constexpr int kSubjects = 5000;
    const auto worker = open();
    const auto server = open();
    Heard heard;
    std::vector<std::unique_ptr<Subscription>> all;
    for (int i = 0; i < kSubjects; ++i) {
        auto one = server->subscribe("video." + std::to_string(i), heard.subscriber());
        ASSERT_TRUE(one) << to_string(one.error());
        all.push_back(std::move(*one));
    }
    ASSERT_TRUE(server->flush(kPatience));
    EXPECT_TRUE(worker->publish("video.4711", "1"));
    EXPECT_TRUE(worker->publish("video.none", "2"));
    EXPECT_TRUE(worker->publish("video.0", "3"));
    EXPECT_THAT(heard.wait_for(2), UnorderedElementsAre("video.4711=1", "video.0=3"));
}

TEST_F(EventsContract, WhoNeverFoundAMiddleCanLeave) {
    under_test_->stop_middle();
    const auto worker = under_test_->open({.reconnect_max = 50ms});
    Heard heard;
    const auto subscription = worker->subscribe("a", heard.subscriber());
    EXPECT_TRUE(subscription);
    EXPECT_EQ(worker->publish("a", "1").error().code, ErrorCode::kUnavailable);
}

TEST_F(EventsContract, ManyPublishersAndSubscribersAtOnce) {
    constexpr int kThreads = 4;
    constexpr int kEvents = 200;
    const auto server = open();
    Heard heard;
    const auto subscription = subscribe(*server, "a.>", heard.subscriber());
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < kThreads; ++t) {
            threads.emplace_back([&, t] {
                const auto worker = open();
                for (int i = 0; i < kEvents; ++i) {
                    EXPECT_TRUE(worker->publish("a." + std::to_string(t), std::to_string(i)));
                    Heard passing;
                    (void)worker->subscribe("b." + std::to_string(i % 7), passing.subscriber());
                }
                EXPECT_TRUE(worker->flush(kPatience));
            });
        }
    }
    EXPECT_TRUE(heard.wait_for_total(kThreads * kEvents));
    EXPECT_EQ(heard.wait_for(0).size(), static_cast<std::size_t>(kThreads * kEvents));
}

}  // namespace
}  // namespace hibari::store
