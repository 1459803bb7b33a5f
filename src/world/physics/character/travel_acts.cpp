// Standing, walking, running, sneaking; picking things up; pushing and pulling.
#include "world/physics/character/drift.h"
#include "world/physics/character/person_acts.h"
#include "world/physics/character/swim.h"
#include "world/physics/character/swipe_act.h"
#include "world/physics/character/walker.h"
#include "world/things/person.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

float yaw_of(Vec3 facing) {
    return std::atan2(facing.x, facing.z);
}

class StandAct final : public Act {
  public:
    StandAct(std::optional<float> yaw, float duration_s) : yaw_(yaw), duration_s_(duration_s) {}

    bool swims() const override { return true; }

    void begin(Self& self) override { self.body.blend(7.0F); }

    bool step(Self& self, float dt) override {
        time_s_ += dt;
        if (drift(self) || tread(self, dt)) {
            return time_s_ >= duration_s_;
        }
        stand(self);
        const bool faces = !yaw_ || turn_root(self, *yaw_, dt);
        const bool settled = settle_feet(self, dt);
        center_root(self, dt, faces ? 4.0F : 1.5F);
        return settled && faces && time_s_ >= duration_s_;
    }

  private:
    std::optional<float> yaw_;
    float duration_s_;
    float time_s_ = 0.0F;
};

class TravelAct final : public Act {
  public:
    explicit TravelAct(const Cue& cue) : cue_(cue) {}

    void begin(Self& self) override {
        pace_ = std::sqrt(self.body.scale()) * lerp(1.0F, self.temper.tempo, 0.5F);
        old_ = smoothstep(0.7F, 1.0F, self.temper.years);
        walker_.begin(self, options());
        self.body.blend(8.0F);
    }

    // Who is to go on does not stop for it.
    bool also(const Cue& cue) override {
        if (!walker_.striding() || halted_ || cue_.outcome == Outcome::kFailure) {
            return false;
        }
        cue_ = cue;
        time_s_ = 0.0F;
        walker_.change(options());
        return true;
    }

    bool step(Self& self, float dt) override {
        time_s_ += dt;
        if (!halted_ && cue_.duration_s > 0.0 &&
            time_s_ > static_cast<float>(cue_.duration_s) - 0.6F) {
            halted_ = true;
            walker_.halt();
        }
        self.gaze = self.body.head() + heading_of(self.body.yaw) * 6.0F + Vec3{0, -0.5F, 0};
        const bool arrived = walker_.step(self, dt);
        if (cue_.outcome == Outcome::kFailure && time_s_ > 1.1F && walker_.striding() &&
            !cue_.destination) {
            return trip(self);
        }
        return arrived;
    }

    bool limp() const override { return tripped_; }

  private:
    WalkerOptions options() const {
        WalkerOptions options;
        options.facing = yaw_of(cue_.facing);
        options.destination = cue_.destination;
        float speed = 1.35F * (0.35F + 0.65F * cue_.intensity) * lerp(1.0F, 0.78F, old_);
        if (cue_.verb == Verb::kRun) {
            options.gait = Gait::kRun;
            speed = (1.9F + 1.7F * cue_.intensity) * lerp(1.0F, 0.72F, old_);
        } else if (cue_.verb == Verb::kSneak) {
            options.gait = Gait::kSneak;
            speed = 0.62F * (0.5F + 0.5F * cue_.intensity);
        } else {
            speed = std::min(speed, 2.0F);
        }
        options.speed_mps = speed * pace_;
        return options;
    }

    // Stumbles in mid swing, when the body is already falling over its bearing foot.
    bool trip(Self& self) {
        const float phase = walker_.phase();
        if (std::fabs(phase - 0.80F) > 0.02F) {
            return false;
        }
        tripped_ = true;
        self.go_limp("trip");
        return true;
    }

