#include "base/threads.h"

#include <atomic>
#include <gtest/gtest.h>
#include <numeric>
#include <stdexcept>
#include <vector>

namespace hibari {
namespace {

TEST(ThreadPool, VisitsEveryIndexOnce) {
    for (const std::size_t threads : {1U, 2U, 5U}) {
        ThreadPool pool("test", threads);
        for (const std::size_t count : {0U, 1U, 7U, 1000U}) {
            std::vector<int> visits(count, 0);
            ASSERT_TRUE(pool.parallel_for(count, [&](std::size_t i) { visits[i] += 1; }));
            EXPECT_EQ(visits, std::vector<int>(count, 1));
        }
    }
}

TEST(ThreadPool, ManyShortLoopsInARow) {
    ThreadPool pool("test", 4);
    std::atomic<int> sum = 0;
    for (int i = 0; i < 2000; ++i) {
        ASSERT_TRUE(pool.parallel_for(4, [&](std::size_t) { sum += 1; }));
    }
    EXPECT_EQ(sum, 8000);
}

TEST(ThreadPool, StopsBeforeTheNextIndex) {
    ThreadPool pool("test", 2);
    std::stop_source source;
    std::atomic<int> calls = 0;
    const auto result = pool.parallel_for(
        100'000,
        [&](std::size_t) {
            calls += 1;
            source.request_stop();
        },
        source.get_token()
    );
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::kCancelled);
    EXPECT_LE(calls, 2);
}

TEST(ThreadPool, TurnsExceptionsIntoErrors) {
    ThreadPool pool("test", 3);
    const auto result = pool.parallel_for(10, [](std::size_t i) {
        if (i == 5) {
            throw std::runtime_error("broken");
        }
    });
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().message, "broken");
    EXPECT_TRUE(pool.parallel_for(10, [](std::size_t) {}));
}

}  // namespace
}  // namespace hibari
