#include "cli/interrupt.h"

#include <chrono>
#include <gtest/gtest.h>
#include <semaphore>
#include <unistd.h>

namespace hibari::cli {
namespace {

TEST(Interrupt, TurnsASignalIntoAStopRequest) {
    std::binary_semaphore stopped(0);
    const Interrupt interrupt;
    const std::stop_callback wake(interrupt.token(), [&stopped] { stopped.release(); });
    EXPECT_FALSE(interrupt.token().stop_requested());
    kill(getpid(), SIGINT);
    EXPECT_TRUE(stopped.try_acquire_for(std::chrono::seconds(10)));
}

TEST(Interrupt, EndsQuietlyWithoutASignal) {
    const Interrupt interrupt;
    EXPECT_FALSE(interrupt.token().stop_requested());
}

}  // namespace
}  // namespace hibari::cli