    Cue cue_;
    Walker walker_;
    float pace_ = 1.0F;  // Of this person, times the usual.
    float old_ = 0.0F;   // 0 .. 1
    float time_s_ = 0.0F;
    bool halted_ = false;
    bool tripped_ = false;
};

// Loses its balance: arms up, leaning further and further, until nothing holds it.
class FallAct final : public Act {
  public:
    bool allows_gestures() const override { return false; }

    bool limp() const override { return true; }

    void begin(Self& self) override {
        self.body.blend(9.0F);
        ahead_ = self.rng.chance(0.35) ? -1.0F : 1.0F;
        side_ = self.rng.uniform(-1.0F, 1.0F);
        if (self.body.line) {
            // Off the beam, not along it.
            const Vec3 off = self.body.to_heading(self.body.root + beside_line(self));
            ahead_ = 1.7F * off.z;
            side_ = -1.7F * off.x;
        }
    }

    bool step(Self& self, float dt) override {
        constexpr float kLosing = 0.55F;
        time_s_ += dt;
        stand(self);
        rest_feet(self, dt);
        const float u = time_s_ / kLosing;
        const float lean = 26.0F * u * u;
        Posture& p = self.body.want;
        p.hips.pitch += lean * ahead_;
        p.hips.roll += 0.7F * lean * side_;
        p.pelvis.z += 0.20F * ahead_ * u * u;
        p.pelvis.x -= 0.12F * side_ * u * u;
        for (int side = 0; side < 2; ++side) {
            ArmPose& arm = p.arm[at(side)];
            arm.raise += 70.0F * smoothstep(0.0F, 1.0F, u);
            arm.spread += 40.0F * smoothstep(0.0F, 1.0F, u);
        }
        self.face.brow = 1.0F;
        self.face.open = 0.45F * smoothstep(0.2F, 1.0F, u);
        if (u < 1.0F) {
            return false;
        }
        self.go_limp("fall");
        return true;
    }

  private:
    float ahead_ = 1.0F;  // + forwards
    float side_ = 0.0F;   // + to the own right
    float time_s_ = 0.0F;
};

// Goes to the thing, bends down to it, takes it and straightens up.
class PickUpAct final : public Act {
  public:
    explicit PickUpAct(const Cue& cue) : cue_(cue) {}

    void begin(Self& self) override {
        approach(self);
        self.body.blend(8.0F);
    }

    bool allows_gestures() const override { return held_; }

    bool step(Self& self, float dt) override {
        if (cue_.object < 0) {
            return true;
        }
        const Pose object = self.view->entity_pose(cue_.object);
        const Vec3 half = self.view->entity_half_extent(cue_.object);
        if (!there_) {
            self.gaze = object.position;
            there_ = walker_.step(self, dt) || close_enough(self, object.position);
            if (there_) {
                self.body.blend(7.0F);
            }
            return false;
        }
        time_s_ += dt * self.temper.tempo;
        stand(self);
        settle_feet(self, dt);
        const bool both = std::max({half.x, half.y, half.z}) > 0.10F;
        const float height = object.position.y - self.body.root.y;
        const float low =
            held_ ? low_ : 1.0F - smoothstep(0.25F, 0.95F, height / self.body.scale());
        low_ = low;
        const float down = held_ ? 1.0F - smoothstep(0.0F, 0.75F, time_s_ - grabbed_s_)
                                 : smoothstep(0.0F, 0.7F, time_s_);
        Posture& p = self.body.want;
        const float deep = down * low;
        // A squat more than a bend.
        p.pelvis.y -= 0.46F * deep;
        p.pelvis.z -= 0.12F * deep;
        p.hips.pitch += 38.0F * deep;
        p.waist.pitch += 18.0F * deep;
        p.chest.pitch += 8.0F * deep;
        p.heel[0] = 14.0F * deep;
        p.heel[1] = 20.0F * deep;
        self.body.knee_out = 12.0F * deep;
        self.gaze = object.position;
        if (!held_) {
            for (int side = 0; side < 2; ++side) {
                if (!both && side != self.main_side()) {
                    continue;
                }
                HandGoal& goal = self.body.hand[at(side)];
                const float sign = side == 0 ? 1.0F : -1.0F;
                const Vec3 outward =
                    rotate(from_axis_angle({0, 1, 0}, self.body.yaw), {sign, 0, 0});
                const float gap = std::min({half.x, half.y, half.z});
                goal.palm =
                    object.position +
                    (both ? outward * half.x : outward * (0.6F * gap) + Vec3{0, 0.8F * gap, 0});
                goal.turn.reset();
                goal.elbow = {0.7F, -0.3F, -1.0F};
                goal.weight = smoothstep(0.1F, 0.65F, time_s_);
            }
            if (time_s_ > 0.75F) {
                if (!within_reach(self, object.position, half)) {
                    return true;  // It sank, or went away.
                }
                held_ = true;
                grabbed_s_ = time_s_;
                self.grab(cue_.object, self.main_side(), both);
            }
            return false;
        }
        return time_s_ - grabbed_s_ > 0.8F;
    }

