// Cartwheel, handstand and balancing: tricks that never leave the ground.
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

// Pelvis above the palms of a body that stands on straight arms.
float handstand_height(const Self& self) {
    const Skeleton& skeleton = self.body.skeleton();
    const float trunk = skeleton.rest_pivot(kLeftUpperArm).y - skeleton.rest_pivot(kPelvis).y;
    return trunk + self.body.arm_m() + 0.085F * self.body.scale();
}

// A palm flat on the ground, fingers along `fingers`.
Quat flat_hand(int side, Vec3 fingers) {
    const Vec3 x = Vec3{0, 1, 0} * sign_of(side);
    const Vec3 y = normalize(-fingers, {0, 0, 1});
    return from_axes(x, y, cross(x, y));
}

Vec3 on_ground(const Self& self, Vec3 spot) {
    return {spot.x, self.view->ground_y(spot.x, spot.z) + 0.016F * self.body.scale(), spot.z};
}

class CartwheelAct final : public Act {
  public:
    explicit CartwheelAct(const Cue& cue) : cue_(cue), left_(std::max(1, cue.repeat)) {}

    bool allows_gestures() const override { return false; }

    bool limp() const override { return limp_; }

    void begin(Self& self) override {
        self.body.blend(8.0F);
        // On a beam the foot that is before the other leads.
        to_side_ = self.temper.left_handed && !self.body.line ? -1.0F : 1.0F;
        Vec3 way = cue_.facing;
        if (cue_.destination) {
            way = *cue_.destination - self.body.root;
        }
        if (self.body.line) {
            const Vec3 line = *self.body.line;
            way = dot(line, heading_of(self.body.yaw)) < 0.0F ? -line : line;
        }
        // The wheel rolls to the own left (or right), so face across it.
        const float along = std::atan2(way.x, way.z);
        yaw_ = along - to_side_ * radians(90.0F);
    }

    bool step(Self& self, float dt) override {
        time_s_ += dt;
        if (!started_) {
            stand(self);
            const float up = smoothstep(0.2F, 0.7F, time_s_);
            raise_arms(self.body.want, up);
            const bool faces = turn_root(self, yaw_, dt, 3.5F);
            const bool settled = settle_feet(self, dt);
            center_root(self, dt, 6.0F);
            if (faces && settled && time_s_ > 0.75F) {
                started_ = true;
                time_s_ = 0.0F;
                start_ = self.body.root;
                self.body.blend(8.0F);
                plant_hands(self);
                lunge(self);
            }
            return false;
        }
        return wheel(self, dt);
    }

  private:
    static constexpr float kLength = 1.65F;  // seconds from lunge to stand
    static constexpr float kTips = 0.40F;    // Of a wheel that fails on a beam: of its length.
    static constexpr float kTipping_mps2 = 4.5F;

    int lead() const { return to_side_ > 0.0F ? 0 : 1; }

    Vec3 across(const Self& self, float metres) const {
        return rotate(
            from_axis_angle({0, 1, 0}, yaw_), {to_side_ * metres * self.body.scale(), 0, 0}
        );
    }

    static void raise_arms(Posture& p, float w) {
        for (ArmPose& arm : p.arm) {
            arm = {
                .raise = lerp(arm.raise, 6.0F, w),
                .spread = lerp(arm.spread, 158.0F, w),
                .twist = 0,
                .elbow = lerp(arm.elbow, 5.0F, w),
                .roll = 0,
                .wrist = 0,
                .curl = 6,
                .shrug = 16.0F * w
            };
        }
    }

    void plant_hands(const Self& self) {
        hand_[at(lead())] = on_ground(self, start_ + across(self, 1.12F));
        hand_[at(1 - lead())] = on_ground(self, start_ + across(self, 1.52F));
    }

    void lunge(Self& self) {
        Foot& foot = self.body.foot[at(lead())];
        const Vec3 to = self.body.home(lead()) + across(self, 0.40F);
        begin_swing(
            foot,
            to,
            self.body.yaw + to_side_ * radians(55.0F),
            0.30F,
            0.10F * self.body.scale(),
            *self.view
        );
    }

