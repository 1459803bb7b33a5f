// What is done at a table: blowing candles out, pouring.
#include "world/physics/character/ball_skill.h"
#include "world/physics/character/person_acts.h"
#include "world/things/person.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

float sign_of(int side) {
    return side == 0 ? 1.0F : -1.0F;
}

/// Where the flame is, or the middle of what has none.
Vec3 flame_of(const Self& self, int target) {
    const auto flame = self.view->anchor(target, "flame");
    return flame ? flame->position : self.view->entity_pose(target).position;
}

// A deep breath in, bent over the flame, cheeks full, and out.
class BlowAct final : public Act {
  public:
    explicit BlowAct(const Cue& cue) : cue_(cue) {}

    bool allows_gestures() const override { return false; }

    void begin(Self& self) override { self.body.blend(7.0F); }

    bool step(Self& self, float dt) override {
        stand(self);
        settle_feet(self, dt);
        center_root(self, dt, 3.0F);
        const Vec3 goal = cue_.target >= 0 ? flame_of(self, cue_.target)
                                           : self.body.head() + heading_of(self.body.yaw) * 0.6F;
        const Vec3 way = goal - self.body.root;
        const bool faces = turn_root(self, std::atan2(way.x, way.z), dt, 3.0F);
        self.gaze = goal;
        if (!faces && time_s_ <= 0.0F) {
            return false;
        }
        time_s_ += dt;
        const float in = smoothstep(0.1F, 0.7F, time_s_) * (1.0F - smoothstep(0.7F, 0.9F, time_s_));
        const float out =
            smoothstep(0.6F, kPuff_s, time_s_) * (1.0F - smoothstep(1.7F, 2.3F, time_s_));
        // The lower the flame, the deeper.
        const float below = self.body.head().y - goal.y;
        const float deep = clamp(below / (0.45F * self.body.scale()), 0.5F, 1.6F);
        Posture& p = self.body.want;
        p.hips.pitch += 15.0F * deep * out - 3.0F * in;
        p.waist.pitch += 12.0F * deep * out - 4.0F * in;
        p.pelvis.z -= 0.06F * deep * out;
        p.chest.pitch -= 7.0F * in;
        for (int side = 0; side < 2; ++side) {
            p.arm[at(side)].shrug += 8.0F * in;
            p.arm[at(side)].raise -= 16.0F * out;
        }
        const float puff =
            smoothstep(kPuff_s - 0.1F, kPuff_s, time_s_) * (1.0F - smoothstep(1.6F, 1.8F, time_s_));
        self.face.open = std::max({self.face.open, 0.35F * in, 0.3F * puff});
        self.face.purse = std::max(puff, 0.6F * out);
        self.face.brow = lerp(self.face.brow, 0.7F, in);
        if (!blown_ && time_s_ >= kPuff_s + kWay_s) {
            blown_ = true;
            self.signal(SignalKind::kCall, kHead, cue_.target, self.body.head(), {}, "blow");
        }
        if (time_s_ > 2.0F) {
            self.face.smile = 0.85F;
        }
        return time_s_ > 2.6F;
    }

  private:
    static constexpr float kPuff_s = 1.1F;
    static constexpr float kWay_s = 0.12F;  // Of the breath to the flame.

    Cue cue_;
    bool blown_ = false;
    float time_s_ = 0.0F;
};

// The vessel goes over what is to be filled and tips.
class PourAct final : public Act {
  public:
    explicit PourAct(const Cue& cue) : cue_(cue), ready_(cue, false) {}

    bool allows_gestures() const override { return false; }

    void begin(Self& self) override { ready_.begin(self); }

    bool step(Self& self, float dt) override {
        if (!started_) {
            started_ = ready_.step(self, dt);
            if (started_) {
                self.body.blend(6.0F);
                self.change_grip(false);
                upright_ = self.hold.holds() ? self.object_turn() : Quat{};
            }
            return false;
        }
        time_s_ += dt;
        stand(self);
        settle_feet(self, dt);
        center_root(self, dt, 3.0F);
        const float length_s = cue_.duration_s > 0.0 ? static_cast<float>(cue_.duration_s) : 4.2F;
        if (!self.hold.holds()) {
            return true;
        }
        const float over = envelope(time_s_, length_s, 0.9F, 0.7F);
        const float tip = smoothstep(0.8F, 1.7F, time_s_) *
                          (1.0F - smoothstep(length_s - 1.2F, length_s - 0.6F, time_s_));
        const int side = self.hold.side;
        const Quat heading = from_axis_angle({0, 1, 0}, self.body.yaw);
        // It tips inwards, across the body.
        const Vec3 inward = rotate(heading, {-sign_of(side), 0, 0});
        const Vec3 axis = normalize(cross(Vec3{0, 1, 0}, inward));
        const Quat turn = from_axis_angle(axis, radians(kTip_deg) * tip) * upright_;
        const Vec3 half = self.hold.half;
        const Vec3 up = rotate(turn, {0, 1, 0});
        const Vec3 lip =
            up * half.y + rotate(turn, inverse_rotate(upright_, inward)) * std::min(half.x, half.z);
        const Vec3 center = mouth(self) - lip;
        HandGoal& goal = self.body.hand[at(side)];
        goal.turn = normalize(turn * inverse(self.hold.turn));
        goal.palm = center - rotate(*goal.turn, self.hold.grip);
        goal.elbow = {0.8F, -0.7F, -0.3F};
        goal.weight = over;
        self.body.want.arm[at(side)].curl = 50.0F;
        self.body.want.hips.pitch += 6.0F * over;
        self.body.want.waist.pitch += 6.0F * over;
        self.gaze = mouth(self);
        return time_s_ >= length_s;
    }