  private:
    /// Near enough to the hand to be drawn into it.
    static bool within_reach(const Self& self, Vec3 object, Vec3 half) {
        constexpr float kFarthest_m = 1.0F;
        return distance(self.body.palm(self.main_side()), object) <
               kFarthest_m * self.body.scale() + length(half);
    }

    bool close_enough(const Self& self, Vec3 object) const {
        const Vec3 away = self.body.to_heading(object);
        constexpr float kStanding_mps = 0.3F;
        return away.z > 0.15F && away.z < 0.55F * self.body.scale() && std::fabs(away.x) < 0.25F &&
               length(self.body.velocity) < kStanding_mps;
    }

    void approach(Self& self) {
        if (cue_.object < 0) {
            return;
        }
        const Vec3 object = self.view->entity_pose(cue_.object).position;
        Vec3 way = object - self.body.root;
        way.y = 0;
        const Vec3 front = normalize(way, heading_of(self.body.yaw));
        const float stop = 0.36F * self.body.scale();
        WalkerOptions options;
        options.speed_mps = 1.25F * std::sqrt(self.body.scale());
        options.destination = object - front * stop;
        options.final_yaw = yaw_of(front);
        options.facing = yaw_of(front);
        there_ = false;
        walker_.begin(self, options);
    }

    Cue cue_;
    Walker walker_;
    bool there_ = false;
    bool held_ = false;
    float time_s_ = 0.0F;
    float grabbed_s_ = 0.0F;
    float low_ = 1.0F;
};

// Leans against (or away from) a thing and walks with it.
class ShoveAct final : public Act {
  public:
    ShoveAct(const Cue& cue, bool pull) : cue_(cue), pull_(pull) {}

    bool allows_gestures() const override { return false; }

    void begin(Self& self) override {
        WalkerOptions options;
        const int thing = cue_.object >= 0 ? cue_.object : cue_.target;
        if (thing >= 0) {
            const Vec3 object = self.view->entity_pose(thing).position;
            const Vec3 half = self.view->entity_half_extent(thing);
            Vec3 way = object - self.body.root;
            way.y = 0;
            const Vec3 front = normalize(way, heading_of(self.body.yaw));
            options.destination =
                object - front * (std::max(half.x, half.z) + 0.42F * self.body.scale());
            options.final_yaw = yaw_of(front);
            options.facing = yaw_of(front);
        } else {
            options.destination = self.body.root;
        }
        options.speed_mps = 1.2F * std::sqrt(self.body.scale());
        walker_.begin(self, options);
        self.body.blend(8.0F);
    }

