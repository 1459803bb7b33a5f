#include "world/physics/character/snake_performer.h"

#include "world/physics/character/rehearsal.h"
#include "world/things/catalogue.h"

#include <cmath>
#include <gtest/gtest.h>
#include <vector>

namespace hibari::world {
namespace {

TEST(SnakePerformer, NoPartOfItsBodySlipsSideways) {
    const Thing* thing = find_thing("snake");
    const Blueprint blueprint = thing->build({.kind = "snake"}, Rng(1));
    SnakePerformer snake(blueprint, Rng(1));
    BareStage stage;
    std::vector<Signal> signals;
    snake.place({});
    Cue cue;
    cue.verb = Verb::kCrawl;
    cue.destination = Vec3{1.5F, 0, 3.0F};
    snake.begin(cue, stage);
    float gone = 0.0F;
    float slipped = 0.0F;
    bool done = false;
    for (int i = 0; i < 12 * kStepHz && !done; ++i) {
        const std::vector<Pose> before(snake.poses().begin(), snake.poses().end());
        snake.step(1.0 / kStepHz, stage, signals);
        // The raised head may; the rest lies.
        for (std::size_t link = 5; link < before.size(); ++link) {
            const Pose& now = snake.poses()[link];
            const Vec3 move = now.position - before[link].position;
            gone += std::fabs(dot(move, rotate(now.rotation, {0, 0, 1})));
            slipped += std::fabs(dot(move, rotate(now.rotation, {1, 0, 0})));
        }
        done = !signals.empty() && signals.back().kind == SignalKind::kDone;
    }
    EXPECT_TRUE(done);
    EXPECT_GT(gone, 20.0F);
    EXPECT_LT(slipped, 0.06F * gone);
}

}  // namespace
}  // namespace hibari::world