  private:
    static constexpr float kTip_deg = 95.0F;
    static constexpr float kOver_m = 0.09F;  // From lip to lip.

    static Vec3 inverse_rotate(Quat turn, Vec3 v) { return rotate(inverse(turn), v); }

    /// Where it flows from: a little above what is to be filled, or before the body.
    Vec3 mouth(const Self& self) const {
        if (cue_.target < 0) {
            const float s = self.body.scale();
            return self.body.to_world(Vec3{0, 0.25F, 0.45F} * s + Vec3{0, self.body.stand_m(), 0});
        }
        const Vec3 half = self.view->entity_half_extent(cue_.target);
        return self.view->entity_pose(cue_.target).position + Vec3{0, half.y + kOver_m, 0};
    }

    Cue cue_;
    Preparation ready_;
    Quat upright_{};
    bool started_ = false;
    float time_s_ = 0.0F;
};

// What lies in a pan is thrown up by it, turns over, and comes down in it again, or beside it.
class FlipAct final : public Act {
  public:
    explicit FlipAct(const Cue& cue) : cue_(cue) {}

    bool allows_gestures() const override { return false; }

    void begin(Self& self) override { self.body.blend(9.0F); }

    bool step(Self& self, float dt) override {
        time_s_ += dt;
        stand(self);
        settle_feet(self, dt);
        center_root(self, dt, 3.0F);
        if (!self.hold.holds()) {
            return true;
        }
        const float s = self.body.scale();
        const Vec3 thing = self.view->entity_pose(cue_.object).position;
        if (!gone_ && time_s_ >= kRelease_s) {
            gone_ = true;
            const float up = std::sqrt(2.0F * self.view->gravity() * kHigh_m * s);
            const bool spills = cue_.outcome == Outcome::kFailure;
            const Vec3 aside =
                rotate(from_axis_angle({0, 1, 0}, self.body.yaw), {-0.35F, 0, spills ? 0.9F : 0});
            self.signal(
                SignalKind::kRelease,
                self.hold.side == 0 ? kLeftHand : kRightHand,
                cue_.object,
                thing,
                Vec3{0, up, 0} + (spills ? aside : Vec3{})
            );
        }
        // Down, up with a swing, and to where it comes down.
        const float dip = envelope(time_s_, kRelease_s, 0.75F * kRelease_s, 0.25F * kRelease_s);
        const float swing = smoothstep(0.75F * kRelease_s, kRelease_s, time_s_) *
                            (1.0F - smoothstep(kRelease_s, kRelease_s + 0.3F, time_s_));
        const float give = caught_s_ > 0.0F ? envelope(time_s_ - caught_s_, 0.4F, 0.08F, 0.3F) : 0;
        const int side = self.hold.side;
        const Quat heading = from_axis_angle({0, 1, 0}, self.body.yaw);
        const Vec3 rest = self.body.to_world(
            Vec3{sign_of(side) * 0.17F, 0.08F, 0.26F} * s + Vec3{0, self.body.stand_m(), 0}
        );
        HandGoal& goal = self.body.hand[at(side)];
        goal.turn = heading * from_axis_angle({1, 0, 0}, radians(14.0F * dip - 20.0F * swing));
        goal.palm = rest + Vec3{0, (0.20F * swing - 0.12F * dip - 0.06F * give) * s, 0};
        goal.elbow = {0.5F, -0.8F, -0.7F};
        goal.weight = 1.0F;
        self.body.want.arm[at(side)].curl = 60.0F;
        self.body.want.pelvis.y -= 0.05F * dip;
        self.gaze = thing;
        const bool comes = gone_ && caught_s_ < 0.0F && time_s_ > kRelease_s + 0.3F;
        const Vec3 pan = self.object_center();
        if (comes && cue_.outcome != Outcome::kFailure) {
            // Under it.
            const Vec3 off = thing - pan;
            follow_.x += clamp(off.x, -0.4F, 0.4F) * (1.0F - std::exp(-10.0F * dt));
            follow_.z += clamp(off.z, -0.4F, 0.4F) * (1.0F - std::exp(-10.0F * dt));
            if (std::fabs(off.y) < kInPan_m && std::hypot(off.x, off.z) < kReach_m) {
                caught_s_ = time_s_;
                self.signal(SignalKind::kGrab, -1, cue_.object, thing, {}, kOntoHeld);
            }
        }
        goal.palm += follow_;
        if (comes && cue_.outcome == Outcome::kFailure) {
            self.face.open = 0.4F;
            self.face.brow = 0.9F;
        } else if (caught_s_ > 0.0F) {
            self.face.smile = 0.85F;
        }
        return time_s_ > kRelease_s + 2.0F;
    }

  private:
    static constexpr float kRelease_s = 0.85F;
    static constexpr float kHigh_m = 0.62F;
    static constexpr float kInPan_m = 0.03F;
    static constexpr float kReach_m = 0.13F;

    Cue cue_;
    bool gone_ = false;
    float time_s_ = 0.0F;
    float caught_s_ = -1.0F;
    Vec3 follow_{};
};

}  // namespace

std::unique_ptr<Act> make_flip_act(const Cue& cue) {
    return std::make_unique<FlipAct>(cue);
}

std::unique_ptr<Act> make_table_act(const Cue& cue, const Self&) {
    switch (cue.verb) {
        case Verb::kBlow:
            return std::make_unique<BlowAct>(cue);
        case Verb::kPour:
            return std::make_unique<PourAct>(cue);
        default:
            return nullptr;
    }
}

}  // namespace hibari::world
