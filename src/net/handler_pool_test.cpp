#include "net/handler_pool.h"

#include <atomic>
#include <gtest/gtest.h>
#include <latch>

namespace hibari::net {
namespace {

TEST(HandlerPool, RunsEverythingBeforeItEnds) {
    std::atomic<int> ran = 0;
    HandlerPool pool(3, 1000);
    for (int i = 0; i < 1000; ++i) {
        ASSERT_TRUE(pool.submit([&] { ran += 1; }));
    }
    pool.end();
    EXPECT_EQ(ran, 1000);
}

TEST(HandlerPool, RefusesWhatItCannotQueue) {
    std::latch running(1);
    std::latch may_end(1);
    HandlerPool pool(1, 2);
    ASSERT_TRUE(pool.submit([&] {
        running.count_down();
        may_end.wait();
    }));
    running.wait();
    EXPECT_TRUE(pool.submit([] {}));
    EXPECT_TRUE(pool.submit([] {}));
    EXPECT_FALSE(pool.submit([] {}));
    EXPECT_EQ(pool.waiting(), 2U);
    EXPECT_EQ(pool.running(), 1U);
    may_end.count_down();
    pool.end();
    EXPECT_EQ(pool.waiting(), 0U);
    EXPECT_EQ(pool.running(), 0U);
}

}  // namespace
}  // namespace hibari::net
