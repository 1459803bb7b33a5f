#include "worker/job_keeper.h"

#include "domain/testing_house.h"

#include <future>
#include <gtest/gtest.h>

namespace hibari::worker {
namespace {

using std::chrono::milliseconds;

class JobKeeperTest : public testing::Test {
  protected:
    JobKeeperTest() {
        const auto ann = house.somebody("ann@example.org");
        domain::NewVideo wanted;
        wanted.prompt = "p";
        wanted.size = "1280x720";
        who = ann;
        video = house.videos->create(ann, wanted)->id;
        job = **house.jobs->claim("w");
    }

    /// Impatient, and tells the test when it gives up.
    JobKeeperOptions options() {
        return {
            .renew = milliseconds(5),
            .stall = milliseconds(40),
            .grace = milliseconds(40),
            .give_up = [this] { given_up.set_value(); },
        };
    }

    domain::House house;
    domain::Principal who;
    std::string video;
    domain::VideoJob job;
    std::promise<void> given_up;
};

/// Waits until the engine is asked to stop; fails the test after a while.
void await_stop(JobKeeper& keeper) {
    std::promise<void> asked;
    const std::stop_callback told(keeper.stop().get_token(), [&] { asked.set_value(); });
    ASSERT_EQ(asked.get_future().wait_for(std::chrono::seconds(10)), std::future_status::ready);
}

TEST_F(JobKeeperTest, StopsAnEngineThatSaysNothing) {
    JobKeeper keeper(*house.jobs, house.events, job, options());
    await_stop(keeper);
    EXPECT_EQ(keeper.verdict(), Verdict::kStalled);
}

TEST_F(JobKeeperTest, EndsTheProcessOfAnEngineThatDoesNotStop) {
    JobKeeper keeper(*house.jobs, house.events, job, options());
    ASSERT_EQ(given_up.get_future().wait_for(std::chrono::seconds(10)), std::future_status::ready);
    const auto ended = house.videos->find(who, video);
    EXPECT_EQ(ended->status, domain::VideoStatus::kFailed);
    EXPECT_EQ(ended->error_code, "timed_out");
    EXPECT_EQ(house.videos->quote(who, {})->usage.used, 0) << "nothing was delivered";
}

TEST_F(JobKeeperTest, LeavesAnEngineAloneThatGetsOn) {
    JobKeeperOptions patient = options();
    patient.stall = std::chrono::hours(1);
    JobKeeper keeper(*house.jobs, house.events, job, patient);
    keeper.report({.stage = "render", .done = 1, .total = 2, .fraction = 0.5});
    // It has renewed with that by the time it hears that the job was cancelled.
    ASSERT_TRUE(house.videos->cancel(who, video));
    await_stop(keeper);
    EXPECT_EQ(keeper.verdict(), Verdict::kCancelled);
    EXPECT_EQ(house.videos->find(who, video)->progress, 50);
}

}  // namespace
}  // namespace hibari::worker
