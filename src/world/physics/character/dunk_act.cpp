// A dunk: run-up, a leap that brings the hand above the ring, and the ball thrown down from there.
#include "world/physics/character/ball_skill.h"
#include "world/physics/character/leap_shapes.h"
#include "world/physics/character/walker.h"
#include "world/things/person.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

namespace hibari::world {

namespace {

constexpr float kStride_s = 0.14F;   // The last step, that turns the run into the leap.
constexpr float kOverRim_m = 0.30F;  // Palm above the ring at the top.
constexpr float kBefore_m = 0.24F;   // The body stays so far from below it,
constexpr float kBeside_m = 0.28F;   // and so far beside: the shoulder is there, and the ball.
constexpr float kForward_mps = 1.7F;
constexpr float kLandPitch_deg = 12.0F;

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

class DunkAct final : public Act {
  public:
    explicit DunkAct(const Cue& cue) : cue_(cue), ready_(cue, false) {}

    bool allows_gestures() const override { return false; }

    void begin(Self& self) override { ready_.begin(self); }

    bool step(Self& self, float dt) override {
        time_s_ += dt;
        switch (phase_) {
            case Phase::kReady:
                if (ready_.step(self, dt)) {
                    run_up(self);
                }
                return false;
            case Phase::kRun:
                return run(self, dt);
            case Phase::kStride:
                return stride(self, dt);
            case Phase::kFlight:
                return fly(self);
            case Phase::kLanded:
                return landed(self, dt);
        }
        return true;
    }

  private:
    enum class Phase : std::uint8_t { kReady, kRun, kStride, kFlight, kLanded };

    void enter(Phase phase) {
        phase_ = phase;
        time_s_ = 0.0F;
    }

    // As high as the hand has to come, as far before the ring as the way to the top is long.
    void run_up(Self& self) {
        Body& body = self.body;
        const int main = self.main_side();
        if (self.hold.both_hands && self.hold.holds()) {
            const int ball = self.hold.object;
            self.hold.object = -1;
            self.grab(ball, main);
        }
        rim_ = ready_.aim(self);
        const float shoulder = body.stand_m() + body.skeleton().rest_pivot(kLeftUpperArm).y -
                               body.skeleton().rest_pivot(kPelvis).y;
        const float reach = shoulder + body.arm_m();
        const float rise = std::max(0.35F, rim_.y + kOverRim_m - body.root.y - reach);
        speed_ = std::sqrt(2.0F * self.view->gravity() * rise);
        const Vec3 straight = normalize(Vec3{rim_.x - body.root.x, 0, rim_.z - body.root.z});
        const Vec3 left{straight.z, 0, -straight.x};
        const float hand = main == 0 ? 1.0F : -1.0F;
        const Vec3 below =
            Vec3{rim_.x, body.root.y, rim_.z} - left * (hand * kBeside_m * body.scale());
        way_ = normalize(Vec3{below.x - body.root.x, 0, below.z - body.root.z});
        take_off_m_ = kBefore_m + kForward_mps * speed_ / self.view->gravity();
        WalkerOptions options;
        options.gait = Gait::kRun;
        options.speed_mps = 3.3F * std::sqrt(body.scale());
        options.destination = below + way_ * 3.0F;
        options.stop_at_end = false;
        body.blend(8.0F);
        walker_.begin(self, options);
        enter(Phase::kRun);
    }

    float left_m(const Self& self) const {
        return dot(Vec3{rim_.x - self.body.root.x, 0, rim_.z - self.body.root.z}, way_);
    }

    bool run(Self& self, float dt) {
        walker_.step(self, dt);
        self.gaze = rim_;
        ArmPose& arm = self.body.want.arm[at(self.main_side())];
        arm = {.raise = 44, .spread = 12, .twist = 10, .elbow = 78, .roll = 20, .curl = 30};
        const float pace = dot(self.body.velocity, way_);
        if (left_m(self) > take_off_m_ + 0.5F * kStride_s * (pace + kForward_mps)) {
            return false;
        }
        pace_ = pace;
        from_ = self.body.now();
        for (int side = 0; side < 2; ++side) {
            if (self.body.foot[at(side)].mode != FootMode::kPlanted) {
                self.body.free_leg(side);
            }
        }
        enter(Phase::kStride);
        return false;
    }

    bool stride(Self& self, float dt) {
        const float u = std::min(1.0F, time_s_ / kStride_s);
        self.body.root += way_ * (lerp(pace_, kForward_mps, u) * dt);
        Posture p = mix(from_, rising(self), u);
        p.pelvis.y = from_.pelvis.y + 0.5F * speed_ * kStride_s * u * u / self.body.scale();
        self.body.want = p;
        self.gaze = rim_;
        rest_feet(self, dt);
        if (u >= 1.0F) {
            take_off(self);
        }
        return false;
    }

    Posture with_arm(const Self& self, Posture p, const ArmPose& ball) const {
        p.arm[at(self.main_side())] = ball;
        return p;
    }

