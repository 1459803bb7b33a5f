// Shooting at a hoop, throwing, bowling, catching, dropping.
//
// A ball held in both hands leads and the hands follow it, so that the palms are always on it; a
// ball in one hand follows the palm. The signals come at the moment the movement is made for.
#include "world/physics/character/ball_skill.h"
#include "world/physics/character/person_acts.h"
#include "world/physics/character/walker.h"
#include "world/things/person.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace hibari::world {

namespace {

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

float sign_of(int side) {
    return side == 0 ? 1.0F : -1.0F;
}

// A point moving through keys at given times.
struct Path {
    std::vector<std::pair<float, Vec3>> keys;

    Vec3 operator()(float t) const {
        std::vector<Key> as_keys;
        for (const auto& [time, p] : keys) {
            Key key{time, {}};
            key.posture.pelvis = p;
            as_keys.push_back(key);
        }
        return sample(as_keys, t).pelvis;
    }
};

class ShootAct final : public Act {
  public:
    explicit ShootAct(const Cue& cue) : cue_(cue), ready_(cue, true) {}

    bool allows_gestures() const override { return false; }

    void begin(Self& self) override { ready_.begin(self); }

    bool step(Self& self, float dt) override {
        const float s = self.body.scale();
        const float height = self.body.stand_m();
        const float main = sign_of(self.main_side());
        if (!started_) {
            started_ = ready_.step(self, dt);
            if (started_) {
                self.body.blend(8.0F);
            }
            if (self.hold.holds()) {
                carry(self, {0, height + 0.36F * s, 0.33F * s}, dt);
                hands_on_ball(self, self.object_center(), 0.0F, 1.0F);
            }
            return false;
        }
        time_s_ += dt * lerp(1.0F, self.temper.tempo, 0.5F);
        const float t = time_s_;
        const Path path{{
            {0.0F, {0, height + 0.36F * s, 0.33F * s}},
            {0.50F, {main * 0.05F * s, height + 0.10F * s, 0.30F * s}},
            {0.92F, {main * 0.11F * s, height + 0.79F * s, 0.17F * s}},
            {kRelease, {main * 0.11F * s, height + 1.13F * s, 0.36F * s}},
            {1.30F, {main * 0.11F * s, height + 1.34F * s, 0.52F * s}},
        }};
        Posture stance = standing_posture();
        Posture dip = stance;
        dip.pelvis = {0, -0.21F, -0.06F};
        dip.hips.pitch = 20.0F;
        dip.waist.pitch = 8.0F;
        dip.head.pitch = -14.0F;
        Posture set = stance;
        set.pelvis = {0, -0.10F, 0.0F};
        set.hips.pitch = 6.0F;
        set.head.pitch = -8.0F;
        Posture high = stance;
        high.pelvis = {0, 0.075F, 0.03F};
        high.heel = {34.0F, 34.0F};
        high.waist.pitch = -3.0F;
        high.head.pitch = -12.0F;
        high.arm[at(self.main_side())].shrug = 16.0F;
        const std::array keys{
            Key{0.0F, stance},
            Key{0.50F, dip},
            Key{0.90F, set},
            Key{kRelease, high},
            Key{1.55F, high},
            Key{2.1F, stance}
        };
        self.body.want = sample(keys, t);
        self.gaze = ready_.aim(self);
        rest_feet(self, dt);
        self.face.squint = 0.15F;
        if (!released_) {
            carry(self, path(t), dt);
            const float behind = smoothstep(0.35F, 0.85F, t);
            hands_on_ball(
                self,
                self.object_center(),
                behind,
                1.0F - smoothstep(kRelease - 0.06F, kRelease, t) * 0.3F
            );
            if (t >= kRelease) {
                released_ = true;
                const Vec3 from = self.object_center();
                self.release(
                    self.hold.holds() ? lob(from, ready_.aim(self), 52.0F, self.view->gravity())
                                      : Vec3{}
                );
            }
            return false;
        }
        follow_through(self, t);
        return t > 2.2F;
    }

  private:
    static constexpr float kRelease = 1.16F;

    void carry(Self& self, Vec3 heading_frame, float dt) {
        const Vec3 goal = self.body.to_world(heading_frame);
        // Eases in from wherever the ball was held before.
        const float share = started_ ? 1.0F : 1.0F - std::exp(-9.0F * dt);
        if (started_ && !aligned_) {
            aligned_ = true;
            off_ = self.hold.center - goal;
        }
        off_ = off_ * std::exp(-10.0F * dt);
        self.hold.center = started_ ? goal + off_ : lerp(self.hold.center, goal, share);
    }

