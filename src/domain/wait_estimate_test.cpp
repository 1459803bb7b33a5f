#include "domain/wait_estimate.h"

#include <gtest/gtest.h>

namespace hibari::domain {
namespace {

using Waiting = QueueView::Waiting;

TEST(PlayForward, AFreeWorkerStartsItNow) {
    EXPECT_EQ(
        play_forward({.accounts = {{.waiting = {{.is_asked = true}}}}, .running = {}, .workers = 1}
        ),
        0
    );
}

TEST(PlayForward, WithoutWorkersItNeverStarts) {
    EXPECT_EQ(
        play_forward({.accounts = {{.waiting = {{.is_asked = true}}}}, .running = {}, .workers = 0}
        ),
        std::nullopt
    );
}

TEST(PlayForward, ItWaitsForWhatRunsAndForWhatIsAhead) {
    const QueueView view{
        .accounts =
            {{.running = 2,
              .concurrency = 9,
              .waiting = {{.takes_s = 10}, {.takes_s = 10}, {.is_asked = true}}}},
        .running = {{.account = 0, .left_s = 3}, {.account = 0, .left_s = 8}},
        .workers = 2
    };
    // 3 and 8 end, two of 10 begin there, and the first of them ends at 13.
    EXPECT_EQ(play_forward(view), 13);
}

TEST(PlayForward, AnAccountWaitsForItselfThoughWorkersAreFree) {
    const QueueView view{
        .accounts = {{.running = 1, .concurrency = 1, .waiting = {{.is_asked = true}}}},
        .running = {{.account = 0, .left_s = 7}},
        .workers = 5
    };
    EXPECT_EQ(play_forward(view), 7);
}

TEST(PlayForward, HigherClassesGoFirstAndOthersTakeTurns) {
    const Waiting one{.takes_s = 1};
    const QueueView view{
        .accounts =
            {{.concurrency = 5, .waiting = {one, one, one, {.is_asked = true}}},
             {.concurrency = 5, .waiting = {one, one}},
             {.concurrency = 5, .waiting = {{.takes_s = 4, .priority = 1}}}},
        .running = {},
        .workers = 1
    };
    // The 4 of the class above, then both accounts in turn: a b a b a, then it.
    EXPECT_EQ(play_forward(view), 9);
}

TEST(PlayForward, OthersWillComeWithMoreRight) {
    const QueueView view{
        .accounts =
            {{.running = 1, .concurrency = 1, .waiting = {{.is_asked = true}}},
             {.concurrency = 1,
              .waiting = {},
              .comes_every_s = 9,
              .coming = {.takes_s = 5, .priority = 1}}},
        .running = {{.account = 0, .left_s = 10}},
        .workers = 1
    };
    // One comes at 4.5 and goes first at 10, the next comes at 13.5 and goes first at 15.
    EXPECT_EQ(play_forward(view), 20);
}

}  // namespace
}  // namespace hibari::domain