    bool step(Self& self, float dt) override {
        if (!there_) {
            there_ = walker_.step(self, dt);
            if (there_) {
                self.body.blend(6.0F);
                WalkerOptions on;
                on.speed_mps = pull_ ? 0.0F : 0.55F * cue_.intensity;
                on.facing = self.body.yaw;
                walker_.begin(self, on);
            }
            return false;
        }
        time_s_ += dt;
        const float length_s = cue_.duration_s > 0.0 ? static_cast<float>(cue_.duration_s) : 2.6F;
        const float w = envelope(time_s_, length_s, 0.5F, 0.5F);
        if (pull_) {
            stand(self);
            settle_feet(self, dt, 0.1F);
        } else {
            if (time_s_ > length_s - 0.9F) {
                walker_.halt();
            }
            walker_.step(self, dt);
        }
        Posture& p = self.body.want;
        const float lean = pull_ ? -1.0F : 1.0F;
        p.hips.pitch += 14.0F * lean * w;
        p.waist.pitch += (pull_ ? 4.0F : 9.0F) * w;
        p.pelvis.z += 0.06F * -lean * w;
        p.pelvis.y -= 0.07F * w;
        const Vec3 reach = self.body.to_world(
            {0, self.body.stand_m() + 0.30F * self.body.scale() - 0.07F, 0.50F * self.body.scale()}
        );
        for (int side = 0; side < 2; ++side) {
            HandGoal& goal = self.body.hand[at(side)];
            const float sign = side == 0 ? 1.0F : -1.0F;
            goal.palm =
                reach +
                rotate(
                    from_axis_angle({0, 1, 0}, self.body.yaw),
                    Vec3{sign * 0.17F, 0, pull_ ? -0.06F * std::sin(4.0F * time_s_) : 0.0F} *
                        self.body.scale()
                );
            goal.turn = from_axis_angle({0, 1, 0}, self.body.yaw) *
                        from_axis_angle({1, 0, 0}, radians(-165)) *
                        from_axis_angle({0, 1, 0}, radians(sign * 90.0F));
            if (pull_) {
                goal.turn.reset();
                p.arm[at(side)].curl = 70.0F;
            }
            goal.elbow = {0.7F, -1.0F, -0.2F};
            goal.weight = w;
        }
        if (!struck_ && w > 0.9F) {
            struck_ = true;
            const Vec3 front = heading_of(self.body.yaw) * lean;
            self.signal(
                SignalKind::kStrike,
                kRightHand,
                cue_.object,
                self.body.palm(1),
                front * (0.9F * cue_.intensity),
                pull_ ? "pull" : "push"
            );
        }
        self.face.squint = 0.3F * w;
        return time_s_ >= length_s;
    }

  private:
    Cue cue_;
    bool pull_;
    Walker walker_;
    bool there_ = false;
    bool struck_ = false;
    float time_s_ = 0.0F;
};

}  // namespace

std::unique_ptr<Act> make_stand_act(std::optional<float> yaw, float duration_s) {
    return std::make_unique<StandAct>(yaw, duration_s);
}

std::unique_ptr<Act> make_travel_act(const Cue& cue, const Self& self) {
    switch (cue.verb) {
        case Verb::kStand:
        case Verb::kStay:
            return make_stand_act(std::nullopt, static_cast<float>(cue.duration_s));
        case Verb::kWalk:
        case Verb::kRun:
        case Verb::kSneak:
        case Verb::kSwim:
            return std::make_unique<TravelAct>(cue);
        case Verb::kFall:
            return std::make_unique<FallAct>();
        case Verb::kPickUp:
            return std::make_unique<PickUpAct>(cue);
        case Verb::kPush:
            if (self.view != nullptr && is_for_the_hand(*self.view, cue.object)) {
                return make_swipe_act(cue);
            }
            return std::make_unique<ShoveAct>(cue, false);
        case Verb::kPull:
            return std::make_unique<ShoveAct>(cue, true);
        default:
            return nullptr;
    }
}

}  // namespace hibari::world
