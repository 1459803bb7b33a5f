#include "world/physics/character/rehearsal.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <vector>

namespace hibari::world {
namespace {

constexpr float kTick = Rehearsal::kTick;
constexpr float kFastest = 24.0F;  // m/s: nothing on a slope is faster, unless it jumps

/// Rider and craft over time.
struct Riding {
    std::vector<Frames> rider;
    std::vector<std::vector<Pose>> craft;
};

/// What of it is in the air: the craft's lowest point is off the ground.
struct System {
    float mass_kg = 0.0F;
    Vec3 center{};
    Vec3 momentum{};  ///< angular, about the centre
};

class Recording {
  public:
    explicit Recording(Rehearsal& rehearsal)
        : rehearsal_(rehearsal), skeleton_(rehearsal.blueprint) {}

    /// Runs until it is limp or the time is over; notes when signals came.
    void run(float seconds) {
        const auto steps = static_cast<int>(seconds * static_cast<float>(kStepHz));
        for (int i = 0; i < steps && !rehearsal_.limp; ++i) {
            rehearsal_.step();
            riding_.rider.push_back(rehearsal_.performer.body().frames());
            const auto driven = rehearsal_.performer.driven();
            riding_.craft.emplace_back();
            if (driven) {
                riding_.craft.back().assign(driven->links.begin(), driven->links.end());
            }
            for (const Signal& signal : rehearsal_.latest) {
                if (signal.kind == SignalKind::kTakeOff && take_off_ == 0) {
                    take_off_ = riding_.rider.size();
                } else if (end_ == 0 && take_off_ > 0 &&
                           (signal.kind == SignalKind::kLand || signal.kind == SignalKind::kLimp)) {
                    end_ = riding_.rider.size() - 1;
                }
            }
        }
    }

    std::size_t take_off() const { return take_off_; }

    std::size_t end() const { return end_; }

    const Riding& riding() const { return riding_; }

    Vec3 center(std::size_t i) const {
        const Blueprint& craft = *rehearsal_.stage.craft;
        Vec3 sum = center_of_mass(skeleton_, riding_.rider[i]) * skeleton_.mass_kg();
        float mass = skeleton_.mass_kg();
        for (std::size_t k = 0; k < craft.links.size(); ++k) {
            sum += riding_.craft[i][k].position * craft.links[k].mass_kg;
            mass += craft.links[k].mass_kg;
        }
        return sum / mass;
    }

    Vec3 momentum(std::size_t i) const {
        const Blueprint& craft = *rehearsal_.stage.craft;
        const Vec3 from = center(i - 1);
        const Vec3 to = center(i);
        const Vec3 rider_from = center_of_mass(skeleton_, riding_.rider[i - 1]) - from;
        const Vec3 rider_to = center_of_mass(skeleton_, riding_.rider[i]) - to;
        Vec3 sum = angular_momentum(skeleton_, riding_.rider[i - 1], riding_.rider[i], kTick) +
                   cross((rider_from + rider_to) * 0.5F, (rider_to - rider_from) / kTick) *
                       skeleton_.mass_kg();
        for (std::size_t k = 0; k < craft.links.size(); ++k) {
            const Vec3 a = riding_.craft[i - 1][k].position - from;
            const Vec3 b = riding_.craft[i][k].position - to;
            sum += cross((a + b) * 0.5F, (b - a) / kTick) * craft.links[k].mass_kg;
        }
        const Vec3 spin =
            spin_between(riding_.craft[i - 1][0].rotation, riding_.craft[i][0].rotation, kTick);
        Blueprint root = craft;
        const Inertia own = rotated(
            inertia_of(root, root.links.front().rest.position), riding_.craft[i][0].rotation
        );
        return craft.links.size() == 1 ? sum + own * spin : sum;
    }