    Posture rising(const Self& self) const {
        Posture p = standing_posture();
        p.hips = {};
        p.head.pitch = -22.0F;
        p.leg = {
            LegPose{.hip = 34, .spread = 4, .knee = 62, .ankle = 30},
            LegPose{.hip = 4, .spread = 4, .knee = 22, .ankle = 40},
        };
        p.arm = {
            ArmPose{.raise = 60, .spread = 34, .twist = 0, .elbow = 50, .roll = 20, .curl = 14},
            ArmPose{.raise = 60, .spread = 34, .twist = 0, .elbow = 50, .roll = 20, .curl = 14},
        };
        return with_arm(
            self,
            p,
            {.raise = 104, .spread = 18, .twist = 0, .elbow = 62, .roll = 0, .curl = 30, .shrug = 8}
        );
    }

    Posture on_top(const Self& self) const {
        Posture p = rising(self);
        p.chest.pitch = -4.0F;
        return with_arm(
            self,
            p,
            {.raise = 164, .spread = 4, .twist = 0, .elbow = 6, .roll = 0, .curl = 30, .shrug = 18}
        );
    }

    Posture thrown_down(const Self& self) const {
        Posture p = rising(self);
        p.waist.pitch = 16.0F;
        p.chest.pitch = 10.0F;
        return with_arm(
            self,
            p,
            {.raise = 96, .spread = 8, .twist = 0, .elbow = 18, .roll = 0, .wrist = 30, .curl = 10}
        );
    }

    void take_off(Self& self) {
        Body& body = self.body;
        const float g = self.view->gravity();
        const Vec3 mass = body.center_of_mass();
        const Vec3 velocity = way_ * kForward_mps + Vec3{0, speed_, 0};
        const float top_s = speed_ / g;
        top_s_ = top_s;
        const Posture down = landing();
        const float ground = self.view->ground_y(mass.x, mass.z);
        const float end = ground + body.mass_height(down, radians(kLandPitch_deg));
        const float drop = std::max(0.05F, mass.y + 0.5F * speed_ * speed_ / g - end);
        const float air_s = top_s + std::sqrt(2.0F * drop / g);
        const std::vector<Key> keys{
            {0.0F, rising(self)},
            {0.72F * top_s, on_top(self)},
            {top_s, on_top(self)},
            {top_s + 0.14F, thrown_down(self)},
            {top_s + 0.30F, thrown_down(self)},
            {air_s, down},
            {1.5F * air_s, down},
        };
        const auto shape = [keys](float t) { return sample(keys, t); };
        body.leave_ground(shape, 12.0F);
        const float angle = radians(kLandPitch_deg - body.now().hips.pitch);
        const float momentum = body.momentum_for_pitch(shape, angle, air_s);
        body.take_off(
            {.velocity = velocity,
             .momentum = rotate(body.frames().turn[0], {1, 0, 0}) * momentum,
             .gravity = g,
             .shape = shape}
        );
        self.signal(SignalKind::kTakeOff, kPelvis, -1, mass, velocity);
        enter(Phase::kFlight);
    }

    bool fly(Self& self) {
        Body& body = self.body;
        self.gaze = rim_;
        if (time_s_ >= top_s_ && self.hold.holds()) {
            self.release({0, -4.0F, 0});
        }
        const Vec3 velocity = body.flight()->velocity();
        const Vec3 mass = body.flight()->center();
        const float ground = self.view->ground_y(mass.x, mass.z);
        if (velocity.y > 0.0F || std::min(body.sole_y(0), body.sole_y(1)) > ground + 0.002F) {
            return false;
        }
        body.touch_down(*self.view, clamp(-velocity.y / (0.734F * body.scale()), 3.6F, 9.0F));
        self.signal(SignalKind::kLand, kPelvis, -1, mass, velocity);
        self.foot_down(0, -velocity.y);
        self.foot_down(1, -velocity.y);
        enter(Phase::kLanded);
        return false;
    }

    bool landed(Self& self, float dt) {
        stand(self);
        self.face.smile = cue_.outcome == Outcome::kSuccess ? 0.8F : 0.0F;
        const bool settled = time_s_ > 0.45F && settle_feet(self, dt, 0.05F);
        if (time_s_ > 0.45F) {
            center_root(self, dt, 3.0F);
        } else {
            rest_feet(self, dt);
        }
        return settled && time_s_ > 1.0F;
    }

    Cue cue_;
    Preparation ready_;
    Walker walker_;
    Phase phase_ = Phase::kReady;
    float time_s_ = 0.0F;
    Vec3 rim_{};
    Vec3 way_{0, 0, 1};
    Posture from_;
    float speed_ = 4.0F;
    float pace_ = 0.0F;
    float take_off_m_ = 1.0F;
    float top_s_ = 0.4F;
};

}  // namespace

std::unique_ptr<Act> make_dunk_act(const Cue& cue) {
    return std::make_unique<DunkAct>(cue);
}

}  // namespace hibari::world