    // The hand stays up with a bent wrist until the ball is on its way.
    void follow_through(Self& self, float t) {
        const float s = self.body.scale();
        const int side = self.main_side();
        const Quat heading = from_axis_angle({0, 1, 0}, self.body.yaw);
        const float up = 1.0F - smoothstep(1.62F, 1.95F, t);
        HandGoal& goal = self.body.hand[at(side)];
        goal.palm = self.body.to_world(
            {sign_of(side) * 0.12F * s, self.body.stand_m() + 1.13F * s, 0.47F * s}
        );
        goal.turn =
            hand_on(side, rotate(heading, {0, -0.75F, 0.65F}), rotate(heading, {0, -0.25F, 1}));
        goal.elbow = {0.25F, -0.9F, 0.45F};
        goal.weight = up;
        HandGoal& guide = self.body.hand[at(1 - side)];
        guide.palm = self.body.to_world(
            {sign_of(1 - side) * 0.16F * s, self.body.stand_m() + 0.95F * s, 0.34F * s}
        );
        guide.elbow = {0.9F, -0.7F, 0.0F};
        guide.weight = 0.8F * (1.0F - smoothstep(1.35F, 1.7F, t));
        self.face.brow = 0.7F;
    }

    Cue cue_;
    Preparation ready_;
    bool started_ = false;
    bool aligned_ = false;
    bool released_ = false;
    float time_s_ = 0.0F;
    Vec3 off_{};
};

// Keys for a right-handed throw; mirrored for left-handers.
struct ThrowKeys {
    std::array<Key, 6> keys;
    float release_s;
    float step_m;
    float step_from_s;
};

ThrowKeys overhand(float strength) {
    const Posture stance = standing_posture();
    Posture wind = stance;
    wind.pelvis = {-0.05F, -0.05F, -0.07F};
    wind.hips.yaw = -24.0F;
    wind.waist.yaw = -14.0F;
    wind.chest.yaw = -18.0F;
    wind.chest.pitch = -6.0F;
    wind.arm[1] = {.raise = -12, .spread = 84, .twist = -40, .elbow = 80, .roll = 0, .curl = 34};
    wind.arm[0] = {.raise = 72, .spread = 18, .twist = 10, .elbow = 24, .roll = 40, .curl = 15};
    Posture cock = wind;
    cock.pelvis = {0.02F, -0.08F, 0.08F};
    cock.hips.yaw = 2.0F;
    cock.arm[1] = {
        .raise = 4, .spread = 92, .twist = -88, .elbow = 96, .roll = 0, .wrist = -22, .curl = 34
    };
    cock.arm[0] = {.raise = 50, .spread = 24, .twist = 10, .elbow = 60, .roll = 40, .curl = 15};
    Posture let_go = stance;
    let_go.pelvis = {0.04F, -0.08F, 0.17F};
    let_go.hips.yaw = 14.0F;
    let_go.waist.yaw = 10.0F;
    let_go.waist.pitch = 10.0F;
    let_go.chest.yaw = 14.0F;
    let_go.chest.pitch = 8.0F;
    let_go.arm[1] = {
        .raise = 104, .spread = 34, .twist = -20, .elbow = 30, .roll = 20, .wrist = 12, .curl = 20
    };
    let_go.arm[0] = {.raise = 8, .spread = 24, .twist = 10, .elbow = 80, .roll = 30, .curl = 15};
    let_go.heel[1] = 30.0F;
    Posture after = let_go;
    after.pelvis = {0.05F, -0.10F, 0.20F};
    after.chest.yaw = 24.0F;
    after.waist.pitch = 20.0F;
    after.arm[1] = {
        .raise = 42, .spread = 2, .twist = 34, .elbow = 26, .roll = 40, .wrist = 20, .curl = 20
    };
    after.heel[1] = 42.0F;
    const float pace = 1.15F - 0.15F * strength;
    return {
        .keys =
            {Key{0, stance},
             Key{0.42F * pace, wind},
             Key{0.68F * pace, cock},
             Key{0.92F * pace, let_go},
             Key{1.22F * pace, after},
             Key{1.85F, stance}},
        .release_s = 0.90F * pace,
        .step_m = 0.40F,
        .step_from_s = 0.32F * pace,
    };
}

ThrowKeys underhand(bool bowling) {
    const Posture stance = standing_posture();
    Posture back = stance;
    const float deep = bowling ? 1.0F : 0.35F;
    back.pelvis = {0.02F, -0.10F * deep, 0.0F};
    back.hips.pitch = 26.0F * deep;
    back.waist.pitch = 10.0F * deep;
    back.head.pitch = -26.0F * deep;
    back.chest.yaw = -12.0F;
    back.arm[1] = {
        .raise = bowling ? -62.0F : -38.0F,
        .spread = 8,
        .twist = 0,
        .elbow = 6,
        .roll = -30,
        .curl = 42
    };
    back.arm[0] = {.raise = 10, .spread = 40, .twist = 0, .elbow = 20, .roll = 20, .curl = 12};
    Posture let_go = stance;
    let_go.pelvis = {0.06F, -0.30F * deep, 0.20F};
    let_go.hips.pitch = 38.0F * deep;
    let_go.waist.pitch = 14.0F * deep;
    let_go.head.pitch = -38.0F * deep;
    let_go.chest.yaw = 6.0F;
    let_go.arm[1] = {
        .raise = bowling ? 38.0F : 62.0F,
        .spread = 3,
        .twist = 0,
        .elbow = 8,
        .roll = -80,
        .curl = 16
    };
    let_go.arm[0] = {.raise = -6, .spread = 56, .twist = 0, .elbow = 20, .roll = 20, .curl = 12};
    let_go.heel[1] = 40.0F;
    Posture after = let_go;
    after.arm[1] = {.raise = 112, .spread = 4, .twist = 10, .elbow = 28, .roll = -60, .curl = 14};
    Posture middle = mix(back, let_go, 0.35F);
    return {
        .keys =
            {Key{0, stance},
             Key{0.55F, back},
             Key{0.70F, middle},
             Key{0.92F, let_go},
             Key{1.16F, after},
             Key{1.9F, stance}},
        .release_s = 0.90F,
        .step_m = bowling ? 0.55F : 0.25F,
        .step_from_s = 0.42F,
    };
}

class ThrowAct final : public Act {
  public:
    explicit ThrowAct(const Cue& cue)
        : cue_(cue),
          ready_(cue, false),
          keys_(
              cue.verb == Verb::kBowl ? underhand(true)
              : cue.intensity < 0.6F  ? underhand(false)
                                      : overhand(cue.intensity)
          ) {}

