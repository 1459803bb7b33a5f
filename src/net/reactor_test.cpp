#include "net/reactor.h"

#include <algorithm>
#include <atomic>
#include <gtest/gtest.h>
#include <latch>
#include <memory>
#include <sys/socket.h>
#include <vector>

namespace hibari::net {
namespace {

struct Pair {
    FileDescriptor ours;
    FileDescriptor theirs;
};

Pair make_pair() {
    int numbers[2] = {-1, -1};
    EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, numbers), 0);
    return {FileDescriptor(numbers[0]), FileDescriptor(numbers[1])};
}

TEST(Reactor, RunsWhatIsPostedInOrderAndBeforeItEnds) {
    std::vector<int> order;
    {
        Reactor reactor("test");
        for (int i = 0; i < 100; ++i) {
            reactor.post([&order, i] { order.push_back(i); });
        }
    }
    ASSERT_EQ(order.size(), 100U);
    EXPECT_TRUE(std::ranges::is_sorted(order));
}

TEST(Reactor, TicksUntilItEnds) {
    std::latch three(3);
    std::atomic<int> count = 0;
    Reactor reactor("test");
    reactor.every(std::chrono::milliseconds(1), [&] {
        if (count.fetch_add(1) < 3) {
            three.count_down();
        }
    });
    three.wait();
}

TEST(Watch, SaysWhenThereIsSomethingToRead) {
    Pair pair = make_pair();
    std::latch read(1);
    char byte = 0;
    Reactor reactor("test");
    auto watch = std::make_unique<Watch>(reactor, std::move(pair.ours));
    reactor.post([&] {
        watch->when_readable([&] {
            EXPECT_EQ(recv(watch->number(), &byte, 1, MSG_DONTWAIT), 1);
            watch.reset();
            read.count_down();
        });
    });
    EXPECT_EQ(send(pair.theirs.number(), "x", 1, 0), 1);
    read.wait();
    EXPECT_EQ(byte, 'x');
}

TEST(Watch, ForgetsCallbacksWhenItCloses) {
    Pair pair = make_pair();
    std::atomic<bool> was_called = false;
    const auto held = std::make_shared<int>(1);
    {
        Reactor reactor("test");
        auto watch = std::make_shared<Watch>(reactor, std::move(pair.ours));
        reactor.post([&was_called, watch, held] {
            watch->when_readable([&was_called, held] { was_called = true; });
            watch->close();
            EXPECT_EQ(watch->number(), -1);
        });
    }
    EXPECT_FALSE(was_called);
    EXPECT_EQ(held.use_count(), 1);
    char byte = 0;
    EXPECT_EQ(recv(pair.theirs.number(), &byte, 1, MSG_DONTWAIT), 0)
        << "the other end sees the end";
}

}  // namespace
}  // namespace hibari::net
