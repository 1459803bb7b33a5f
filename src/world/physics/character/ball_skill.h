// What ball games share: hands on a ball, aiming, and getting ready with the ball in the hands.
#pragma once

#include "world/physics/character/act.h"

#include <memory>

namespace hibari::world {

/// The turn of a hand whose palm looks along `out` and whose fingers point along `fingers`.
Quat hand_on(int side, Vec3 out, Vec3 fingers);

/// Velocity that carries a point from `from` to `to`, thrown upwards at `angle_deg`.
Vec3 lob(Vec3 from, Vec3 to, float angle_deg, float gravity);

/// Puts both palms on a ball in both hands; `behind` swings the main hand from its side to behind
/// it.
void hands_on_ball(Self& self, Vec3 center, float behind, float guide_weight);

/// Where a cue aims: its destination, its target, or straight ahead.
Vec3 aim_of(const Cue& cue, const Self& self);

/// Goes and takes the object if it is not in the hands yet, then turns to the aim.
class Preparation {
  public:
    Preparation(const Cue& cue, bool both_hands) : cue_(cue), both_(both_hands) {}

    void begin(Self& self);
    /// True when everything is ready for the movement itself.
    bool step(Self& self, float dt);

    Vec3 aim(const Self& self) const { return aim_of(cue_, self); }

  private:
    Cue cue_;
    bool both_;
    std::unique_ptr<Act> fetching_;
    float time_s_ = 0.0F;
};

// Each returns null for verbs of other families.
std::unique_ptr<Act> make_hand_act(
    const Cue& cue, const Self& self
);                                                   ///< shoot, dunk, throw, bowl, ...
std::unique_ptr<Act> make_play_act(const Cue& cue);  ///< kick, dribble, bat

std::unique_ptr<Act> make_dunk_act(const Cue& cue);
std::unique_ptr<Act> make_give_act(const Cue& cue);
std::unique_ptr<Act> make_juggle_act(const Cue& cue);

/// A throw so soft, at somebody, is none: it is handed over.
constexpr float kGiving = 0.45F;

}  // namespace hibari::world