    bool allows_gestures() const override { return false; }

    void begin(Self& self) override { ready_.begin(self); }

    bool step(Self& self, float dt) override {
        if (!started_) {
            if (ready_.step(self, dt)) {
                started_ = true;
                self.body.blend(8.0F);
                if (self.hold.both_hands) {
                    // Over into the throwing hand.
                    const int object = self.hold.object;
                    self.hold.object = -1;
                    self.grab(object, self.main_side());
                }
            } else if (self.hold.holds()) {
                self.body.want.arm[at(self.hold.side)].elbow = 70.0F;
                self.body.want.arm[at(self.hold.side)].curl = 40.0F;
            }
            return false;
        }
        time_s_ += dt * lerp(1.0F, self.temper.tempo, 0.5F);
        const Posture right = sample(keys_.keys, time_s_);
        self.body.want = self.main_side() == 1 ? right : mirrored(right);
        self.gaze = ready_.aim(self);
        stride(self, dt);
        if (!released_ && time_s_ >= keys_.release_s) {
            released_ = true;
            const Vec3 from =
                self.hold.holds() ? self.object_center() : self.body.palm(self.main_side());
            const Vec3 to = ready_.aim(self);
            const float level = distance(Vec3{from.x, 0, from.z}, Vec3{to.x, 0, to.z});
            const float angle =
                cue_.verb == Verb::kBowl ? 1.0F : clamp(14.0F + 2.0F * level, 16.0F, 42.0F);
            Vec3 velocity =
                cue_.verb == Verb::kBowl
                    ? normalize(Vec3{to.x - from.x, 0, to.z - from.z}, heading_of(self.body.yaw)) *
                          (6.5F * cue_.intensity)
                    : lob(from, to, angle, self.view->gravity());
            if (self.hold.holds()) {
                self.release(velocity);
            }
        }
        const bool late = time_s_ > keys_.keys.back().time_s - 0.25F;
        if (!late) {
            return false;
        }
        const bool settled = settle_feet(self, dt);
        center_root(self, dt, 3.0F);
        return settled && time_s_ > keys_.keys.back().time_s;
    }

