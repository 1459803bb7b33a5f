#include "models/mini/plan_check.h"

#include "base/check.h"
#include "models/mini/config.h"
#include "models/mini/state_tokens.h"

#include <cmath>

namespace hibari::mini {
namespace {

// In one moment (2 of 24 frames); the picture is 2 wide.
constexpr double kJumpMax = 0.35;
// A change of speed from one moment to the next that gravity and a soft bounce stay below.
constexpr double kSwerveMax = 0.12;
constexpr double kGrowthMax = 0.5;
constexpr double kFlag = 0.5;
constexpr double kInView = 0.9;

struct Moment {
    double x = 0.0;
    double y = 0.0;
    double size = 0.0;
    bool visible = false;
    bool touched = false;
};

/// One slot of a plan, moment by moment.
class Track {
  public:
    Track(const PlanView& plan, int slot) : plan_(plan), slot_(slot) {}

    std::int64_t moments() const { return plan_.frames * kMoments; }

    Moment at(std::int64_t moment) const {
        const std::int64_t token = slot_ * plan_.frames + moment / kMoments;
        const auto numbers =
            plan_.numbers.subspan(static_cast<std::size_t>(token * kStateNumbers), kStateNumbers);
        const auto here =
            numbers.subspan(static_cast<std::size_t>(moment % kMoments * kMomentNumbers));
        return {
            .x = here[0],
            .y = here[1],
            .size = here[2],
            .visible = here[3] > kFlag,
            .touched = numbers[kStateContact] > kFlag,
        };
    }

  private:
    const PlanView& plan_;
    int slot_;
};

double over(double value, double limit) {
    return std::fmax(0.0, std::fabs(value) / limit - 1.0);
}

double faults_of(const Track& track) {
    double faults = 0.0;
    // Latent 0 holds one still frame; its moments are alike.
    for (std::int64_t i = kMoments; i + 1 < track.moments(); ++i) {
        const Moment before = track.at(i - 1);
        const Moment now = track.at(i);
        const Moment after = track.at(i + 1);
        if (!before.visible || !now.visible) {
            continue;
        }
        const double moved = std::hypot(now.x - before.x, now.y - before.y);
        faults += over(moved, kJumpMax);
        faults += over((now.size - before.size) / std::fmax(before.size, 0.02), kGrowthMax);
        if (!after.visible) {
            // Gone, though on its way it would still be in the picture.
            const double x = 2.0 * now.x - before.x;
            const double y = 2.0 * now.y - before.y;
            faults += std::fabs(x) < kInView && std::fabs(y) < kInView ? 1.0 : 0.0;
            continue;
        }
        if (!now.touched && !after.touched) {
            const double swerve =
                std::hypot(after.x - 2.0 * now.x + before.x, after.y - 2.0 * now.y + before.y);
            faults += over(swerve, kSwerveMax);
        }
    }
    return faults;
}

}  // namespace

double plan_faults(const PlanView& plan) {
    HIBARI_CHECK(
        static_cast<std::int64_t>(plan.numbers.size()) == kSlots * plan.frames * kStateNumbers,
        plan.numbers.size()
    );
    double faults = 0.0;
    for (int slot = 0; slot < kSlots; ++slot) {
        faults += faults_of(Track(plan, slot));
    }
    return faults;
}

}  // namespace hibari::mini