    bool wheel(Self& self, float dt) {
        Body& body = self.body;
        const float u = time_s_ / kLength;
        const float top = shift(self, handstand_height(self));
        // Pelvis: across, up, and the roll of the wheel.
        const std::array path{
            Key{0.00F, at_point(0.00F, 0.0F, 0.0F)},
            Key{0.20F, at_point(0.30F, -0.14F, 24.0F)},
            Key{0.36F, at_point(0.72F, -0.12F, 92.0F)},
            Key{0.56F, at_point(1.30F, top, 180.0F)},
            Key{0.74F, at_point(1.86F, -0.10F, 266.0F)},
            Key{0.90F, at_point(2.24F, -0.10F, 334.0F)},
            Key{1.04F, at_point(2.42F, -0.02F, 360.0F)},
            Key{1.30F, at_point(2.46F, -0.01F, 360.0F)},
        };
        const Posture moved = sample(path, u);
        Posture p = standing_posture();
        raise_arms(p, 1.0F - smoothstep(0.95F, 1.2F, u));
        p.pelvis = {0, moved.pelvis.y, 0};
        body.root = start_ + across(self, moved.pelvis.x);
        body.root.y = body.line ? start_.y : self.view->ground_y(body.root.x, body.root.z);
        p.hips.roll = -to_side_ * moved.hips.roll;
        const float open = envelope(u - 0.18F, 0.72F, 0.16F, 0.2F);
        for (LegPose& leg : p.leg) {
            leg = {
                .hip = 0,
                .spread = 4.0F + 46.0F * open,
                .twist = 6,
                .knee = 3,
                .ankle = 36.0F * open
            };
        }
        body.want = p;
        turn_root(self, yaw_, dt);
        feet(self, u, dt);
        for (int side = 0; side < 2; ++side) {
            const float from = side == lead() ? 0.24F : 0.34F;
            const float to = side == lead() ? 0.66F : 0.80F;
            HandGoal& goal = body.hand[at(side)];
            goal.palm = hand_[at(side)];
            goal.turn = flat_hand(side, heading_of(body.yaw));
            goal.elbow = {1.0F, 0.4F, -0.3F};
            goal.weight =
                smoothstep(from, from + 0.13F, u) * (1.0F - smoothstep(to, to + 0.10F, u));
        }
        if (cue_.outcome == Outcome::kFailure) {
            if (body.line) {
                // Out of balance: off to one side, faster and faster.
                const float t = std::max(0.0F, u - kTips) * kLength;
                body.root += beside_line(self) * (0.5F * kTipping_mps2 * t * t);
                body.float_root = t > 0.0F;
            }
            if (u > 0.58F) {
                body.float_root = false;
                limp_ = true;
                self.go_limp("fall");
                return true;
            }
        }
        if (u < 1.25F) {
            return false;
        }
        body.unwind();
        if (--left_ > 0) {
            started_ = false;
            time_s_ = 0.3F;
            body.blend(8.0F);
            return false;
        }
        return true;
    }

    void feet(Self& self, float u, float dt) {
        Body& body = self.body;
        for (int side = 0; side < 2; ++side) {
            Foot& foot = body.foot[at(side)];
            const float leaves = side == lead() ? 0.36F : 0.16F;
            const float lands = side == lead() ? 0.80F : 0.66F;
            if (foot.mode == FootMode::kSwing) {
                if (advance_swing(foot, dt, *self.view)) {
                    self.foot_down(side, 1.0F);
                }
            } else if (foot.mode == FootMode::kPlanted && u > leaves && u < lands) {
                body.free_leg(side);
            } else if (foot.mode == FootMode::kFree && u > lands) {
                const float ground = self.view->ground_y(body.root.x, body.root.z);
                if (body.sole_y(side) < ground + 0.05F || u > lands + 0.16F) {
                    body.plant_leg(side, *self.view);
                    self.foot_down(side, 1.2F);
                }
            }
        }
        if (u > 1.0F) {
            settle_feet(self, dt);
        } else {
            rest_feet(self, dt);
        }
    }

    static float shift(const Self& self, float height) {
        return (height - self.body.stand_m()) / self.body.scale();
    }

    static Posture at_point(float x, float y, float roll) {
        Posture p;
        p.pelvis = {x, y, 0};
        p.hips.roll = roll;
        return p;
    }

    Cue cue_;
    int left_;
    float to_side_ = 1.0F;
    float yaw_ = 0.0F;
    float time_s_ = 0.0F;
    bool started_ = false;
    bool limp_ = false;
    Vec3 start_{};
    std::array<Vec3, 2> hand_{};
};

class HandstandAct final : public Act {
  public:
    explicit HandstandAct(const Cue& cue) : cue_(cue) {}

    bool allows_gestures() const override { return false; }

    bool limp() const override { return limp_; }

    void begin(Self& self) override { self.body.blend(8.0F); }

