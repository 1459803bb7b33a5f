#include "world/physics/character/drift.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr float kLeastGravity = 0.05F;  // m/s2
constexpr float kLegsReach = 1.5F;      // Of a leg's length: ground below that is none.
constexpr float kPace = 0.9F;           // m/s after a good push
constexpr float kPush_s = 0.8F;         // From rest to that pace
constexpr float kUsual_s = 4.0F;
constexpr float kTurn_s = 2.6F;  // Once head over heels

// The posture that a body at rest takes in orbit: everything half bent, arms afloat before the
// chest (NASA-STD-3000, volume 1, 3.3.4, neutral body posture), and slow sway about it.
Posture neutral(const Self& self) {
    const float t = 0.55F * self.clock_s + self.temper.phase;
    Posture p = standing_posture();
    p.pelvis = {};
    p.hips = {
        .pitch = 9.0F + 7.0F * std::sin(0.6F * t), .yaw = 0, .roll = 9.0F * std::sin(0.4F * t)
    };
    p.waist.pitch = 8.0F;
    p.neck.pitch = 10.0F;
    p.head.pitch = -4.0F;
    for (int side = 0; side < 2; ++side) {
        const auto i = static_cast<std::size_t>(side);
        const float sway = std::sin(t + 1.9F * static_cast<float>(side));
        p.arm[i] = {
            .raise = 42.0F + 12.0F * sway,
            .spread = 38.0F - 8.0F * sway,
            .twist = 10.0F,
            .elbow = 62.0F + 10.0F * sway,
            .roll = 20.0F,
            .curl = 30.0F
        };
        p.leg[i] = {
            .hip = 34.0F - 9.0F * sway,
            .spread = 10.0F,
            .twist = 8.0F,
            .knee = 52.0F + 12.0F * sway,
            .ankle = 26.0F
        };
    }
    return p;
}

void let_go(Self& self) {
    self.body.float_root = true;
    self.body.free_leg(0);
    self.body.free_leg(1);
}

float turns_of(const Cue& cue) {
    switch (cue.verb) {
        case Verb::kBackflip:
            return -static_cast<float>(cue.repeat * cue.turns);
        case Verb::kFrontFlip:
        case Verb::kJump:
        case Verb::kDive:
        case Verb::kCartwheel:
        case Verb::kSpin:
        case Verb::kPirouette:
            return static_cast<float>(cue.repeat * cue.turns);
        default:
            return 0.0F;
    }
}

bool goes(Verb verb) {
    switch (verb) {
        case Verb::kFloat:
        case Verb::kFly:
        case Verb::kWalk:
        case Verb::kRun:
        case Verb::kSneak:
        case Verb::kCrawl:
        case Verb::kClimb:
        case Verb::kSwim:
        case Verb::kJump:
        case Verb::kDive:
            return true;
        default:
            return false;
    }
}

class DriftAct final : public Act {
  public:
    explicit DriftAct(const Cue& cue) : cue_(cue), turns_(turns_of(cue)) {}

    void begin(Self& self) override { self.body.blend(5.0F); }

    bool step(Self& self, float dt) override {
        time_s_ += dt;
        let_go(self);
        self.body.want = neutral(self);
        const bool there = !goes(cue_.verb) || go_on(self, dt);
        const float turn_s = kTurn_s * std::abs(turns_);
        if (turns_ != 0.0F && time_s_ < turn_s) {
            self.body.want.hips.pitch += 360.0F * turns_ * time_s_ / turn_s;
            return false;
        }
        if (turns_ != 0.0F) {
            self.body.unwind();
            turns_ = 0.0F;
        }
        const float asked_s = static_cast<float>(cue_.duration_s);
        return there && time_s_ >= (asked_s > 0.0F ? asked_s : turn_s);
    }

  private:
    /// True when it has come to where it wants.
    bool go_on(Self& self, float dt) {
        Body& body = self.body;
        Vec3 way = cue_.destination ? *cue_.destination - body.root : cue_.facing;
        way.y = 0.0F;
        const float left = cue_.destination ? length(way) : 1e6F;
        const bool hovers = cue_.verb == Verb::kFloat && !cue_.destination;
        const float pace = kPace * cue_.intensity * (hovers ? 0.15F : 1.0F);
        const Vec3 unit = normalize(way, {0, 0, 1});
        if (!hovers) {
            turn_root(self, std::atan2(unit.x, unit.z), dt, 1.2F);
        }
        const float speed = std::min(pace * std::min(time_s_ / kPush_s, 1.0F), left);
        body.root += unit * (speed * dt);
        return left < 0.3F || (!cue_.destination && time_s_ > kUsual_s);
    }

    Cue cue_;
    float turns_;
    float time_s_ = 0.0F;
};

}  // namespace

bool is_weightless(const Self& self) {
    const Body& body = self.body;
    return std::abs(self.view->gravity()) < kLeastGravity &&
           body.root.y - self.view->ground_y(body.root.x, body.root.z) >
               (kLegsReach - 1.0F) * body.leg_m();
}

bool drift(Self& self) {
    if (!is_weightless(self)) {
        return false;
    }
    let_go(self);
    self.body.want = neutral(self);
    return true;
}

std::unique_ptr<Act> make_drift_act(const Cue& cue) {
    return goes(cue.verb) || turns_of(cue) != 0.0F || cue.verb == Verb::kStand ||
                   cue.verb == Verb::kStay || cue.verb == Verb::kSit || cue.verb == Verb::kLie ||
                   cue.verb == Verb::kDance
               ? std::make_unique<DriftAct>(cue)
               : nullptr;
}

}  // namespace hibari::world
