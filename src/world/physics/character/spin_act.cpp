// Turning on one foot: the even turn of a dancer, and the spin that gets faster as the arms come
// in.
#include "world/physics/character/person_acts.h"
#include "world/things/person.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

// About the ball of the left foot.
void turn_on_foot(Body& body, float by) {
    if (by == 0.0F) {
        return;
    }
    Foot& pivot = body.foot[0];
    body.yaw += by;
    pivot.yaw += by;
    const Vec3 arm = body.root - pivot.ball;
    const Vec3 swung = rotate(from_axis_angle({0, 1, 0}, by), arm);
    body.root = {pivot.ball.x + swung.x, body.root.y, pivot.ball.z + swung.z};
}

// Turns on the ball of one foot, the other drawn up to the knee.
class PirouetteAct final : public Act {
  public:
    explicit PirouetteAct(const Cue& cue) : cue_(cue) {}

    bool allows_gestures() const override { return false; }

    bool limp() const override { return limp_; }

    void begin(Self& self) override {
        self.body.blend(8.0F);
        turns_ = static_cast<float>(std::clamp(cue_.repeat * cue_.turns, 1, 8)) *
                 (cue_.intensity > 1.3F ? 2.0F : 1.0F);
        turning_s_ = 0.45F + 0.62F * turns_;
    }

    bool step(Self& self, float dt) override {
        time_s_ += dt;
        Body& body = self.body;
        constexpr float kPrepare = 0.75F;
        const float t = time_s_ - kPrepare;
        const float spin = clamp(t / turning_s_, 0.0F, 1.0F);
        stand(self);
        Posture& p = body.want;
        const float dip = envelope(time_s_, kPrepare + 0.1F, 0.45F, 0.35F);
        const float up = smoothstep(-0.08F, 0.16F, t) *
                         (1.0F - smoothstep(turning_s_ - 0.05F, turning_s_ + 0.3F, t));
        p.pelvis.y += -0.12F * dip + 0.05F * up;
        p.pelvis.x = lerp(p.pelvis.x, 0.075F, up);
        p.hips = {};
        for (int side = 0; side < 2; ++side) {
            const float wide = dip * (side == 0 ? 1.0F : 0.5F);
            p.arm[at(side)] = {
                .raise = lerp(lerp(8.0F, 54.0F, dip), 62.0F, up),
                .spread = lerp(lerp(10.0F, 70.0F, wide), 22.0F, up),
                .twist = lerp(10.0F, 40.0F, up),
                .elbow = lerp(24.0F, 74.0F, up),
                .roll = 20,
                .curl = 12
            };
        }
        p.leg[1] = {.hip = 68, .spread = 34, .twist = 30, .knee = 118, .ankle = 44};
        p.heel[0] = 46.0F * up;
        if (t > 0.0F && t < turning_s_) {
            body.free_leg(1);
        } else {
            settle_feet(self, dt);
        }
        // Even spin with soft ends.
        const float eased = spin * spin * (3.0F - 2.0F * spin);
        const float turned = eased * turns_ * 2.0F * kPi;
        const float by = turned - turned_;
        turned_ = turned;
        turn_on_foot(body, by);
        rest_feet(self, dt);
        if (cue_.outcome == Outcome::kFailure && spin > 0.55F) {
            p.hips.roll += 60.0F * (spin - 0.55F);
            p.pelvis.x -= 0.5F * (spin - 0.55F);
            if (spin > 0.85F) {
                limp_ = true;
                self.go_limp("fall");
                return true;
            }
        }
        return t > turning_s_ + 0.3F && settle_feet(self, 0.0F);
    }

  private:
    Cue cue_;
    float turns_ = 1.0F;
    float turning_s_ = 1.0F;
    float turned_ = 0.0F;
    float time_s_ = 0.0F;
    bool limp_ = false;
};

// A push into the spin with arms and leg wide; from then on the angular momentum only wears off,
// and the rate follows from the inertia of the body as it is: L = I w.
class SpinAct final : public Act {
  public:
    explicit SpinAct(const Cue& cue) : cue_(cue) {}

    bool allows_gestures() const override { return false; }

    bool limp() const override { return limp_; }

    void begin(Self& self) override {
        self.body.blend(9.0F);
        const auto turns = static_cast<float>(std::clamp(cue_.repeat * cue_.turns, 1, 12));
        const float usual_s = 2.6F + 0.3F * (turns - 1.0F);
        front_ = self.body.yaw;
        spin_s_ = cue_.duration_s > 0.0 ? std::max(1.2F, static_cast<float>(cue_.duration_s) - 0.8F)
                                        : usual_s;
    }