  private:
    // The foot of the other side steps towards the target.
    void stride(Self& self, float dt) {
        const int side = 1 - self.main_side();
        Foot& foot = self.body.foot[at(side)];
        if (!stepped_ && time_s_ > keys_.step_from_s) {
            stepped_ = true;
            const Vec3 to = self.body.home(side) +
                            heading_of(self.body.yaw) * (keys_.step_m * self.body.scale());
            begin_swing(
                foot,
                to,
                self.body.yaw,
                std::max(0.2F, keys_.release_s - keys_.step_from_s - 0.10F),
                0.09F * self.body.scale(),
                *self.view
            );
        }
        for (int i = 0; i < 2; ++i) {
            Foot& each = self.body.foot[at(i)];
            if (each.mode == FootMode::kSwing && time_s_ < keys_.keys.back().time_s - 0.25F &&
                advance_swing(each, dt, *self.view)) {
                self.foot_down(i, 0.9F);
            }
        }
        rest_feet(self, dt);
    }

    Cue cue_;
    Preparation ready_;
    ThrowKeys keys_;
    bool started_ = false;
    bool stepped_ = false;
    bool released_ = false;
    float time_s_ = 0.0F;
};

class CatchAct final : public Act {
  public:
    explicit CatchAct(const Cue& cue) : cue_(cue) {}

    bool allows_gestures() const override { return false; }

    void begin(Self& self) override { self.body.blend(8.0F); }

    bool step(Self& self, float dt) override {
        time_s_ += dt;
        stand(self);
        if (cue_.object < 0) {
            return true;
        }
        const Vec3 ball = self.view->entity_pose(cue_.object).position;
        const Vec3 velocity = self.view->entity_velocity(cue_.object);
        const float s = self.body.scale();
        self.gaze = ball;
        if (held_) {
            settle_feet(self, dt);
            const float in = smoothstep(0.0F, 0.4F, time_s_ - caught_s_);
            self.hold.center = lerp(
                caught_at_, self.body.to_world({0, self.body.stand_m() + 0.22F * s, 0.30F * s}), in
            );
            self.body.want.pelvis.y -= 0.05F * (1.0F - in);
            hands_on_ball(self, self.object_center(), 0.0F, 1.0F);
            self.face.smile = 0.85F;
            return time_s_ - caught_s_ > 0.8F;
        }
        const Vec3 way = ball - self.body.root;
        turn_root(self, std::atan2(way.x, way.z), dt, 2.5F);
        settle_feet(self, dt, 0.12F);
        center_root(self, dt, 3.0F);
        Posture& p = self.body.want;
        p.pelvis.y -= 0.09F;
        p.hips.pitch += 10.0F;
        // Where the ball will be when it comes within reach.
        const Vec3 chest = self.body.to_world({0, self.body.stand_m() + 0.30F * s, 0.0F});
        Vec3 meet = ball;
        for (int i = 0; i < 60 && distance(meet, chest) > 0.52F * s; ++i) {
            const float t = 0.02F * static_cast<float>(i);
            meet = ball + velocity * t + Vec3{0, -0.5F * self.view->gravity() * t * t, 0};
        }
        const Vec3 reach = meet - chest;
        const Vec3 spot = chest + normalize(reach, heading_of(self.body.yaw)) *
                                      std::min(length(reach), 0.50F * s);
        // Hands go up for what comes.
        constexpr float kComes_m = 1.6F;
        const bool comes = length(velocity) > 1.5F || distance(ball, chest) < kComes_m * s;
        alert_s_ = comes ? alert_s_ + dt : 0.0F;
        const float alert = smoothstep(0.0F, 0.4F, alert_s_);
        const Vec3 half = self.view->entity_half_extent(cue_.object);
        const float radius = std::min({half.x, half.y, half.z});
        const Quat heading = from_axis_angle({0, 1, 0}, self.body.yaw);
        for (int side = 0; side < 2; ++side) {
            const float open = radius + 0.035F;
            HandGoal& goal = self.body.hand[at(side)];
            goal.palm = spot + rotate(heading, {sign_of(side) * open, 0, -0.02F});
            goal.turn = hand_on(
                side, rotate(heading, {-sign_of(side), 0, 0.35F}), rotate(heading, {0, 0.8F, 0.6F})
            );
            goal.elbow = {0.8F, -0.9F, -0.2F};
            goal.weight = alert;
            p.arm[at(side)].curl = 16.0F;
        }
        const Vec3 between = lerp(self.body.palm(0), self.body.palm(1), 0.5F);
        if (distance(between, ball) < radius + 0.13F && cue_.outcome != Outcome::kFailure) {
            held_ = true;
            caught_s_ = time_s_;
            self.grab(cue_.object, self.main_side(), true);
            caught_at_ = self.hold.center;
        }
        const float patience = cue_.duration_s > 0.0 ? static_cast<float>(cue_.duration_s) : 4.0F;
        return time_s_ > patience;
    }

