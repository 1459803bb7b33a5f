// Walking, trotting and galloping on four legs towards a place.
//
// The root moves along a smooth path; the phase of the stride says which paws bear. Where a paw
// lands is predicted from the path, so that it comes down where the body will need it.
#pragma once

#include "world/physics/character/animal_body.h"

#include <optional>
#include <vector>

namespace hibari::world {

struct AnimalRoute {
    float speed_mps = 1.0F;
    std::optional<Vec3> destination{};  ///< empty: straight on along `facing`
    float facing = 0.0F;                ///< radians
    std::optional<float> final_yaw{};
    bool stop_at_end = true;
    bool sneaking = false;
    float tolerance_m = 0.06F;
};

/// A paw that came down in this step.
struct PawFall {
    int leg = 0;
    float speed_mps = 0.5F;
};

class AnimalWalker {
  public:
    void begin(AnimalBody& body, const AnimalRoute& route);

    void change(const AnimalRoute& route) {
        route_ = route;
        passed_ = false;
    }

    /// Moves on; true when it has arrived and stands.
    bool step(AnimalBody& body, float dt, const StageView& view, std::vector<PawFall>& falls);
    /// After a landing in full run: the hind paws come down next.
    void resume(AnimalBody& body);
    /// Steps paws home one at a time; true when all are there.
    static bool settle(
        AnimalBody& body, float dt, const StageView& view, std::vector<PawFall>& falls
    );

    float speed() const { return speed_; }

    float phase() const { return phase_; }

    Gait4 gait() const { return gait_; }

    bool striding() const { return striding_; }

    bool passed() const { return passed_; }

    const Footfalls& feet() const { return feet_; }

    float stride_s() const { return 1.0F / stride_hz_; }

  private:
    void steer(AnimalBody& body, float dt, const StageView& view);
    void stride(AnimalBody& body, float dt, const StageView& view, std::vector<PawFall>& falls);
    void choose_gait(const AnimalBody& body, float dt, const StageView& view);
    void pose(AnimalBody& body, float dt, const StageView& view);

    AnimalRoute route_;
    float speed_ = 0.0F;
    Following turn_rate_;
    float accel_ = 0.0F;
    float phase_ = 0.0F;
    float stride_hz_ = 1.0F;
    Gait4 gait_ = Gait4::kWalk;
    Footfalls feet_;
    bool striding_ = false;
    bool passed_ = false;
    bool chosen_ = false;
    Following weight_;  ///< of the gait's motion of the body
    Following run_;     ///< 0 walk .. 1 gallop
};

}  // namespace hibari::world
