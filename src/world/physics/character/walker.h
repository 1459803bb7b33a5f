// Walking, running and sneaking towards a place.
//
// The root moves along a smooth path; a phase tells which foot bears and which swings. Where a foot
// lands is predicted from the path, so that it comes down where the body will need it, and stays
// there.
#pragma once

#include "world/physics/character/act.h"

#include <optional>

namespace hibari::world {

enum class Gait : std::uint8_t { kWalk, kRun, kSneak };

struct WalkerOptions {
    Gait gait = Gait::kWalk;
    float speed_mps = 1.35F;
    std::optional<Vec3> destination;  ///< empty: straight on along `facing`
    float facing = 0.0F;              ///< radians
    std::optional<float> final_yaw;   ///< heading to end with
    bool stop_at_end = true;          ///< otherwise arrives in full stride
    float tolerance_m = 0.05F;
    bool narrow = false;  ///< one foot before the other, as on a beam
};

class Walker {
  public:
    void begin(Self& self, const WalkerOptions& options);
    /// Moves on; true when it has arrived and stands.
    bool step(Self& self, float dt);

    void change(const WalkerOptions& options) { options_ = options; }

    /// Comes to a halt from now on.
    void halt() { halting_ = true; }

    float speed() const { return speed_.value; }

    float phase() const { return phase_; }  ///< 0: left foot lands, 0.5: right foot

    bool striding() const { return striding_; }

    float run_weight() const { return run_; }

  private:
    void steer(Self& self, float dt);
    bool paddle(Self& self, float dt);
    void stride(Self& self, float dt);
    void swing(Self& self, int side, float phase, float dt);
    void pose(Self& self);
    void start_striding(Self& self);
    float distance_left(const Self& self) const;

    WalkerOptions options_;
    Following speed_;
    Following turn_rate_;
    float phase_ = 0.0F;
    float duty_ = 0.62F;
    float stride_hz_ = 0.9F;
    float run_ = 0.0F;
    bool striding_ = false;
    bool halting_ = false;
    bool passed_ = false;
    float accel_ = 0.0F;
};

}  // namespace hibari::world