  private:
    Cue cue_;
    bool held_ = false;
    float time_s_ = 0.0F;
    float alert_s_ = 0.0F;
    float caught_s_ = 0.0F;
    Vec3 caught_at_{};
};

// Holds things out and opens the hands: all at once.
class DropAct final : public Act {
  public:
    explicit DropAct(const Cue& cue) : ready_(cue, false), objects_{cue.object} {}

    bool allows_gestures() const override { return false; }

    bool also(const Cue& cue) override {
        objects_.push_back(cue.object);
        return !dropped_;
    }

    void begin(Self& self) override { ready_.begin(self); }

    bool step(Self& self, float dt) override {
        if (!started_) {
            started_ = ready_.step(self, dt);
            if (started_) {
                self.body.blend(8.0F);
            }
            return false;
        }
        time_s_ += dt;
        stand(self);
        settle_feet(self, dt);
        const float w = envelope(time_s_, 1.9F, 0.6F, 0.5F);
        for (int side = 0; side < 2; ++side) {
            if (!dropped_) {
                opens_[at(side)] = full(self, side);
            }
            if (opens_[at(side)]) {
                reach_out(self, side, w);
            }
        }
        self.change_grip(false);
        if (!dropped_ && time_s_ > 0.85F) {
            dropped_ = true;
            for (const int object : objects_) {
                if (self.hold.object == object && object >= 0) {
                    self.release({});
                }
                self.toss(object, {});
            }
        }
        return time_s_ > 1.9F;
    }

  private:
    bool full(const Self& self, int side) const {
        return std::ranges::any_of(objects_, [&](int object) {
            const Palmed* palmed = self.find_palmed(object);
            return (self.hold.object == object && self.hold.side == side) ||
                   (palmed != nullptr && palmed->side == side);
        });
    }

    // With open fingers the palm turns down, and what it held is free.
    void reach_out(Self& self, int side, float w) const {
        ArmPose& arm = self.body.want.arm[at(side)];
        arm.raise = lerp(arm.raise, 72.0F, w);
        arm.elbow = lerp(arm.elbow, 12.0F, w);
        arm.roll = lerp(arm.roll, 80.0F, w);
        arm.curl = lerp(50.0F, 5.0F, smoothstep(0.75F, 0.9F, time_s_));
        self.gaze = self.body.palm(side);
    }

    Preparation ready_;
    std::vector<int> objects_;
    std::array<bool, 2> opens_{};
    bool started_ = false;
    bool dropped_ = false;
    float time_s_ = 0.0F;
};

}  // namespace

std::unique_ptr<Act> make_hand_act(const Cue& cue, const Self& self) {
    const bool to_somebody = cue.target >= 0 && self.view->entity_kind(cue.target) == "person";
    if (cue.verb == Verb::kThrow && cue.intensity <= kGiving && to_somebody) {
        return make_give_act(cue);
    }
    if (cue.verb == Verb::kThrow && cue.target >= 0 && self.hold.object == cue.target) {
        return make_flip_act(cue);
    }
    switch (cue.verb) {
        case Verb::kShoot:
            return std::make_unique<ShootAct>(cue);
        case Verb::kDunk:
            return make_dunk_act(cue);
        case Verb::kThrow:
        case Verb::kBowl:
            return std::make_unique<ThrowAct>(cue);
        case Verb::kCatch:
            return std::make_unique<CatchAct>(cue);
        case Verb::kJuggle:
            return make_juggle_act(cue);
        case Verb::kDrop:
            return std::make_unique<DropAct>(cue);
        default:
            return nullptr;
    }
}

}  // namespace hibari::world
