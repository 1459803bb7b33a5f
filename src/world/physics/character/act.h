// What an act may use, and what every act is.
//
// An act plays one cue: it writes what the body wants each step and tells the stage through
// signals. A new kind of movement is a new Act; nothing else has to change but the table in
// person_acts.cpp.
#pragma once

#include "base/rng.h"
#include "world/physics/character/body.h"
#include "world/physics/character/face.h"
#include "world/physics/character/performer.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hibari::world {

/// How this person differs from others in everything it does.
struct Temper {
    float tempo = 1.0F;   ///< 0.85 .. 1.15
    float energy = 1.0F;  ///< size of gestures
    float slouch = 0.0F;  ///< degrees of bent back
    bool left_handed = false;
    float phase = 0.0F;  ///< of idle sway, radians
    float years = 0.4F;  ///< 0 child .. 1 old
};

/// What the hands carry.
struct Hold {
    int object = -1;
    int side = 1;             ///< hand that carries it
    bool both_hands = false;  ///< held between the palms
    bool level = false;       ///< by a handle, as a pan is
    Vec3 half{0.1F, 0.1F, 0.1F};
    Vec3 center{};         ///< both hands: where the act wants the object
    Quat turn{};           ///< of the object in the hand's frame
    Quat world_turn{};     ///< both hands: of the object
    Vec3 grip{};           ///< one hand: from the palm to the object's centre, in the hand's frame
    float drawn_m = 0.0F;  ///< of its sliding link: a bow
    Vec3 ease{};           ///< rest of the way from where it was grabbed
    Quat ease_turn{};      ///< and of the turn
    float ease_weight = 0.0F;

    bool holds() const { return object >= 0; }

    /// Distance from the palm to the object's centre.
    float radius() const;
};

/// What lies on an open palm, beside what is held: a ball to be tossed, the second of two things,
/// whatever is juggled.
struct Palmed {
    int object = -1;
    int side = 0;
    float radius = 0.03F;
    Vec3 ease{};  ///< rest of the way from where it was taken
    Quat turn{};
};

/// Everything an act works with; lives as long as the performer.
struct Self {
    Self(Body& its_body, Face& its_face, Hold& its_hold, const Temper& its_temper, Rng its_rng)
        : body(its_body), face(its_face), hold(its_hold), temper(its_temper), rng(its_rng) {}

    Body& body;
    Face& face;
    Hold& hold;
    Temper temper;
    Rng rng;
    std::vector<Palmed> palmed;
    const StageView* view = nullptr;
    mutable std::vector<Signal> pending;  ///< handed to the stage with the next step
    float clock_s = 0.0F;
    std::optional<Vec3> gaze;  ///< world point to look at this step; reset each step
    bool busy_hands = false;   ///< the act uses the arms: gestures keep away
    bool afloat = false;       ///< in water too deep to stand: the feet have no ground

    int main_side() const { return temper.left_handed ? 0 : 1; }

    void signal(
        SignalKind kind,
        int link = -1,
        int object = -1,
        Vec3 point = {},
        Vec3 velocity = {},
        std::string detail = {}
    ) const;
    void foot_down(int side, float speed_mps) const;
    /// Takes `object` into a hand; where it is now it eases into the grip.
    void grab(int object, int side, bool both_hands = false);
    /// Goes on holding it in both hands, or in one; from where it is it eases into the other grip.
    void change_grip(bool both_hands);
    /// Lets go with the velocity that the stage may replace.
    void release(Vec3 velocity);
    /// Where both hands hold it from now on; from farther off it eases there.
    void hold_at(Vec3 center);
    Vec3 object_center() const;
    Quat object_turn() const;
    /// Lays `object` on the palm of a hand; where it is now it eases there.
    void palm(int object, int side);
    /// Lets what lies on a palm fly.
    void toss(int object, Vec3 velocity);
    /// Null when it lies on no palm.
    const Palmed* find_palmed(int object) const;
    Vec3 palmed_center(const Palmed& palmed) const;
    /// Gives up control: the solver takes over.
    void go_limp(std::string why) const;
};

class Act {
  public:
    virtual ~Act() = default;
    Act() = default;
    Act(const Act&) = delete;
    Act& operator=(const Act&) = delete;

    virtual void begin(Self&) {}

    /// Advances by `dt`; true when the act has ended.
    virtual bool step(Self& self, float dt) = 0;

    /// Whether gestures may use the arms over it.
    virtual bool allows_gestures() const { return true; }

    /// Takes up another cue of its verb that begins together with it: two things that are let go
    /// at once, three that are juggled. False: it cannot, and ends for the sake of that.
    virtual bool also(const Cue& /*cue*/) { return false; }

    /// True when it ended by losing control: the solver has the links now.
    virtual bool limp() const { return false; }

    /// Knows what to do with legs and root in deep water; every other act is kept afloat.
    virtual bool swims() const { return false; }

    /// Goes on after its end until another act begins: sitting, lying.
    virtual bool stays() const { return false; }
};

// ---- Pieces that acts share.

/// Standing with breath, sway and small shifts of weight.
void stand(Self& self);
/// Where a foot comes down that is to come down there: nobody steps down a leg's length, and beyond
/// an edge it is on this side. The body, which never runs away from its feet, stays behind it, too.
Vec3 on_bearing_ground(const Self& self, Vec3 landing);
/// Steps the feet to where they belong under the root, one at a time. True when they are there, or
/// have no ground.
bool settle_feet(Self& self, float dt, float apart_m = 0.0F);
/// Rolls planted feet flat (or as the posture's heels ask).
void rest_feet(Self& self, float dt);
/// Turns the root towards `yaw`; true when it faces there.
bool turn_root(Self& self, float yaw, float dt, float rate = 2.6F);
/// Draws the root to the middle of the feet, so that standing stays balanced.
void center_root(Self& self, float dt, float omega = 5.0F);
/// Level, off the beam or rail it stands on, to the side where that is seen.
Vec3 beside_line(const Self& self);
/// Turns head and neck (and a little of the chest) of the wanted posture towards a world point.
void look_at(Self& self, Vec3 point, float weight);

}  // namespace hibari::world
