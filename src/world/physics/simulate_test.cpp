#include "world/physics/simulate.h"

#include "world/physics/fake_performer.h"
#include "world/physics/shot_builder.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <memory>

namespace hibari::world {
namespace {

const BodyTrack& track(const Timeline& timeline, std::string_view name) {
    for (const BodyTrack& body : timeline.bodies) {
        if (body.name == name) {
            return body;
        }
    }
    ADD_FAILURE() << "no body is called " << name;
    return timeline.bodies.front();
}

int count(const Timeline& timeline, EventKind kind) {
    return static_cast<int>(std::count_if(
        timeline.events.begin(),
        timeline.events.end(),
        [&](const Event& event) { return event.kind == kind; }
    ));
}

TEST(Simulate, DroppedBallFallsWithGravityAndBouncesAsItsMaterialSays) {
    const Shot shot =
        ShotBuilder("studio").thing("ball", "basketball").act("ball", Verb::kBounce).shot();
    const Result<Timeline> result = simulate(shot, {});
    ASSERT_TRUE(result);
    const BodyTrack& ball = track(*result, "ball");
    const auto hit =
        std::find_if(result->contacts.begin(), result->contacts.end(), [](const Contact& c) {
            return c.body_b == -1;
        });
    ASSERT_NE(hit, result->contacts.end());
    const int sample = result->sample_of(hit->time_s);
    // Speed after and before, from the poses alone.
    const auto speed = [&](int from) {
        const float dy = ball.pose_at(from + 3).position.y - ball.pose_at(from).position.y;
        return dy * kSampleRateHz / 3.0F;
    };
    const float g = 9.81F / kSampleRateHz;
    const float before = speed(sample - 5) - 3.5F * g;
    const float after = speed(sample + 2) + 3.5F * g;
    EXPECT_NEAR(-after / before, pair_restitution(ball.restitution, 1.0F), 0.03F);
    EXPECT_GE(count(*result, EventKind::kReleased), 1);
    EXPECT_EQ(result->camera.size(), static_cast<std::size_t>(result->sample_count));
}

TEST(Simulate, BallsNeverSinkIntoFloorOrEachOtherByMoreThanAHundredthOfTheirSize) {
    ShotBuilder builder("studio", 3.0F);
    for (int i = 0; i < 6; ++i) {
        builder.thing("ball_" + std::to_string(i), i % 2 == 0 ? "soccer_ball" : "bowling_ball");
        builder.act("ball_" + std::to_string(i), i < 3 ? Verb::kFall : Verb::kRoll);
    }
    const Result<Timeline> result = simulate(builder.shot(), {});
    ASSERT_TRUE(result);
    for (std::size_t i = 0; i < result->bodies.size(); ++i) {
        const BodyTrack& a = result->bodies[i];
        if (a.entity < 0) {
            continue;
        }
        const float radius = a.parts.front().shape.radius;
        for (int sample = 0; sample < result->sample_count; ++sample) {
            ASSERT_GT(a.pose_at(sample).position.y, radius - 0.02F * radius) << a.name;
            for (std::size_t j = 0; j < i; ++j) {
                const BodyTrack& b = result->bodies[j];
                if (b.entity < 0) {
                    continue;
                }
                const float reach = radius + b.parts.front().shape.radius;
                const float away = distance(a.pose_at(sample).position, b.pose_at(sample).position);
                ASSERT_GT(away, reach - 0.02F * radius) << a.name << " " << b.name;
            }
        }
    }
}

TEST(Simulate, RefusesUnknownThingsAndPlaces) {
    const Shot nowhere = ShotBuilder("atlantis").shot();
    const Result<Timeline> place = simulate(nowhere, {});
    ASSERT_FALSE(place);
    EXPECT_EQ(place.error().field, "place");
    const Shot nothing = ShotBuilder("studio").thing("x", "gryphon").shot();
    const Result<Timeline> thing = simulate(nothing, {});
    ASSERT_FALSE(thing);
    EXPECT_EQ(thing.error().field, "entities[0].kind");
}

TEST(Simulate, SameSeedGivesTheSameTimelineAndAnotherSeedAnother) {
    const Shot shot = ShotBuilder("studio", 1.5F)
                          .thing("a", "cube")
                          .act("a", Verb::kFall)
                          .thing("b", "marble")
                          .act("b", Verb::kRoll)
                          .shot();
    const auto first = state_hash(*simulate(shot, {.seed = 7}));
    EXPECT_EQ(first, state_hash(*simulate(shot, {.seed = 7})));
    EXPECT_NE(first, state_hash(*simulate(shot, {.seed = 8})));
}

/// Loses its numbers after a moment.
class LostPerformer final : public FakePerformer {
  public:
    using FakePerformer::FakePerformer;

    std::span<const Pose> poses() const override {
        const std::span<const Pose> sane = FakePerformer::poses();
        poses_.assign(sane.begin(), sane.end());
        if (++asked_ > 60) {
            poses_.front().position.y = std::numeric_limits<float>::quiet_NaN();
        }
        return poses_;
    }

  private:
    mutable std::vector<Pose> poses_;
    mutable int asked_ = 0;
};

// Such poses were written as null, and the clip was said to be good.
TEST(Simulate, PosesThatAreNoNumbersAreAnErrorThatNamesTheBody) {
    for (const char* place : {"studio", "lake"}) {
        const Shot shot = ShotBuilder(place).thing("lost", "person").shot();
        SimulateOptions options;
        options.make_performer = [](const Entity&, const Thing&, const Blueprint& blueprint, Rng) {
            return std::unique_ptr<Performer>(std::make_unique<LostPerformer>(blueprint));
        };
        const Result<Timeline> result = simulate(shot, options);
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().code, ErrorCode::kInternal);
        EXPECT_NE(result.error().message.find("lost."), std::string::npos)
            << result.error().message;
    }
}

// A paddle of marble that "flaps" flew 400 m and came to be nowhere.
TEST(Simulate, LongThinThingsAreSteeredThroughTheAirWithoutBeingFlung) {
    for (const char* kind : {"paddle", "arrow"}) {
        for (const Verb verb : {Verb::kFlap, Verb::kLaunch}) {
            const Shot shot = ShotBuilder("swimming_pool", 1.0F)
                                  .thing("it", kind)
                                  .act("it", verb)
                                  .towards(Direction::kLeft)
                                  .shot();
            const Result<Timeline> result = simulate(shot, {.seed = 1});
            ASSERT_TRUE(result);
            const BodyTrack& it = track(*result, "it");
            for (int i = 1; i < result->sample_count; ++i) {
                ASSERT_LT(distance(it.pose_at(i - 1).position, it.pose_at(i).position), 0.2F)
                    << kind << " in sample " << i;
            }
        }
    }
}

TEST(Simulate, StopsWhenAsked) {
    std::stop_source source;
    source.request_stop();
    const Shot shot = ShotBuilder("studio").thing("a", "cube").shot();
    SimulateOptions options;
    options.stop = source.get_token();
    const Result<Timeline> result = simulate(shot, options);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::kCancelled);
}

}  // namespace
}  // namespace hibari::world