    bool step(Self& self, float dt) override {
        time_s_ += dt;
        Body& body = self.body;
        const float s = body.scale();
        if (!started_) {
            stand(self);
            for (ArmPose& arm : body.want.arm) {
                const float up = smoothstep(0.1F, 0.6F, time_s_);
                arm.raise = lerp(arm.raise, 168.0F, up);
                arm.elbow = lerp(arm.elbow, 5.0F, up);
            }
            const bool settled = settle_feet(self, dt);
            center_root(self, dt, 6.0F);
            if (settled && time_s_ > 0.65F) {
                started_ = true;
                time_s_ = 0.0F;
                body.blend(7.0F);
                for (int side = 0; side < 2; ++side) {
                    const float apart = body.line ? 0.03F : 0.19F;
                    palm_[at(side)] =
                        on_ground(self, body.to_world({sign_of(side) * apart * s, 0, 0.92F * s}));
                }
                Foot& foot = body.foot[0];
                begin_swing(
                    foot,
                    body.home(0) + heading_of(body.yaw) * (0.34F * s),
                    body.yaw,
                    0.34F,
                    0.08F * s,
                    *self.view
                );
            }
            return false;
        }
        const float hold_s =
            cue_.duration_s > 2.5 ? static_cast<float>(cue_.duration_s) - 2.5F : 1.6F;
        // Up, hold, and down the same way.
        float u = std::min(time_s_, kUp);
        const bool falls = cue_.outcome == Outcome::kFailure;
        if (time_s_ > kUp + hold_s && !falls) {
            u = kUp - (time_s_ - kUp - hold_s);
        }
        const float top = (handstand_height(self) - body.stand_m()) / s;
        const float sway = 0.012F * std::sin(3.1F * time_s_) * smoothstep(kUp - 0.2F, kUp, u);
        const std::array keys{
            Key{0.0F, at_point(0.0F, 0.0F, 0.0F, 0, 0)},
            Key{0.42F, at_point(0.34F, -0.20F, 62.0F, 62, 0)},
            Key{0.66F, at_point(0.52F, -0.02F, 104.0F, 84, -42)},
            Key{0.98F, at_point(0.80F, top - 0.03F, 158.0F, 30, -26)},
            Key{kUp, at_point(0.92F, top, 180.0F, 0, 0)},
        };
        Posture p = sample(keys, u);
        p.pelvis.z += sway;
        p.head.pitch = -20.0F * smoothstep(0.3F, 0.7F, u);
        const float arms_up = smoothstep(0.0F, 0.4F, u);
        for (ArmPose& arm : p.arm) {
            arm = {
                .raise = lerp(20.0F, 172.0F, arms_up),
                .spread = 4,
                .twist = 0,
                .elbow = 4,
                .roll = 0,
                .curl = 6,
                .shrug = 16.0F * arms_up
            };
        }
        if (falls && time_s_ > kUp + 0.5F) {
            // Over the balance point, faster and faster.
            const float t = time_s_ - kUp - 0.5F;
            p.hips.pitch += 55.0F * t * t;
            p.pelvis.z += 0.35F * t * t;
            if (p.hips.pitch > 200.0F) {
                limp_ = true;
                self.go_limp("fall");
                return true;
            }
        }
        body.want = p;
        feet(self, u, dt);
        for (int side = 0; side < 2; ++side) {
            HandGoal& goal = body.hand[at(side)];
            goal.palm = palm_[at(side)];
            goal.turn = flat_hand(side, heading_of(body.yaw));
            goal.elbow = {0.9F, 0.3F, 0.6F};
            goal.weight = smoothstep(0.22F, 0.46F, u);
        }
        if (time_s_ < kUp + hold_s + kUp) {
            return false;
        }
        stand(self);
        const bool settled = settle_feet(self, dt);
        center_root(self, dt, 4.0F);
        return settled;
    }

  private:
    static constexpr float kUp = 1.30F;

    // The right leg kicks up first, the left follows.
    static Posture at_point(float z, float y, float pitch, float left_hip, float right_hip) {
        Posture p = standing_posture();
        p.pelvis = {0, y, z};
        p.hips.pitch = pitch;
        p.leg[0] = {.hip = left_hip, .spread = 2, .knee = left_hip * 0.9F, .ankle = 38};
        p.leg[1] = {.hip = right_hip, .spread = 2, .knee = 4, .ankle = 38};
        return p;
    }

    void feet(Self& self, float u, float dt) {
        Body& body = self.body;
        const bool coming_down = time_s_ > kUp + 0.1F;
        for (int side = 0; side < 2; ++side) {
            Foot& foot = body.foot[at(side)];
            const float leaves = side == 0 ? 0.58F : 0.42F;
            if (foot.mode == FootMode::kSwing) {
                if (advance_swing(foot, dt, *self.view)) {
                    self.foot_down(side, 0.9F);
                }
            } else if (u > leaves && foot.mode == FootMode::kPlanted) {
                body.free_leg(side);
            } else if (u < leaves && coming_down && foot.mode == FootMode::kFree) {
                body.plant_leg(side, *self.view);
                self.foot_down(side, 1.0F);
            }
        }
        rest_feet(self, dt);
    }