    /// Free fall within 1 % of gravity, angular momentum within 5 %.
    void expect_free_fall() const {
        constexpr std::size_t kSpan = 24;
        constexpr float kSpanTime = kSpan * kTick;
        ASSERT_GT(end_, take_off_ + 2 * kSpan + 10);
        for (std::size_t i = take_off_ + kSpan + 1; i + kSpan < end_; ++i) {
            const Vec3 a = (center(i + kSpan) - center(i) * 2.0F + center(i - kSpan)) /
                           (kSpanTime * kSpanTime);
            ASSERT_NEAR(a.y, -9.81F, 0.0981F) << i - take_off_;
            ASSERT_NEAR(a.x, 0.0F, 0.0981F) << i - take_off_;
            ASSERT_NEAR(a.z, 0.0F, 0.0981F) << i - take_off_;
        }
        Vec3 mean{};
        const auto count = static_cast<float>(end_ - take_off_ - 2);
        for (std::size_t i = take_off_ + 2; i < end_; ++i) {
            mean += momentum(i) / count;
        }
        for (std::size_t i = take_off_ + 2; i < end_; ++i) {
            ASSERT_LT(distance(momentum(i), mean), std::max(0.05F * length(mean), 1.5F)) << i;
        }
    }

  private:
    Rehearsal& rehearsal_;
    Skeleton skeleton_;
    Riding riding_;
    std::size_t take_off_ = 0;
    std::size_t end_ = 0;
};

constexpr float kGrade = 0.27F;

// A slope that falls towards +Z with a kicker on it.
float snow(float, float z) {
    const float slope = -kGrade * z;
    constexpr float kFrom = 6.0F;
    constexpr float kLong = 1.8F;
    const float u = (z - kFrom) / kLong;
    return u > 0.0F && u < 1.0F ? slope + 0.6F * u * u : slope;
}

Rehearsal on_the_slope() {
    Rehearsal rehearsal;
    rehearsal.stage.ground = snow;
    rehearsal.stage.anchors[{kTarget, "entry"}] = {{0, snow(0, 6.0F), 6.0F}, {}};
    rehearsal.stage.anchors[{kTarget, "lip"}] = {{0, snow(0, 7.79F), 7.79F}, {}};
    rehearsal.ride("snowboard", "deck", {0, 0, 0});
    rehearsal.run(0.5F);
    rehearsal.stage.now_s = 0.0;
    return rehearsal;
}

class SnowTrick : public ::testing::TestWithParam<Verb> {};

TEST_P(SnowTrick, LeavesTheKickerInFreeFallAndLandsOnTheBoard) {
    Rehearsal rehearsal = on_the_slope();
    Recording recording(rehearsal);
    rehearsal.performer.begin(
        {.verb = GetParam(), .outcome = Outcome::kSuccess, .target = kTarget}, rehearsal.stage
    );
    recording.run(5.0F);
    ASSERT_GT(recording.take_off(), 0U);
    EXPECT_FALSE(rehearsal.limp);
    recording.expect_free_fall();
    const Vec3 up = rotate(rehearsal.frames.back().turn[kPelvis], {0, 1, 0});
    EXPECT_GT(up.y, 0.6F);
    // No link jumps, neither at the take-off nor at the landing.
    for (std::size_t i = 2; i < rehearsal.links.size(); ++i) {
        for (std::size_t link = 0; link < rehearsal.links[i].size(); ++link) {
            const float moved =
                distance(rehearsal.links[i][link].position, rehearsal.links[i - 1][link].position);
            ASSERT_LT(moved / kTick, kFastest)
                << rehearsal.blueprint.links[link].name << " at " << i;
        }
    }
}

TEST_P(SnowTrick, CrashesWhenItFails) {
    Rehearsal rehearsal = on_the_slope();
    Recording recording(rehearsal);
    rehearsal.performer.begin(
        {.verb = GetParam(), .outcome = Outcome::kFailure, .target = kTarget}, rehearsal.stage
    );
    recording.run(5.0F);
    EXPECT_TRUE(rehearsal.limp);
    recording.expect_free_fall();
}

INSTANTIATE_TEST_SUITE_P(
    Tricks,
    SnowTrick,
    ::testing::Values(Verb::kJump, Verb::kSpin, Verb::kBackflip, Verb::kFrontFlip)
);

TEST(SnowTrick, SpinGoesOnceRound) {
    Rehearsal rehearsal = on_the_slope();
    Recording recording(rehearsal);
    rehearsal.performer.begin(
        {.verb = Verb::kSpin, .outcome = Outcome::kSuccess, .target = kTarget}, rehearsal.stage
    );
    recording.run(5.0F);
    float turned = 0.0F;
    for (std::size_t i = recording.take_off() + 1; i < recording.end(); ++i) {
        turned += spin_between(
                      recording.riding().craft[i - 1][0].rotation,
                      recording.riding().craft[i][0].rotation,
                      kTick
                  )
                      .y *
                  kTick;
    }
    EXPECT_NEAR(std::fabs(degrees(turned)), 360.0F, 40.0F);
}

class SkateTrick : public ::testing::TestWithParam<Verb> {};

// The feet tilt the board, so that only the fall of both together is kept, not its rotation.
TEST_P(SkateTrick, RiderAndBoardFallFreely) {
    Rehearsal rehearsal;
    rehearsal.ride("skateboard", "deck", {0, 0, 0});
    rehearsal.run(0.5F);
    Recording recording(rehearsal);
    rehearsal.performer.begin(
        {.verb = GetParam(), .outcome = Outcome::kSuccess, .facing = {0, 0, 1}}, rehearsal.stage
    );
    recording.run(6.0F);
    ASSERT_GT(recording.take_off(), 0U);
    EXPECT_FALSE(rehearsal.limp);
    constexpr std::size_t kSpan = 24;
    constexpr float kSpanTime = kSpan * kTick;
    ASSERT_GT(recording.end(), recording.take_off() + 2 * kSpan + 10);
    for (std::size_t i = recording.take_off() + kSpan + 2; i + kSpan + 1 < recording.end(); ++i) {
        const Vec3 a = (recording.center(i + kSpan) - recording.center(i) * 2.0F +
                        recording.center(i - kSpan)) /
                       (kSpanTime * kSpanTime);
        ASSERT_NEAR(a.y, -9.81F, 0.0981F) << i - recording.take_off();
        ASSERT_NEAR(a.x, 0.0F, 0.0981F) << i - recording.take_off();
        ASSERT_NEAR(a.z, 0.0F, 0.0981F) << i - recording.take_off();
    }
}

INSTANTIATE_TEST_SUITE_P(
    Tricks, SkateTrick, ::testing::Values(Verb::kOllie, Verb::kKickflip, Verb::kJump)
);

class CycleTrick : public ::testing::TestWithParam<Verb> {};

TEST_P(CycleTrick, LeavesTheKickerInFreeFallAndRollsOnOrCrashes) {
    for (const Outcome outcome : {Outcome::kSuccess, Outcome::kFailure}) {
        Rehearsal rehearsal;
        rehearsal.stage.ground = [](float, float z) {
            const float u = (z - 6.0F) / 1.8F;
            return u > 0.0F && u < 1.0F ? 0.75F * u * u : 0.0F;
        };
        rehearsal.stage.anchors[{kTarget, "entry"}] = {{0, 0, 6.0F}, {}};
        rehearsal.stage.anchors[{kTarget, "lip"}] = {{0, 0.74F, 7.79F}, {}};
        rehearsal.ride("bicycle", "seat", {0, 0, 0});
        rehearsal.run(0.5F);
        rehearsal.stage.now_s = 0.0;
        Recording recording(rehearsal);
        rehearsal.performer.begin(
            {.verb = GetParam(), .outcome = outcome, .intensity = 1.5F, .target = kTarget},
            rehearsal.stage
        );
        recording.run(4.0F);
        ASSERT_GT(recording.take_off(), 0U);
        EXPECT_EQ(rehearsal.limp, outcome == Outcome::kFailure);
        recording.expect_free_fall();
        for (std::size_t i = 2; i < rehearsal.links.size(); ++i) {
            for (std::size_t link = 0; link < rehearsal.links[i].size(); ++link) {
                const float moved = distance(
                    rehearsal.links[i][link].position, rehearsal.links[i - 1][link].position
                );
                ASSERT_LT(moved / kTick, kFastest) << rehearsal.blueprint.links[link].name;
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Tricks, CycleTrick, ::testing::Values(Verb::kJump, Verb::kBackflip));

}  // namespace
}  // namespace hibari::world
