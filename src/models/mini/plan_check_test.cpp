#include "models/mini/plan_check.h"

#include "models/mini/config.h"
#include "models/mini/state_tokens.h"

#include <cmath>
#include <gtest/gtest.h>
#include <vector>

namespace hibari::mini {
namespace {

constexpr std::int64_t kFrames = 6;

/// A plan in which slot 0 does what `way` says and the others are not there.
class PlanBuilder {
  public:
    PlanBuilder() : numbers_(static_cast<std::size_t>(kSlots * kFrames * kStateNumbers)) {
        for (std::int64_t moment = 0; moment < kFrames * kMoments; ++moment) {
            set(moment, {0.0F, 0.5F, 0.1F, 1.0F});
        }
    }

    PlanBuilder& set(std::int64_t moment, std::vector<float> values) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            at(moment / kMoments,
               moment % kMoments * kMomentNumbers + static_cast<std::int64_t>(i)) = values[i];
        }
        return *this;
    }

    PlanBuilder& touch(std::int64_t moment) {
        at(moment / kMoments, kStateContact) = 1.0F;
        return *this;
    }

    double faults() const { return plan_faults({.numbers = numbers_, .frames = kFrames}); }

  private:
    float& at(std::int64_t frame, std::int64_t number) {
        return numbers_[static_cast<std::size_t>(frame * kStateNumbers + number)];
    }

    std::vector<float> numbers_;
};

TEST(PlanFaults, StandingStillHasNone) {
    EXPECT_EQ(PlanBuilder().faults(), 0.0);
}

TEST(PlanFaults, FallingHasNone) {
    PlanBuilder plan;
    for (std::int64_t i = 0; i < kFrames * kMoments; ++i) {
        // Two frames of 24 apart, four metres to the picture's height.
        const auto t = static_cast<float>(i) / 12.0F;
        const float y = -1.0F + 9.81F * t * t / 4.0F;
        plan.set(i, {0.0F, y, 0.1F, y < 1.0F ? 1.0F : 0.0F});
    }
    EXPECT_EQ(plan.faults(), 0.0);
}

TEST(PlanFaults, CountsAJump) {
    EXPECT_GT(PlanBuilder().set(12, {0.8F, -0.5F, 0.1F, 1.0F}).faults(), 1.0);
}

TEST(PlanFaults, CountsVanishingInTheMiddleOfThePicture) {
    PlanBuilder plan;
    for (std::int64_t i = 12; i < kFrames * kMoments; ++i) {
        plan.set(i, {0.0F, 0.5F, 0.1F, 0.0F});
    }
    EXPECT_GE(plan.faults(), 1.0);
}

TEST(PlanFaults, LeavingThePictureIsNone) {
    PlanBuilder plan;
    for (std::int64_t i = 0; i < kFrames * kMoments; ++i) {
        const float x = 0.09F * static_cast<float>(i);
        plan.set(i, {x, 0.5F, 0.1F, x < 0.99F ? 1.0F : 0.0F});
    }
    EXPECT_EQ(plan.faults(), 0.0);
}

TEST(PlanFaults, ASwerveNeedsATouch) {
    const auto bounce = [](bool touched) {
        PlanBuilder plan;
        for (std::int64_t i = 0; i < kFrames * kMoments; ++i) {
            const float y = 1.0F - 0.1F * std::fabs(static_cast<float>(i) - 12.0F);
            plan.set(i, {0.0F, y, 0.1F, 1.0F});
        }
        if (touched) {
            plan.touch(11).touch(12);
        }
        return plan.faults();
    };
    EXPECT_GT(bounce(false), 0.0);
    EXPECT_EQ(bounce(true), 0.0);
}

TEST(PlanFaults, CountsGrowing) {
    EXPECT_GT(PlanBuilder().set(12, {0.0F, 0.5F, 0.3F, 1.0F}).faults(), 0.0);
}

}  // namespace
}  // namespace hibari::mini