    Cue cue_;
    float time_s_ = 0.0F;
    bool started_ = false;
    bool limp_ = false;
    std::array<Vec3, 2> palm_{};
};

// Stands on one leg, or walks a narrow line, with the arms out.
class BalanceAct final : public Act {
  public:
    explicit BalanceAct(const Cue& cue) : cue_(cue) {}

    bool allows_gestures() const override { return false; }

    bool limp() const override { return limp_; }

    void begin(Self& self) override {
        self.body.blend(6.0F);
        walks_ =
            cue_.destination &&
            distance(
                Vec3{cue_.destination->x, self.body.root.y, cue_.destination->z}, self.body.root
            ) > 0.4F;
        if (walks_) {
            WalkerOptions options;
            options.destination = cue_.destination;
            options.speed_mps =
                0.50F * (0.5F + 0.5F * cue_.intensity) * std::sqrt(self.body.scale());
            options.narrow = true;
            walker_.begin(self, options);
        }
    }

    bool step(Self& self, float dt) override {
        time_s_ += dt;
        Body& body = self.body;
        const float length_s = cue_.duration_s > 0.0 ? static_cast<float>(cue_.duration_s) : 3.6F;
        bool arrived = false;
        const float w =
            walks_ ? smoothstep(0.0F, 0.6F, time_s_) : envelope(time_s_, length_s, 0.8F, 0.7F);
        if (walks_) {
            arrived = walker_.step(self, dt);
        } else {
            stand(self);
        }
        const float wobble = std::sin(2.3F * time_s_) + 0.6F * std::sin(3.9F * time_s_ + 1.0F);
        Posture& p = body.want;
        p.hips.roll += 2.2F * wobble * w;
        p.waist.roll -= 3.0F * wobble * w;
        p.chest.roll -= 2.0F * wobble * w;
        for (int side = 0; side < 2; ++side) {
            const float sign = sign_of(side);
            ArmPose& arm = p.arm[at(side)];
            arm = {
                .raise = lerp(arm.raise, 10.0F, w),
                .spread = lerp(arm.spread, 84.0F + sign * 9.0F * wobble, w),
                .twist = lerp(arm.twist, 0.0F, w),
                .elbow = lerp(arm.elbow, 10.0F, w),
                .roll = lerp(arm.roll, 60.0F, w),
                .wrist = -8.0F * w,
                .curl = 8.0F
            };
        }
        p.head.pitch += 10.0F * w;
        if (!walks_) {
            p.pelvis.x += 0.085F * w;
            p.pelvis.y -= 0.01F * w;
            p.leg[1] = {.hip = 52.0F * w, .spread = 8, .twist = 10, .knee = 84.0F * w, .ankle = 24};
            const bool lifted = time_s_ > 0.55F && time_s_ < length_s - 0.45F;
            if (lifted) {
                body.free_leg(1);
            } else {
                settle_feet(self, dt);
            }
            rest_feet(self, dt);
        }
        if (cue_.outcome == Outcome::kFailure && time_s_ > 1.6F) {
            const float t = time_s_ - 1.6F;
            p.hips.roll += 70.0F * t * t * 1.6F;
            p.pelvis.x -= 0.55F * t * t;
            for (ArmPose& arm : p.arm) {
                arm.raise += 40.0F * std::sin(16.0F * t);
            }
            self.face.brow = 1.0F;
            self.face.open = 0.5F;
            if (t > 0.50F) {
                limp_ = true;
                self.go_limp("fall");
                return true;
            }
        }
        return walks_ ? arrived : time_s_ > length_s;
    }

  private:
    Cue cue_;
    Walker walker_;
    bool walks_ = false;
    bool limp_ = false;
    float time_s_ = 0.0F;
};

}  // namespace

std::unique_ptr<Act> make_gymnastic_act(const Cue& cue, const Self&) {
    switch (cue.verb) {
        case Verb::kCartwheel:
            return std::make_unique<CartwheelAct>(cue);
        case Verb::kHandstand:
            return std::make_unique<HandstandAct>(cue);
        case Verb::kPirouette:
        case Verb::kSpin:
            return make_spin_act(cue);
        case Verb::kBalance:
            return std::make_unique<BalanceAct>(cue);
        default:
            return nullptr;
    }
}

}  // namespace hibari::world