    bool step(Self& self, float dt) override {
        time_s_ += dt;
        Body& body = self.body;
        const float t = time_s_ - kPrepare_s;
        const float in = smoothstep(0.30F, 0.62F, t / spin_s_) *
                         (1.0F - smoothstep(spin_s_ - 0.1F, spin_s_ + 0.25F, t));
        // The heel is off the ground as long as the foot turns.
        heel_.step(t > -0.3F && (t < spin_s_ || rate_ > 0.0F) ? 1.0F : 0.0F, dt, 16.0F);
        pose(self, t, in);
        const bool spins = t > 0.0F && (t < spin_s_ + 0.2F || rate_ > 0.0F);
        if (spins) {
            body.free_leg(1);
            body.foot[0].mode = FootMode::kPlanted;
        } else {
            settle_feet(self, dt);
        }
        turn(body, t, dt);
        rest_feet(self, dt);
        if (cue_.outcome == Outcome::kFailure && t > 0.7F * spin_s_) {
            const float lost = t - 0.7F * spin_s_;
            body.want.hips.roll += 70.0F * lost;
            body.want.pelvis.x -= 0.5F * lost;
            if (lost > 0.35F) {
                limp_ = true;
                self.go_limp("fall");
                return true;
            }
        }
        return t > spin_s_ + 0.3F && !spins && settle_feet(self, 0.0F);
    }

  private:
    static constexpr float kPrepare_s = 0.40F;
    static constexpr float kPush_s = 0.45F;
    static constexpr float kOpenRate = 4.8F;  // rad/s with arms and leg wide.

    // Wide, then everything close to the axis.
    void pose(Self& self, float t, float in) const {
        stand(self);
        Posture& p = self.body.want;
        const float open = smoothstep(-kPrepare_s, 0.0F, t) *
                           (1.0F - smoothstep(spin_s_ + 0.2F, spin_s_ + 0.6F, t));
        const float up =
            smoothstep(-0.05F, 0.2F, t) * (1.0F - smoothstep(spin_s_ + 0.15F, spin_s_ + 0.5F, t));
        p.hips = {};
        p.pelvis.y += 0.03F * up;
        p.pelvis.x = lerp(p.pelvis.x, 0.085F, up);
        p.heel[0] = 34.0F * heel_.value;
        const ArmPose wide{
            .raise = 8, .spread = 84, .twist = 0, .elbow = 10, .roll = 20, .curl = 10
        };
        const ArmPose close{
            .raise = 46, .spread = 2, .twist = 58, .elbow = 128, .roll = 30, .curl = 30
        };
        for (ArmPose& arm : p.arm) {
            arm.raise = lerp(arm.raise, lerp(wide.raise, close.raise, in), open);
            arm.spread = lerp(arm.spread, lerp(wide.spread, close.spread, in), open);
            arm.twist = lerp(arm.twist, lerp(wide.twist, close.twist, in), open);
            arm.elbow = lerp(arm.elbow, lerp(wide.elbow, close.elbow, in), open);
            arm.curl = lerp(arm.curl, lerp(wide.curl, close.curl, in), open);
        }
        p.leg[1] = {
            .hip = lerp(34.0F, 22.0F, in),
            .spread = lerp(46.0F, -4.0F, in),
            .twist = lerp(10.0F, 4.0F, in),
            .knee = lerp(24.0F, 64.0F, in),
            .ankle = 38
        };
    }

    // The other foot comes down: evenly slower, to end as it began to face.
    void brake(const Body& body, float dt) {
        constexpr float kSlowest = 0.8F;
        if (left_ < 0.0F) {
            last_rate_ = std::max(rate_, kSlowest);
            const float least = 0.25F * last_rate_;  // Half a second of it.
            left_ =
                least + std::fmod(wrap_angle(front_ - body.yaw - least) + 2.0F * kPi, 2.0F * kPi);
            slowing_ = last_rate_ * last_rate_ / (2.0F * left_);
        }
        // A foot on the ground takes momentum away and gives none.
        const float most = std::max(rate_, kSlowest);
        rate_ = left_ > 0.01F ? clamp(std::sqrt(2.0F * slowing_ * left_), kSlowest, most) : 0.0F;
        left_ = std::max(0.0F, left_ - rate_ * dt);
    }

    void turn(Body& body, float t, float dt) {
        const float inertia = std::max(inertia_of(body.skeleton(), body.frames()).yy, 0.05F);
        if (t > 0.0F && t < kPush_s) {
            momentum_ = inertia * kOpenRate * std::clamp(cue_.intensity, 0.6F, 1.5F) *
                        smoothstep(0.0F, kPush_s, t);
        } else if (t >= kPush_s && t < spin_s_) {
            constexpr float kIce = 0.06F;  // Per second, on the point of a blade or a toe.
            momentum_ *= std::exp(-kIce * dt);
        }
        rate_ = momentum_ / inertia;
        if (t >= spin_s_) {
            brake(body, dt);
            momentum_ = rate_ * inertia;
        }
        turn_on_foot(body, rate_ * dt);
    }

    Cue cue_;
    float spin_s_ = 2.6F;
    float front_ = 0.0F;     // Heading to end with.
    float momentum_ = 0.0F;  // kg m^2 / s about the vertical.
    float rate_ = 0.0F;
    float last_rate_ = 0.0F;  // When the brake begins,
    float slowing_ = 0.0F;    // how fast it brakes, rad/s^2,
    float left_ = -1.0F;      // and how far it has to go then.
    float time_s_ = 0.0F;
    Following heel_;
    bool limp_ = false;
};

}  // namespace

std::unique_ptr<Act> make_spin_act(const Cue& cue) {
    if (cue.verb == Verb::kSpin) {
        return std::make_unique<SpinAct>(cue);
    }
    return std::make_unique<PirouetteAct>(cue);
}

}  // namespace hibari::world
